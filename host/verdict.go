package host

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
)

// Verdict is a [catalog.Verdict] with memory of its own for the texts that the
// module made, such as those that stood in the body with escapes.
//
// Its strings alias that memory, or the body and the headers of the request:
// they are valid until the Verdict is given to another call, and as long as
// body and headers are not written to. Clone, of the verdict within, detaches
// them. The zero value is ready to use; used again and again, it is filled
// without allocating. It must not be copied, and serves one goroutine at a time.
type Verdict struct {
	catalog.Verdict
	// arena holds the texts. It is as large as the largest texts so far.
	arena []byte
	// served is the id of the instance that filled the verdict last.
	served uint64
}

// reset empties the verdict and keeps its memory.
func (v *Verdict) reset() {
	v.Verdict.Reset()
	v.arena = v.arena[:0]
}

// keep returns a copy of text in the verdict's memory. Texts that were kept
// before stay where they are.
func (v *Verdict) keep(text []byte) string {
	if cap(v.arena)-len(v.arena) < len(text) {
		v.arena = make([]byte, 0, 2*cap(v.arena)+len(text))
	}
	start := len(v.arena)
	v.arena = append(v.arena, text...)
	return unsafe.String(unsafe.SliceData(v.arena[start:]), len(text))
}
