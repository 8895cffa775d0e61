package filter

// buffers keeps memory for bodies that no stream uses, by size. A body begins
// in a small buffer and moves to larger ones as it comes in, so that many
// streams with small bodies need little. All memory is kept: that of a module
// never shrinks, so there is nobody to give it back to.
type buffers [bufferSizes][][]byte

const (
	bufferSizes    = 6
	smallestBuffer = 1 << 10
	// largestBuffer is that of the longest body that is looked at.
	largestBuffer = smallestBuffer << (2 * (bufferSizes - 1))
)

// grow returns a buffer with the bytes of b and room for n more, at most
// largestBuffer in all. It takes b back.
func (l *buffers) grow(b []byte, n int) []byte {
	if len(b)+n <= cap(b) {
		return b
	}
	size, i := smallestBuffer, 0
	for size < len(b)+n {
		size, i = size<<2, i+1
	}
	var larger []byte
	if last := len(l[i]) - 1; last >= 0 {
		larger, l[i] = l[i][last], l[i][:last]
	} else {
		larger = make([]byte, 0, size)
	}
	larger = append(larger, b...)
	l.give(b)
	return larger
}

// give takes a buffer back; nil is none.
func (l *buffers) give(b []byte) {
	if b == nil {
		return
	}
	size, i := smallestBuffer, 0
	for size < cap(b) {
		size, i = size<<2, i+1
	}
	l[i] = append(l[i], b[:0])
}
