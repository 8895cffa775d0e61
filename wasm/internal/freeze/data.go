package freeze

import (
	"fmt"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// maxGap is the longest run of zero bytes that stands within a segment. A
// shorter run costs fewer bytes than a new segment does once the module is
// compressed, and every segment costs each instance time.
const maxGap = 64

// The kinds of data segment. Others are passive: memory.init writes them.
const (
	active         = 0
	activeInMemory = 2 // and the number of the memory is given
)

// checkData refuses segments that code can write to memory later: they would
// be gone from the frozen module.
func checkData(r *module.Reader) error {
	for i := range r.Items() {
		flags := r.U32()
		if flags != active && flags != activeInMemory && r.Err() == nil {
			return fmt.Errorf("data section: segment %d is passive; only active ones are supported", i)
		}
		if flags == activeInMemory {
			r.U32() // the one memory that there is
		}
		if _, ok := readConstant(r); !ok && r.Err() == nil {
			return fmt.Errorf("data section: the address of segment %d is not a constant", i)
		}
		r.Bytes(r.U32())
	}
	return r.End()
}

// segment is a part of the memory, from its first to its last byte that is not zero.
type segment struct {
	address int
	bytes   []byte
}

// cut returns what of a memory is not zero, as segments that are more than
// maxGap apart.
func cut(memory []byte) []segment {
	var segments []segment
	first, last := -1, -1 // bytes of the segment at hand that are not zero
	for i, b := range memory {
		if b == 0 {
			continue
		}
		if first < 0 || i-last > maxGap+1 {
			if first >= 0 {
				segments = append(segments, segment{first, memory[first : last+1]})
			}
			first = i
		}
		last = i
	}
	if first >= 0 {
		segments = append(segments, segment{first, memory[first : last+1]})
	}
	return segments
}

func encodeData(memory []byte) []byte {
	segments := cut(memory)
	b := module.AppendU32(nil, uint32(len(segments)))
	for _, s := range segments {
		b = append(b, active)
		b = append(appendConstant(b, typeI32, uint64(s.address)), end)
		b = append(module.AppendU32(b, uint32(len(s.bytes))), s.bytes...)
	}
	return b
}
