package host

// maxStderr is how many bytes of what a module writes are kept for an error.
const maxStderr = 1 << 10

// stderr is where a module writes. What it writes while it is being started may
// stand in an error; later it may be a part of a body, and is dropped.
type stderr struct {
	text    []byte
	dropped bool
}

// Write keeps the first bytes and takes all.
func (s *stderr) Write(p []byte) (int, error) {
	if !s.dropped {
		s.text = append(s.text, p[:min(len(p), maxStderr-len(s.text))]...)
	}
	return len(p), nil
}

// drop ends the time in which what is written is kept.
func (s *stderr) drop() { s.text, s.dropped = nil, true }
