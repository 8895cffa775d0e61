package freeze

import "fmt"

// maxHead is how much of what a failing start writes is reported.
const maxHead = 4096

// head is a writer that keeps the beginning of what it is given.
type head struct{ kept []byte }

// Write keeps what there is room for, and never fails.
func (h *head) Write(p []byte) (int, error) {
	h.kept = append(h.kept, p[:min(len(p), maxHead-len(h.kept))]...)
	return len(p), nil
}

// err returns what was written as an error, nil when nothing was.
func (h *head) err() error {
	if len(h.kept) == 0 {
		return nil
	}
	return fmt.Errorf("it wrote: %s", h.kept)
}
