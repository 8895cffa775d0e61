package freeze

import (
	"encoding/binary"
	"fmt"
	"math"
)

// The fields of a function's record, runtime._func, by their offsets. They have
// four bytes each, but fieldID and fieldFuncdata have one.
const (
	fieldEntry     = 0
	fieldName      = 4
	fieldSP        = 16
	fieldFile      = 20
	fieldLine      = 24
	fieldPCData    = 28 // how many there are
	fieldUnit      = 32
	fieldStartLine = 36
	fieldID        = 40
	fieldFuncdata  = 43 // how many there are
	recordSize     = 44 // without PCDATA and funcdata
)

// The PCDATA and the funcdata that are dropped, as package internal/abi numbers them.
const (
	pcdataUnsafePoint  = 0
	pcdataInlineTree   = 2
	funcdataInlineTree = 3
)

// normal is the FuncID of functions that the runtime treats as any other.
const normal = 0

// noFuncdata stands in place of the offset of funcdata that there is not.
const noFuncdata = math.MaxUint32

// record is what the tables have of a function: its fields, the offsets of its PCDATA
// and those of its funcdata.
type record []byte

// functions returns the records of all functions, which lie one behind the other.
func (t *tables) functions() ([]record, error) {
	var functions []record
	size := uint64(len(t.records))
	end := uint64(t.count) * indexSize // of what lies in front
	for i := range t.count {
		entry, from := t.index(i)
		if from < end || from > size || size-from < recordSize {
			return nil, fmt.Errorf("function %d: its record is at %d, between the one before, to %d, and the end at %d", i, from, end, size)
		}
		f := record(t.records[from:])
		end = from + recordSize + 4*(uint64(f.get(fieldPCData))+uint64(f[fieldFuncdata]))
		if end > size || f.get(fieldEntry) != entry {
			return nil, fmt.Errorf("function %d: its record from %d to %d of %d begins with %d, not %d as the index: is this a new version of Go?",
				i, from, end, size, f.get(fieldEntry), entry)
		}
		functions = append(functions, f[:end-from])
	}
	return functions, nil
}

// index returns what the index has of a function: its beginning, and the offset
// of its record.
func (t *tables) index(i int) (entry uint32, from uint64) {
	item := t.records[i*indexSize:]
	return binary.LittleEndian.Uint32(item), uint64(binary.LittleEndian.Uint32(item[4:]))
}

func (f record) get(at int) uint32    { return binary.LittleEndian.Uint32(f[at:]) }
func (f record) set(at int, v uint32) { binary.LittleEndian.PutUint32(f[at:], v) }

// special reports whether the runtime knows the function: by itself, or as a
// wrapper that assembly or the compiler has written around another.
func (f record) special() bool { return f[fieldID] != normal }

// pcdata returns where in the record the offset of each PCDATA is.
func (f record) pcdata() []int { return places(recordSize, int(f.get(fieldPCData))) }

// funcdata returns where in the record the offset of each funcdata is.
func (f record) funcdata() []int {
	return places(recordSize+4*int(f.get(fieldPCData)), int(f[fieldFuncdata]))
}

// places returns where n numbers are.
func places(first, n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = first + 4*i
	}
	return list
}

// forget clears what tells of files and lines, and what only preemption by
// signals reads.
func (f record) forget() {
	for _, field := range []int{fieldFile, fieldLine, fieldUnit, fieldStartLine} {
		f.set(field, 0)
	}
	if pcdata := f.pcdata(); len(pcdata) > pcdataUnsafePoint {
		f.set(pcdata[pcdataUnsafePoint], 0)
	}
}
