package httpclient

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/finfault/finfault/catalog"
)

// DefaultFetchTimeout is how long fetching a token may take.
const DefaultFetchTimeout = 30 * time.Second

// ErrNoToken is what errors wrap that say that [Tokens.Fetch] failed.
var ErrNoToken = errors.New("finfault: no access token could be fetched")

// Tokens are the access tokens of an application, or of one end user: the
// present one, and the way to the next. Requests carry the present one. When it
// is refused, exactly one fetch of a new one is made, however many requests were
// refused, and all of them get its outcome.
//
// Its fields are set before it is used first; then it may be used by any number
// of goroutines.
type Tokens struct {
	// Fetch returns a new token. refused is the one that a provider refused, ""
	// when there was none. It is called once at a time, when a token is needed
	// first and when the present one was refused. Its context ends after
	// Timeout, and not with a request that waits for it: to break off a refresh
	// can cost the refresh token. Make requests with that context where they go through
	// a [Transport]: they are of the operation [catalog.Token] then, which carry
	// no token and are never repeated, and do not wait for what they fetch.
	Fetch func(ctx context.Context, refused string) (string, error)
	// Apply puts a token into the headers of a request. nil is the default,
	// "Authorization: Bearer …", which leaves a header alone that the caller set.
	Apply func(h http.Header, token string)
	// Initial is the token to begin with, "" to fetch one first.
	Initial string
	// Timeout is how long Fetch may take; 0 is [DefaultFetchTimeout].
	Timeout time.Duration

	mu      sync.Mutex
	begun   bool
	token   string // "" when there is none
	refused string // the last one that was
	ended   uint64 // fetches that have ended
	err     error  // of the last of them
	flight  chan struct{}
}

// lent is a token that a request carries.
type lent struct {
	token string
	// ended is how many fetches had ended when it was lent.
	ended uint64
}

// lend returns the present token, and waits for it when it is being fetched.
func (t *Tokens) lend(ctx context.Context) (lent, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.begin()
	for t.token == "" {
		before := t.ended
		if err := t.wait(ctx); err != nil {
			return lent{}, err
		}
		if t.ended > before && t.err != nil {
			return lent{}, t.err
		}
	}
	return lent{t.token, t.ended}, nil
}

// renew says that a lent token was refused, and returns nil when there is a
// newer one. A fetch that has ended since the token was lent answers for it,
// also where it failed.
func (t *Tokens) renew(ctx context.Context, l lent) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.ended == l.ended {
		t.token, t.refused = "", l.token
		if err := t.wait(ctx); err != nil {
			return err
		}
	}
	return t.err
}

// begin takes the first token over, once.
func (t *Tokens) begin() {
	if !t.begun {
		t.begun, t.token = true, t.Initial
	}
}

// wait waits for the fetch that is under way, or makes one. It is called with
// the lock held, and gives it back meanwhile.
func (t *Tokens) wait(ctx context.Context) error {
	if t.flight == nil {
		t.flight = make(chan struct{})
		go t.fetch(ctx, t.refused)
	}
	flight := t.flight
	t.mu.Unlock()
	defer t.mu.Lock()
	select {
	case <-flight:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// fetch fetches a token for all who wait. A Fetch that ends its goroutine has
// failed.
func (t *Tokens) fetch(ctx context.Context, refused string) {
	token, err := "", error(&tokenError{})
	defer func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.token, t.err = token, err
		t.ended++
		close(t.flight)
		t.flight = nil
	}()
	timeout := t.Timeout
	if timeout == 0 {
		timeout = DefaultFetchTimeout
	}
	ctx, cancel := context.WithTimeout(fetching(ctx), timeout)
	defer cancel()
	if t.Fetch == nil {
		return
	}
	fetched, failure := t.Fetch(ctx, refused)
	switch {
	case failure != nil:
		err = &tokenError{failure}
	case fetched != "":
		token, err = fetched, nil
	}
}

// fetching returns the context of a fetch: with the values of the request that
// was the first to need it, but not its end nor what it was for.
func fetching(ctx context.Context) context.Context {
	return scope{fetching: true, operation: catalog.Token, hasOperation: true}.in(context.WithoutCancel(ctx))
}

// apply puts a token into headers.
func (t *Tokens) apply(h http.Header, token string) {
	if t.Apply != nil {
		t.Apply(h, token)
		return
	}
	h.Set("Authorization", "Bearer "+token)
}

// leaves reports whether a request keeps what its caller authorizes it with.
func (t *Tokens) leaves(h http.Header) bool { return t.Apply == nil && h.Get("Authorization") != "" }

// tokenError says that there is no token. It shows nothing of the cause, which
// may quote what a token endpoint said.
type tokenError struct{ cause error }

func (e *tokenError) Error() string        { return ErrNoToken.Error() }
func (e *tokenError) Is(target error) bool { return target == ErrNoToken }
func (e *tokenError) Unwrap() error        { return e.cause }
