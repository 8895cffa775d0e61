package filter

// Host is the proxy in which the filter runs. Its methods speak of the stream
// whose callback is running. A false means that the host refused, or has no
// such thing.
//
// Bytes that a method returns are valid until the callback ends, and must not
// be written to.
type Host interface {
	// Configuration returns the text with which the filter was configured.
	Configuration(size int) ([]byte, bool)
	// RequestHeader and ResponseHeader return the first value of a header.
	RequestHeader(name string) ([]byte, bool)
	ResponseHeader(name string) ([]byte, bool)
	// ResponseHeaders returns all of them in the form of proxy-wasm: how many
	// there are, the lengths of each name and value, and then each name and
	// each value with a 0 behind it.
	ResponseHeaders() ([]byte, bool)
	SetResponseHeader(name, value string) bool
	RemoveResponseHeader(name string) bool
	// AppendBody appends n bytes of the response's body, from one on, to dst.
	AppendBody(dst []byte, from, n int) ([]byte, bool)
	// ReplaceBody puts other bytes in place of the first n.
	ReplaceBody(n int, with []byte) bool
	// Property returns a property; its path has a 0 between the parts.
	Property(path string) ([]byte, bool)
	SetProperty(path, value string) bool
	// DefineCounter returns the number of a counter, which may keep the name.
	DefineCounter(name []byte) (uint32, bool)
	Increment(counter uint32)
	// Log writes a line at one of proxy-wasm's levels.
	Log(level int, line []byte)
}
