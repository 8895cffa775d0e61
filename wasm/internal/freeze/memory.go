package freeze

import (
	"fmt"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// pageSize is the unit of a memory's size in bytes.
const pageSize = 65536

// memory is the declaration of the module's memory, in pages.
type memory struct {
	minimum, maximum uint32
	bounded          bool // there is a maximum
}

// The kinds of memory that are supported.
const (
	unbounded = 0
	bounded   = 1
)

func readMemory(r *module.Reader) (memory, error) {
	count := r.U32()
	if r.Err() == nil && count != 1 {
		return memory{}, fmt.Errorf("memory section: the module has %d memories of its own; it needs one", count)
	}
	flags := r.Byte()
	if flags != unbounded && flags != bounded {
		return memory{}, fmt.Errorf("memory section: memories with flags %#x (shared, of 64 bits, or of other pages) are not supported", flags)
	}
	m := memory{minimum: r.U32(), bounded: flags == bounded}
	if m.bounded {
		m.maximum = r.U32()
	}
	return m, r.End()
}

// grown returns the memory with a number of bytes as its minimum. The maximum
// stays: the start could not grow the memory beyond it.
func (m memory) grown(size int) memory {
	m.minimum = uint32(size / pageSize)
	return m
}

func (m memory) encode() []byte {
	b := module.AppendU32(nil, 1)
	if !m.bounded {
		return module.AppendU32(append(b, unbounded), m.minimum)
	}
	return module.AppendU32(module.AppendU32(append(b, bounded), m.minimum), m.maximum)
}
