package freeze

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// table is a part of the memory of which only stays what is kept.
type table struct {
	address uint64
	bytes   []byte
	kept    []bool // by byte
}

func newTable(address uint64, bytes []byte) *table {
	return &table{address, bytes, make([]bool, len(bytes))}
}

// keep keeps n bytes, which the table has.
func (t *table) keep(from, n int) {
	for i := range n {
		t.kept[from+i] = true
	}
}

// sweep overwrites with zeros what is not kept.
func (t *table) sweep() {
	for i, kept := range t.kept {
		if !kept {
			t.bytes[i] = 0
		}
	}
}

// text returns the text that is at an offset and ends with a zero.
func (t *table) text(offset uint32) (text string, ok bool) {
	if uint64(offset) >= uint64(len(t.bytes)) {
		return "", false
	}
	before, _, ok := bytes.Cut(t.bytes[offset:], []byte{0})
	return string(before), ok
}

// place writes a text and a zero over what is not kept, and keeps them. The
// offset is not 0, at which the runtime sees no text.
func (t *table) place(text string) (offset uint32, ok bool) {
	n := len(text) + 1
	for i := 1; i+n <= len(t.bytes); i++ {
		if !slices.Contains(t.kept[i:i+n], true) {
			copy(t.bytes[i:], text+"\x00")
			t.keep(i, n)
			return uint32(i), true
		}
	}
	return 0, false
}

// keepHeld keeps the texts of tables that something in the memory points to, as
// moduledata does to the first. A number that only looks like a pointer does no
// harm.
func keepHeld(memory []byte, tables ...*table) {
	for ; len(memory) >= wordSize; memory = memory[wordSize:] {
		pointer := binary.LittleEndian.Uint64(memory)
		for _, t := range tables {
			if pointer < t.address || pointer-t.address >= uint64(len(t.bytes)) {
				continue
			}
			offset := uint32(pointer - t.address)
			if text, ok := t.text(offset); ok {
				t.keep(int(offset), len(text)+1)
			}
		}
	}
}
