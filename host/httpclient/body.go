package httpclient

import (
	"io"
	"net/http"
	"sync/atomic"
)

// peek reads how the body of a response begins, at most limit bytes, and puts a
// body in its place that gives all of it: these bytes again, then the rest, or
// the error with which reading it ended. cut reports that more follows.
func peek(resp *http.Response, limit int) (start []byte, cut bool) {
	if resp.Body == nil || resp.Body == http.NoBody {
		return nil, false
	}
	rest := resp.Body
	start, err := io.ReadAll(io.LimitReader(rest, int64(limit)+1))
	again := &replay{start: start, rest: rest, end: err}
	resp.Body = again
	if len(start) > limit {
		return start[:limit], true
	}
	if err == nil {
		again.end = io.EOF
	}
	return start, false
}

// replay is a body whose start was read before.
type replay struct {
	// start is what is not given again yet.
	start []byte
	rest  io.ReadCloser
	// end is with what reading rest ended, nil when it goes on.
	end    error
	closed atomic.Bool
}

// Read gives what was read before, then the rest.
func (r *replay) Read(p []byte) (int, error) {
	switch {
	case r.closed.Load():
		return 0, http.ErrBodyReadAfterClose
	case len(r.start) > 0:
		n := copy(p, r.start)
		r.start = r.start[n:]
		return n, nil
	case r.end != nil:
		return 0, r.end
	}
	return r.rest.Read(p)
}

// Close closes the body that the start came from. It may be called while Read
// waits, as with bodies of net/http.
func (r *replay) Close() error {
	r.closed.Store(true)
	return r.rest.Close()
}
