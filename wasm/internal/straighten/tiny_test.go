package straighten

import (
	"maps"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// sections are the contents of a module's sections. Those named 128 and more
// are custom ones.
type sections map[module.ID][]byte

// tiny is a module that imports function 0, and has 1, which is Go's, 2, which
// calls the start of 1 and of the import, 3, the wrapper of an export, and 4,
// which is runtime.sigpanic. All have the type of Go's functions.
var tiny = sections{
	module.Type:     list("\x60\x00\x00", "\x60\x01\x7f\x01\x7f"),
	module.Import:   list("\x01w\x01f\x00\x01"),
	module.Function: {4, 1, 1, 1, 1},
	module.Memory:   {1, 0, 1},
	module.Code: list(
		sized("\x01\x01\x7f"+goBeginning+"\x20\x01\xad\x50\x0b"), // its last two become one
		sized("\x00"+calling("\x01")+"\x1a"+calling("\x00")+"\x0b"),
		sized("\x00"+calling("\x01")+"\x0b"),
		sized("\x01\x01\x7f"+goBeginning+"\x41\x01\x0b"),
	),
	module.Custom: named("\x01a", "\x02b", "\x03export", "\x04runtime.sigpanic"),
}

const goBeginning = "\x23\x00\x21\x01"

// calling is a call of a function's start.
func calling(function string) string { return "\x41\x00\x10" + function }

// binary returns the module with some sections in place of its own, and without
// those that are nil.
func (s sections) binary(changes sections) []byte {
	s = maps.Clone(s)
	maps.Copy(s, changes)
	var m module.Module
	for _, id := range []module.ID{module.Type, module.Import, module.Function, module.Memory, module.Code, module.Custom} {
		if s[id] != nil {
			m = append(m, module.Section{ID: id, Content: s[id]})
		}
	}
	return m.Bytes()
}

// list encodes a list of items.
func list(items ...string) []byte {
	b := module.AppendU32(nil, uint32(len(items)))
	for _, item := range items {
		b = append(b, item...)
	}
	return b
}

// sized is a text with its length in front.
func sized(text string) string { return string(module.AppendName(nil, text)) }

// named encodes a name section. Each name has its function's number in front.
func named(names ...string) []byte {
	for i, n := range names {
		names[i] = n[:1] + sized(n[1:])
	}
	part := sized(string(list(names...)))
	return slices.Concat([]byte(sized("name")), []byte("\x00\x02\x01m\x01"), []byte(part)) // the module is called m
}

// body is a module with one function of Go's, whose code ends as given.
func body(code string) sections {
	return sections{
		module.Import:   nil,
		module.Function: {1, 1},
		module.Code:     list(sized("\x01\x01\x7f" + goBeginning + code)),
		module.Custom:   named("\x00runtime.sigpanic"),
	}
}
