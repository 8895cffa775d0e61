package filter

// encoding is how a body is compressed.
type encoding uint8

const (
	identity encoding = iota
	gzip
	brotli
	deflate
	zstd
	// otherEncoding: one that is unknown, or several.
	otherEncoding
)

var encodingNames = [...]string{identity: "identity", gzip: "gzip", brotli: "br", deflate: "deflate", zstd: "zstd", otherEncoding: "other"}

// readHeaders keeps the headers that the decoder reads, and what they say of
// the body. Anything that is no list of pairs ends it.
func (s *stream) readHeaders(pairs []byte) {
	count, ok := number(pairs, 0)
	if !ok || count > uint32(len(pairs))/8 {
		return
	}
	at := uint64(4) + 8*uint64(count)
	for i := range int(count) {
		nameSize, _ := number(pairs, 4+8*i)
		valueSize, ok := number(pairs, 8+8*i)
		value := at + uint64(nameSize) + 1
		end := value + uint64(valueSize) + 1
		if !ok || end > uint64(len(pairs)) {
			return
		}
		s.readHeader(pairs[at:value-1], pairs[value:end-1])
		at = end
	}
}

// number reads four bytes, the lowest first.
func number(b []byte, at int) (uint32, bool) {
	if at < 0 || len(b)-at < 4 {
		return 0, false
	}
	b = b[at : at+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24, true
}

// read are the headers that the decoder reads, by the lengths of their names.
var read = [...][]string{
	len("date"):                {"date"},
	len("retry-after"):         {"retry-after", "tl-trace-id"},
	len("content-type"):        {"content-type", "x-request-id"},
	len("tl-should-retry"):     {"tl-should-retry", "ratelimit-reset"},
	len("x-ratelimit-reset"):   {"x-ratelimit-reset"},
	len("x-tl-correlation-id"): {"x-tl-correlation-id"},
}

func (s *stream) readHeader(name, value []byte) {
	if len(name) == len("content-encoding") && equalFold(name, "content-encoding") {
		s.addEncoding(value)
		return
	}
	if len(name) >= len(read) {
		return
	}
	for _, known := range read[len(name)] {
		if equalFold(name, known) {
			s.keep(known, value)
			break
		}
	}
	if len(name) == len("content-type") && equalFold(name, "content-type") {
		s.endless = isEndless(value)
	}
}

// keep adds a line. No header's value may hold the end of one.
func (s *stream) keep(name string, value []byte) {
	for _, c := range value {
		if c == '\r' || c == '\n' {
			return
		}
	}
	s.headers = append(append(append(append(s.headers, name...), ": "...), value...), "\r\n"...)
}

func (s *stream) addEncoding(value []byte) {
	value = trim(value)
	switch {
	case len(value) == 0 || equalFold(value, "identity"):
		return
	case s.encoding != identity:
		s.encoding = otherEncoding
		return
	}
	s.encoding = otherEncoding
	for e := gzip; e < otherEncoding; e++ {
		if equalFold(value, encodingNames[e]) {
			s.encoding = e
		}
	}
}

// isEndless reports whether a Content-Type is one of bodies that go on for as
// long as somebody listens.
func isEndless(value []byte) bool {
	for _, prefix := range [...]string{"text/event-stream", "application/grpc", "multipart/x-mixed-replace"} {
		if v := trim(value); len(v) >= len(prefix) && equalFold(v[:len(prefix)], prefix) {
			return true
		}
	}
	return false
}

func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for n := len(b); n > 0 && (b[n-1] == ' ' || b[n-1] == '\t'); n = len(b) {
		b = b[:n-1]
	}
	return b
}

// equalFold reports whether b is s, which is in small letters.
func equalFold(b []byte, s string) bool {
	if len(b) != len(s) {
		return false
	}
	for i, c := range b {
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		if c != s[i] {
			return false
		}
	}
	return true
}
