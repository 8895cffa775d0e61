package httpclient

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/finfault/finfault/catalog"
)

// Error is a failure that was classified: an answer, see [Check], or that none
// came, in which case the client returns it, inside of a *url.Error. Its text
// shows nothing that a provider wrote, and no path.
type Error struct {
	// Verdict holds texts of the provider; see package catalog for what may be
	// logged. It must not be written to.
	Verdict catalog.Verdict
	// Method and Host are those of the request.
	Method, Host string
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Stop says why the request was not sent again, after [Transport.CheckRetry].
	Stop Stop
	// RetryAfter is how long to wait before sending the request again, where
	// Stop is [StopWait] or [StopDeadline].
	RetryAfter time.Duration

	cause error
}

// Check returns an *Error when a response was classified as a failure, also
// with status 2xx. It reads and closes nothing.
func Check(resp *http.Response) error {
	if a := answerOf(resp); a != nil && a.failure != nil {
		return a.failure
	}
	return nil
}

// Error returns one line for logs.
func (e *Error) Error() string {
	text := "finfault: " + e.Method + " " + e.Host + ": "
	if e.Status == 0 {
		text += "no answer: "
	} else {
		text += "status " + strconv.Itoa(e.Status) + ": "
	}
	text += e.Verdict.String()
	if e.Stop != StopNone {
		text += ": not sent again: " + e.Stop.reason()
	}
	if e.RetryAfter > 0 {
		text += ": try again in " + e.RetryAfter.Round(time.Millisecond).String()
	}
	return text
}

// GoString is Error: printed with %#v it shows no more.
func (e *Error) GoString() string { return e.Error() }

// Is reports whether the target is the [Category] of the verdict.
func (e *Error) Is(target error) bool {
	c, ok := target.(Category)
	return ok && catalog.Category(c) == e.Verdict.Category
}

// Unwrap returns why no answer came, or why no new token did.
func (e *Error) Unwrap() error { return e.cause }

// Timeout reports whether no answer came in time, as of a [net.Error].
func (e *Error) Timeout() bool {
	var network net.Error
	return errors.As(e.cause, &network) && network.Timeout()
}

// Category is a category as the target of errors.Is:
//
//	errors.Is(err, httpclient.Category(catalog.ConsentRequired))
type Category catalog.Category

// Error returns the category's name.
func (c Category) Error() string { return "finfault: " + catalog.Category(c).String() }
