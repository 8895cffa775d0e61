// Package module reads and writes the outer form of a WebAssembly module: its
// sections, and the integers and names that stand in them. What the sections
// mean is left to the packages that use it.
package module

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// ID is the number of a kind of section.
type ID byte

// The sections of WebAssembly 2.0.
const (
	Custom    ID = 0
	Type      ID = 1
	Import    ID = 2
	Function  ID = 3
	Table     ID = 4
	Memory    ID = 5
	Global    ID = 6
	Export    ID = 7
	Start     ID = 8
	Element   ID = 9
	Code      ID = 10
	Data      ID = 11
	DataCount ID = 12
)

// order is the one in which sections have to stand; Custom stands anywhere.
var order = []ID{Type, Import, Function, Table, Memory, Global, Export, Start, Element, DataCount, Code, Data}

var names = [...]string{
	Custom: "custom", Type: "type", Import: "import", Function: "function", Table: "table", Memory: "memory",
	Global: "global", Export: "export", Start: "start", Element: "element", Code: "code", Data: "data", DataCount: "data count",
}

// String returns the name that the specification has for the section.
func (id ID) String() string {
	if int(id) < len(names) {
		return names[id]
	}
	return fmt.Sprintf("number %d", byte(id))
}

// section is how errors name the section.
func (id ID) section() string { return id.String() + " section" }

// Section is one section of a module.
type Section struct {
	ID ID
	// Content is what follows the section's length. After [Parse] it aliases
	// the bytes that were parsed.
	Content []byte
}

// Module is a module's sections in their order.
type Module []Section

// header is the magic number and the version of the binary format.
var header = []byte("\x00asm\x01\x00\x00\x00")

// Parse splits a module into its sections. It refuses kinds of section that
// WebAssembly 2.0 does not have, and any but custom ones that stand twice or
// out of order; it does not look into them.
func Parse(b []byte) (Module, error) {
	rest, ok := bytes.CutPrefix(b, header)
	if !ok {
		return nil, errors.New(`not a WebAssembly module of version 1: it has to begin with "\0asm" and 1`)
	}
	var m Module
	last := -1
	for r := NewReader("", rest); r.More(); {
		s := Section{ID: ID(r.Byte())}
		r.where = s.ID.section()
		s.Content = r.Bytes(r.U32())
		if r.Err() != nil {
			return nil, r.Err()
		}
		m = append(m, s)
		if s.ID == Custom {
			continue
		}
		place := slices.Index(order, s.ID)
		switch {
		case place < 0:
			return nil, fmt.Errorf("%s: not supported", s.ID.section())
		case place <= last:
			return nil, fmt.Errorf("%s: stands behind the %s", s.ID.section(), order[last].section())
		}
		last = place
	}
	return m, nil
}

// Bytes returns the module in the binary format.
func (m Module) Bytes() []byte {
	b := slices.Clone(header)
	for _, s := range m {
		b = AppendU32(append(b, byte(s.ID)), uint32(len(s.Content)))
		b = append(b, s.Content...)
	}
	return b
}

// Content returns a reader of the first section of a kind: of an empty list
// of items when the module has no such section.
func (m Module) Content(id ID) *Reader {
	for _, s := range m {
		if s.ID == id {
			return NewReader(id.section(), s.Content)
		}
	}
	return NewReader(id.section(), []byte{0})
}

// Has reports whether the module has a section of a kind.
func (m Module) Has(id ID) bool {
	return slices.ContainsFunc(m, func(s Section) bool { return s.ID == id })
}

// CustomName returns the name of a custom section and what stands behind it.
func (s Section) CustomName() (name string, content []byte, err error) {
	r := NewReader(Custom.section(), s.Content)
	name = r.Name()
	return name, r.rest, r.Err()
}
