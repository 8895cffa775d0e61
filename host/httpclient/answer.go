package httpclient

import (
	"context"
	"net/http"
	"time"

	"github.com/finfault/finfault/catalog"
)

// answer is what is known of one answer of a provider, or that none came.
type answer struct {
	about
	lent   lent
	status int // 0: none came
	// classified: there is a verdict.
	classified bool
	verdict    catalog.Verdict
	// failure is the verdict as an error, nil when it is none.
	failure *Error

	// decided: CheckRetry has decided whether the request is sent again, and
	// after which wait.
	decided, again bool
	wait           time.Duration
}

type answerKey struct{}

// answerOf returns what is known of a response, nil when that is nothing.
func answerOf(resp *http.Response) *answer {
	if resp == nil || resp.Request == nil {
		return nil
	}
	if a, _ := resp.Request.Context().Value(answerKey{}).(*answer); a != nil && a.classified {
		return a
	}
	return nil
}

// attach lets a response lead to what is known of it. Of responses of no
// interest too: their context may come from an earlier one that was.
func (a *answer) attach(resp *http.Response, sent *http.Request) {
	if resp.Request == nil {
		resp.Request = sent
	}
	resp.Request = resp.Request.WithContext(context.WithValue(resp.Request.Context(), answerKey{}, a))
}

// conclude keeps a verdict.
func (a *answer) conclude(v catalog.Verdict) {
	a.classified, a.verdict = true, v
	if v.Outcome == catalog.OutcomeError {
		a.failure = &Error{Verdict: v, Method: a.method, Host: a.host, Status: a.status}
	}
}

// VerdictOf returns the verdict on a response, and false when it was not
// classified: because of its status, or because its host is none of a
// provider's. [http.Response.Request] leads to it, whose context a [Transport]
// adds to; a response that was taken apart and put together again without it
// has lost its verdict. The verdict stays valid for good and must not be
// written to.
func VerdictOf(resp *http.Response) (*catalog.Verdict, bool) {
	a := answerOf(resp)
	if a == nil {
		return nil, false
	}
	return &a.verdict, true
}
