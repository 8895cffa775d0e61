package freeze

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// wordSize is the size of a pointer in the memory of a Go program, to which
// pointers are aligned.
const wordSize = 8

// headerStart is what runtime.pcHeader begins with since Go 1.20: the magic
// number, two zeros, and the sizes of an instruction and of a pointer.
var headerStart = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, wordSize}

// The words of runtime.pcHeader.
const (
	headerFunctions = 1 // how many there are
	headerTables    = 4 // where they are, seen from the header
	headerWords     = 9
)

// The words of runtime.moduledata.
const (
	dataHeader      = 0  // a pointer
	dataTables      = 1  // slices
	dataIndex       = 16 // a slice
	dataFuncdata    = 40 // a pointer
	dataFuncdataEnd = 41 // a pointer
	dataWords       = 42
)

// sliceWords is how many words a slice has: a pointer, length and capacity.
const sliceWords = 3

// kind is the number of a table in header and moduledata.
type kind int

const (
	kindNames kind = iota
	kindUnits
	kindFiles
	kindPCs
	kindRecords
	kinds // how many there are
)

// String returns the name that the runtime has for the table.
func (k kind) String() string {
	return [...]string{"funcnametab", "cutab", "filetab", "pctab", "pclntable"}[k]
}

// The sizes of what cutab and the index hold.
const (
	unitSize  = 4
	indexSize = 8
)

// tables are those of a Go program's functions, as parts of its memory.
type tables struct {
	names, units, files, pcs *table
	// records are the index and the record of each function.
	records []byte
	count   int // of functions
	// funcdata is what offsets of funcdata lead into.
	funcdata []byte
}

// findTables finds the tables of Go 1.26. What is wrong with others, the
// errors say.
func findTables(memory []byte) (*tables, error) {
	header, err := findHeader(memory)
	if err != nil {
		return nil, err
	}
	data, err := header.findData(memory)
	if err != nil {
		return nil, err
	}
	var found [kinds]*table
	for k := range found {
		if found[k], err = findTable(memory, header, data, kind(k)); err != nil {
			return nil, err
		}
	}
	records := found[kindRecords]
	t := &tables{names: found[kindNames], units: found[kindUnits], files: found[kindFiles], pcs: found[kindPCs], records: records.bytes}
	count, index, items := header.word(headerFunctions), data.word(dataIndex), data.word(dataIndex+1)
	if index != records.address || count >= uint64(len(t.records)/indexSize) || items != count+1 {
		return nil, fmt.Errorf("the header has %d functions; the index at %#x has %d, the end among them, and %v at %#x has %d bytes",
			count, index, items, kindRecords, records.address, len(t.records))
	}
	t.count = int(count)
	from, to := data.word(dataFuncdata), data.word(dataFuncdataEnd)
	if from < records.address+uint64(len(t.records)) || to < from || to > uint64(len(memory)) {
		return nil, fmt.Errorf("the funcdata from %#x to %#x do not lie behind %v: is this a new version of Go?", from, to, kindRecords)
	}
	t.funcdata = memory[from:to]
	return t, nil
}

// structure is a part of the memory that consists of words.
type structure struct {
	address uint64
	bytes   []byte
}

func (s structure) word(n int) uint64 { return binary.LittleEndian.Uint64(s.bytes[n*wordSize:]) }

// findStructure returns the one structure that is wanted.
func findStructure(memory []byte, words int, what string, wanted func(structure) bool) (structure, error) {
	var found []structure
	for at := 0; at+words*wordSize <= len(memory); at += wordSize {
		if s := (structure{uint64(at), memory[at : at+words*wordSize]}); wanted(s) {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return structure{}, fmt.Errorf("the memory has %d of %s; it needs one", len(found), what)
	}
	return found[0], nil
}

// findHeader finds the runtime.pcHeader.
func findHeader(memory []byte) (structure, error) {
	return findStructure(memory, headerWords, fmt.Sprintf("what begins with %x as tables since Go 1.20 do", headerStart), func(s structure) bool {
		return bytes.HasPrefix(s.bytes, headerStart)
	})
}

// findData finds the runtime.moduledata that has a header.
func (header structure) findData(memory []byte) (structure, error) {
	names := header.address + header.word(headerTables)
	return findStructure(memory, dataWords, fmt.Sprintf("what has the header at %#x and the names at %#x", header.address, names), func(s structure) bool {
		return s.word(dataHeader) == header.address && s.word(dataTables) == names
	})
}

// findTable returns a table that header and moduledata agree on.
func findTable(memory []byte, header, data structure, k kind) (*table, error) {
	slice := dataTables + sliceWords*int(k)
	address, size, capacity := data.word(slice), data.word(slice+1), data.word(slice+2)
	want := header.address + header.word(headerTables+int(k))
	if address != want || size != capacity || size > uint64(len(memory)) {
		return nil, fmt.Errorf("%v is at %#x with %d items of %d; the header has it at %#x", k, address, size, capacity, want)
	}
	if k == kindUnits {
		size *= unitSize
	}
	if address > uint64(len(memory)) || size > uint64(len(memory))-address {
		return nil, fmt.Errorf("%v at %#x has %d bytes; the memory has %d", k, address, size, len(memory))
	}
	return newTable(address, memory[address:address+size]), nil
}
