package httpclient

import (
	"errors"
	"net/http"
	"time"
)

// ErrNoCall is the error of [Transport.CheckRetry] for a client without
// [StartCall]: nobody would know how often a request was sent already.
var ErrNoCall = errors.New("finfault: CheckRetry needs to know which requests belong together: set the client's RequestLogHook to httpclient.StartCall")

// call is one call of a client with all the requests that it makes, one after
// the other.
type call struct {
	start time.Time
	// attempt is the number of the present request, counted from 0.
	attempt int
	// last is the answer to it, nil when there is none of a provider.
	last *answer
	// resent and polled count how often it was sent again, refreshed says
	// whether it was because of a new token.
	resent, polled int
	refreshed      bool
}

// note keeps the answer to the present request. A nil call keeps nothing.
func (c *call) note(a *answer) {
	if c != nil {
		c.last = a
	}
}

// StartCall is the RequestLogHook of a client of hashicorp/go-retryablehttp,
// where it lets [Transport.CheckRetry] know which requests belong together:
//
//	client.RequestLogHook = httpclient.StartCall
//
// A hook of your own calls it, with what it was called with. It changes the
// context of the request that it is given, so that the same request must not be
// in the hands of two calls at the same time.
func StartCall[Logger any](_ Logger, req *http.Request, attempt int) {
	s := scopeOf(req.Context())
	if attempt > 0 && s.call != nil {
		s.call.attempt, s.call.last = attempt, nil
		return
	}
	s.call = &call{start: time.Now(), attempt: attempt}
	*req = *req.WithContext(s.in(req.Context()))
}
