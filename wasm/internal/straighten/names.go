package straighten

import (
	"maps"
	"strings"
)

// Suffix is what the name of a copy has behind the name of its original.
const Suffix = ".straight"

// namesWith returns the names that there were, and those of the copies.
func (p *program) namesWith(copies []int) map[uint32]string {
	names := maps.Clone(p.names)
	for i, original := range copies {
		names[uint32(p.imports+len(p.bodies)+i)] = p.names[uint32(p.imports+original)] + Suffix
	}
	return names
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

// beginningWith returns the functions whose names begin with one of some texts.
func (p *program) beginningWith(prefixes ...string) map[int64]bool {
	found := map[int64]bool{}
	for number, n := range p.names {
		for _, prefix := range prefixes {
			if strings.HasPrefix(n, prefix) {
				found[int64(number)] = true
			}
		}
	}
	return found
}
