package module

import (
	"maps"
	"slices"
)

// Custom sections by their names.
const (
	Names     = "name"      // of functions, and more
	Producers = "producers" // the tools that made the module, with their versions
)

// functionNames is the part of that section that names functions. Go's linker
// writes no other.
const functionNames = 1

// IsCustom reports whether a section is the custom one of a name.
func (s Section) IsCustom(name string) bool {
	if s.ID != Custom {
		return false
	}
	own, _, err := s.CustomName()
	return err == nil && own == name
}

// FunctionNames returns the names of functions by their numbers, nil when the
// module has none, as after stripping.
func (m Module) FunctionNames() (map[uint32]string, error) {
	i := slices.IndexFunc(m, func(s Section) bool { return s.IsCustom(Names) })
	if i < 0 {
		return nil, nil
	}
	_, content, _ := m[i].CustomName()
	const where = "name section"
	var names map[uint32]string
	for r := NewReader(where, content); r.More(); {
		id, part := r.Byte(), r.Bytes(r.U32())
		if r.Err() != nil {
			return nil, r.Err()
		}
		if id != functionNames {
			continue
		}
		names = map[uint32]string{}
		list := NewReader(where, part)
		for range list.Items() {
			number := list.U32()
			names[number] = list.Name()
		}
		if err := list.End(); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// FunctionNamesContent returns the content of a custom section with names of
// functions by their numbers and nothing else.
func FunctionNamesContent(names map[uint32]string) []byte {
	part := AppendU32(nil, uint32(len(names)))
	for _, number := range slices.Sorted(maps.Keys(names)) {
		part = AppendName(AppendU32(part, number), names[number])
	}
	b := append(AppendName(nil, Names), functionNames)
	return append(AppendU32(b, uint32(len(part))), part...)
}
