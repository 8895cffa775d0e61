package filter

// buffers keeps memory for bodies that no stream uses, by size. A body begins
// in a small buffer and moves to larger ones as it comes in, so that many
// streams with small bodies need little.
type buffers struct {
	free [bufferSizes][][]byte
	// kept is how many bytes there are.
	kept int
}

const (
	bufferSizes    = 6
	smallestBuffer = 1 << 10
	// largest is that of the longest body that is looked at.
	largestBuffer = smallestBuffer << (2 * (bufferSizes - 1))
	// keptBytes is the most that is kept; what is more goes to the collector.
	keptBytes = 4 << 20
)

// grow returns a buffer with the bytes of b and room for n more.
func (l *buffers) grow(b []byte, n int) []byte {
	if len(b)+n <= cap(b) {
		return b
	}
	size, i := smallestBuffer, 0
	for size < len(b)+n {
		size, i = size<<2, i+1
	}
	var larger []byte
	if list := l.free[i]; len(list) > 0 {
		larger = list[len(list)-1]
		l.free[i] = list[:len(list)-1]
		l.kept -= size
	} else {
		larger = make([]byte, 0, size)
	}
	larger = append(larger[:0], b...)
	l.give(b)
	return larger
}

// give takes a buffer back.
func (l *buffers) give(b []byte) {
	size, i := smallestBuffer, 0
	for size < cap(b) {
		size, i = size<<2, i+1
	}
	if cap(b) == size && l.kept+size <= keptBytes {
		l.free[i] = append(l.free[i], b[:0])
		l.kept += size
	}
}
