package module

import "fmt"

// PageSize is the unit of a memory's size in bytes.
const PageSize = 65536

// DeclaredMemory is the declaration of a module's memory, in pages.
type DeclaredMemory struct {
	Minimum, Maximum uint32
	Bounded          bool // there is a maximum
}

// The kinds of memory that are supported, by their flags.
const (
	unbounded = 0
	bounded   = 1
)

// Memory returns the declaration of the module's memory. Modules need to have one
// of their own.
func (m Module) Memory() (DeclaredMemory, error) {
	r := m.Content(Memory)
	count := r.U32()
	if r.Err() == nil && count != 1 {
		return DeclaredMemory{}, fmt.Errorf("memory section: the module has %d memories of its own; it needs one", count)
	}
	flags := r.Byte()
	if flags != unbounded && flags != bounded {
		return DeclaredMemory{}, fmt.Errorf("memory section: memories with flags %#x (shared, of 64 bits, or of other pages) are not supported", flags)
	}
	d := DeclaredMemory{Minimum: r.U32(), Bounded: flags == bounded}
	if d.Bounded {
		d.Maximum = r.U32()
	}
	return d, r.End()
}

// Encode returns the content of a memory section.
func (d DeclaredMemory) Encode() []byte {
	b := AppendU32(nil, 1)
	if !d.Bounded {
		return AppendU32(append(b, unbounded), d.Minimum)
	}
	return AppendU32(AppendU32(append(b, bounded), d.Minimum), d.Maximum)
}
