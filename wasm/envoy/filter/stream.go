package filter

import "github.com/finfault/finfault/catalog"

// phase is how far a stream has come.
type phase uint8

const (
	// fresh: the request has not been seen.
	fresh phase = iota
	// waiting for the response.
	waiting
	// collecting the body.
	collecting
	// discarding what is left of a body that was replaced.
	discarding
)

// stream is a request to a provider and the response to it.
type stream struct {
	id    uint32
	place *place
	phase phase

	provider   catalog.Provider
	operation  catalog.Operation
	idempotent bool
	// success: a 2xx is classified too.
	success bool
	// head: the response has no body whatever its headers say.
	head bool

	status   int
	encoding encoding
	// endless: the body is a stream of events, and may have no end.
	endless bool
	// headers are the lines that the decoder reads, and body what was seen.
	headers, body []byte
	// seen is how many bytes of the body there were, and held how many of them
	// the host holds back.
	seen, held int
	// truncated: the body went on behind what was seen.
	truncated bool
}

// holds reports whether the response is held back until the verdict.
func (s *stream) holds() bool { return s.place.ResponseHeaders || s.place.Problem }

// take returns a new stream, which the table knows.
func (f *Filter) take(id uint32) *stream {
	var s *stream
	if n := len(f.idle); n > 0 {
		s, f.idle = f.idle[n-1], f.idle[:n-1]
	} else {
		s = new(stream)
	}
	s.id, s.phase = id, fresh
	f.streams.put(id, s)
	return s
}

// keptHeaders is how much memory for headers a stream keeps for the next one.
const keptHeaders = 4096

// drop forgets a stream and keeps its memory.
func (f *Filter) drop(s *stream) {
	f.streams.remove(s.id)
	f.buffers.give(s.body)
	headers := s.headers[:0]
	if cap(headers) > keptHeaders {
		headers = nil
	}
	*s = stream{headers: headers}
	f.idle = append(f.idle, s)
}
