package straighten

import (
	"maps"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// Suffix is what the name of a copy has behind the name of its original.
const Suffix = ".straight"

// functionNames is the part of the name section that names functions. Go's
// linker writes no other.
const functionNames = 1

func isNames(s module.Section) bool {
	name, _, err := s.CustomName()
	return s.ID == module.Custom && err == nil && name == "name"
}

// readNames reads the names of the functions.
func (p *program) readNames() error {
	i := slices.IndexFunc(p.sections, isNames)
	if i < 0 {
		return nil
	}
	_, content, _ := p.sections[i].CustomName()
	const where = "name section"
	for r := module.NewReader(where, content); r.More(); {
		id, part := r.Byte(), r.Bytes(r.U32())
		if r.Err() != nil {
			return r.Err()
		}
		if id != functionNames {
			continue
		}
		p.names = map[uint32]string{}
		names := module.NewReader(where, part)
		for range names.Items() {
			number := names.U32()
			p.names[number] = names.Name()
		}
		if err := names.End(); err != nil {
			return err
		}
	}
	return nil
}

// encodeNames returns the content of the name section: the names that there
// were, and those of the copies.
func (p *program) encodeNames(copies []int) []byte {
	names := maps.Clone(p.names)
	for i, original := range copies {
		names[uint32(p.imports+len(p.bodies)+i)] = p.names[uint32(p.imports+original)] + Suffix
	}
	part := module.AppendU32(nil, uint32(len(names)))
	for _, number := range slices.Sorted(maps.Keys(names)) {
		part = module.AppendName(module.AppendU32(part, number), names[number])
	}
	b := append(module.AppendName(nil, "name"), functionNames)
	return append(module.AppendU32(b, uint32(len(part))), part...)
}

// numbered returns the functions that have a name: several can.
func (p *program) numbered(name string) map[int64]bool {
	found := map[int64]bool{}
	for number, n := range p.names {
		if n == name {
			found[int64(number)] = true
		}
	}
	return found
}
