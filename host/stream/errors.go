package stream

// ReadError is an input that cannot be read on: the file is damaged, or what it
// was compressed to.
type ReadError struct{ Cause error }

// Error says so.
func (e *ReadError) Error() string { return "stream: cannot read: " + e.Cause.Error() }

// Unwrap returns the cause.
func (e *ReadError) Unwrap() error { return e.Cause }

// WriteError is an output that takes no more: its reader is gone, or a disk is
// full.
type WriteError struct{ Cause error }

// Error says so.
func (e *WriteError) Error() string { return "stream: cannot write: " + e.Cause.Error() }

// Unwrap returns the cause.
func (e *WriteError) Unwrap() error { return e.Cause }
