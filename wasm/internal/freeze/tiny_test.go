package freeze

import (
	"maps"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// sections are the contents of a module's sections.
type sections map[module.ID][]byte

// tiny is the smallest reactor: one page of memory, and a start that does nothing.
var tiny = sections{
	module.Type:     list(function(nil, nil)),
	module.Function: {1, 0},
	module.Memory:   {1, 0, 1},
	module.Export:   exports(exported(Initialize, module.KindFunction)),
	module.Code:     code(),
}

// with returns the binary of a reactor with some sections in place of its own.
func (s sections) with(changes sections) []byte {
	s = maps.Clone(s)
	maps.Copy(s, changes)
	var m module.Module
	for _, id := range []module.ID{
		module.Type, module.Import, module.Function, module.Table, module.Memory, module.Global,
		module.Export, module.Start, module.Element, module.DataCount, module.Code, module.Data, module.Custom,
	} {
		if content, ok := s[id]; ok {
			m = append(m, module.Section{ID: id, Content: content})
		}
	}
	return m.Bytes()
}

// list encodes a list of encoded items.
func list(items ...[]byte) []byte {
	return append(module.AppendU32(nil, uint32(len(items))), slices.Concat(items...)...)
}

// function encodes the type of a function.
func function(parameters, results []byte) []byte {
	types := module.AppendU32([]byte{0x60}, uint32(len(parameters)))
	types = module.AppendU32(append(types, parameters...), uint32(len(results)))
	return append(types, results...)
}

// code encodes the code section of one function without locals.
func code(instructions ...byte) []byte {
	body := slices.Concat([]byte{0}, instructions, []byte{end})
	return list(append(module.AppendU32(nil, uint32(len(body))), body...))
}

// imported encodes an import.
func imported(from, name string, k module.Kind, description ...byte) []byte {
	b := module.AppendName(module.AppendName(nil, from), name)
	return append(append(b, byte(k)), description...)
}

// exported is an export of the first of a kind.
func exported(name string, k module.Kind) module.Exported {
	return module.Exported{Name: name, Kind: k}
}

// exports encodes an export section.
func exports(list ...module.Exported) []byte { return module.EncodeExports(list) }

// custom encodes a custom section.
func custom(name string, content ...byte) []byte {
	return append(module.AppendName(nil, name), content...)
}

// calling are the changes that make the start of tiny call one imported
// function with i32 constants.
func calling(from, name string, results []byte, constants ...byte) sections {
	var parameters, body []byte
	for _, c := range constants {
		parameters = append(parameters, byte(typeI32))
		body = append(body, constant[typeI32], c)
	}
	body = append(body, 0x10, 0) // call function 0
	for range results {
		body = append(body, 0x1a) // drop
	}
	return sections{
		module.Type:   list(function(nil, nil), function(parameters, results)),
		module.Import: list(imported(from, name, module.KindFunction, 1)),
		module.Export: exports(module.Exported{Name: Initialize, Kind: module.KindFunction, Index: 1}),
		module.Code:   code(body...),
	}
}
