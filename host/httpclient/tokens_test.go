package httpclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// numbered returns tokens "1", "2" and so on, each of which takes a second to
// fetch, and how many were fetched.
func numbered() (*Tokens, *atomic.Int64) {
	var n atomic.Int64
	return &Tokens{Fetch: func(context.Context, string) (string, error) {
		time.Sleep(time.Second)
		return strconv.FormatInt(n.Add(1), 10), nil
	}}, &n
}

// TestOneFetchForAll: those who need a token first, and those whose token is
// refused, share one fetch, also those who hear of it late.
func TestOneFetchForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tokens, fetched := numbered()
		var wait sync.WaitGroup
		for i := range 100 {
			wait.Go(func() {
				l, err := tokens.lend(t.Context())
				assert.NoError(t, err)
				assert.Equal(t, "1", l.token)
				time.Sleep(time.Duration(i+1) * 50 * time.Millisecond) // when all have it; some hear of it when it is over
				assert.NoError(t, tokens.renew(t.Context(), l))
				l, err = tokens.lend(t.Context())
				assert.NoError(t, err)
				assert.Equal(t, "2", l.token)
			})
		}
		wait.Wait()
		assert.EqualValues(t, 2, fetched.Load())
	})
}

// TestFailedFetch: all who wait share the failure, those who hear of the refusal
// late as well; the next request tries again.
func TestFailedFetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := errors.New("the token endpoint is down")
		var refusals []string
		tokens := &Tokens{Initial: "old", Fetch: func(_ context.Context, refused string) (string, error) {
			time.Sleep(time.Second)
			if refusals = append(refusals, refused); len(refusals) == 1 {
				return "", down
			}
			return "new", nil
		}}
		var wait sync.WaitGroup
		for i := range 10 {
			l, err := tokens.lend(t.Context())
			require.NoError(t, err)
			wait.Go(func() {
				time.Sleep(time.Duration(i+1) * 300 * time.Millisecond)
				err := tokens.renew(t.Context(), l)
				assert.ErrorIs(t, err, ErrNoToken)
				assert.ErrorIs(t, err, down)
				assert.Equal(t, ErrNoToken.Error(), err.Error(), "nothing of what the endpoint said")
			})
		}
		wait.Wait()
		l, err := tokens.lend(t.Context())
		require.NoError(t, err)
		assert.Equal(t, "new", l.token)
		assert.Equal(t, []string{"old", "old"}, refusals)
	})
}

// TestWaitersShareAFailure: also those who wait for the first token.
func TestWaitersShareAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fetched := 0
		tokens := &Tokens{Fetch: func(context.Context, string) (string, error) {
			time.Sleep(time.Second)
			fetched++
			return "", nil // no token is a failure too
		}}
		var wait sync.WaitGroup
		for range 10 {
			wait.Go(func() {
				_, err := tokens.lend(t.Context())
				assert.ErrorIs(t, err, ErrNoToken)
			})
		}
		wait.Wait()
		assert.Equal(t, 1, fetched)
	})
}

// TestWaiterLeaves: whoever was the first to need a token may leave; the fetch
// goes on for the others.
func TestWaiterLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tokens, fetched := numbered()
		leaving, leave := context.WithCancelCause(t.Context())
		gone := errors.New("gone")
		var wait sync.WaitGroup
		wait.Go(func() {
			_, err := tokens.lend(leaving)
			assert.ErrorIs(t, err, gone)
		})
		synctest.Wait()
		wait.Go(func() {
			l, err := tokens.lend(t.Context())
			assert.NoError(t, err)
			assert.Equal(t, "1", l.token)
		})
		synctest.Wait()
		leave(gone)
		wait.Wait()
		assert.EqualValues(t, 1, fetched.Load())
	})
}

// TestFetchEnds: a fetch has a time limit of its own, and one that ends its
// goroutine leaves nobody waiting.
func TestFetchEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &Tokens{Timeout: time.Second, Fetch: func(ctx context.Context, _ string) (string, error) {
			<-ctx.Done()
			return "", ctx.Err()
		}}
		_, err := slow.lend(t.Context())
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = (&Tokens{Fetch: func(context.Context, string) (string, error) {
			runtime.Goexit()
			return "", nil
		}}).lend(t.Context())
		assert.ErrorIs(t, err, ErrNoToken)
	})
}

// TestAuthorize: what requests carry, and that the caller's own is left alone.
func TestAuthorize(t *testing.T) {
	var seen http.Header
	base := sender(func(req *http.Request) (*http.Response, error) {
		seen = req.Header
		return response(req, 200, "{}"), nil
	})
	p := trueLayer()
	p.Tokens = &Tokens{Initial: "app", Fetch: func(context.Context, string) (string, error) { return "", nil }}
	transport, err := New(NewConfig().WithProvider(p).WithBase(base))
	require.NoError(t, err)
	users := WithTokens(t.Context(), &Tokens{Initial: "user", Apply: func(h http.Header, token string) { h.Set("X-SP-USER", token+"|print") }})
	for name, c := range map[string]struct {
		req        *http.Request
		auth, user string
	}{
		"the provider's token": {request(t, t.Context(), "GET api.truelayer.test/"), "Bearer app", ""},
		"the user's token":     {request(t, users, "GET api.truelayer.test/"), "", "user|print"},
		"a header of its own":  {request(t, t.Context(), "GET api.truelayer.test/", "Authorization", "Basic x"), "Basic x", ""},
		"the token endpoint":   {request(t, t.Context(), "POST auth.truelayer.test/connect/token"), "", ""},
		"another host":         {request(t, t.Context(), "GET example.test/"), "", ""},
		"redirected": {redirected(t, t.Context(), "https://auth.truelayer.test/"),
			"Bearer app", ""},
		"redirected out of TLS":            {redirected(t, t.Context(), "http://api.truelayer.test/"), "", ""},
		"a user's token is led astray":     {redirected(t, WithProvider(users, catalog.TrueLayer), "https://evil.test/"), "", ""},
		"a user's token stays where it is": {redirected(t, users, "https://api.truelayer.test/x"), "", "user|print"},
	} {
		t.Run(name, func(t *testing.T) {
			before := c.req.Header.Clone()
			_, err := transport.RoundTrip(c.req)
			require.NoError(t, err)
			assert.Equal(t, c.auth, seen.Get("Authorization"))
			assert.Equal(t, c.user, seen.Get("X-SP-USER"))
			assert.Equal(t, before, c.req.Header, "the caller's request stays as it is")
		})
	}
}

// redirected is a request to which a client was redirected from a provider.
func redirected(t *testing.T, ctx context.Context, to string) *http.Request {
	req := request(t, ctx, "GET x.test/")
	target, err := url.Parse(to)
	require.NoError(t, err)
	req.URL, req.Host = target, ""
	req.Response = &http.Response{Request: request(t, ctx, "GET api.truelayer.test/")}
	return req
}

// TestFetchThroughTransport: a fetch may go through the very transport that
// waits for it, also where its path is not known to be a token endpoint.
func TestFetchThroughTransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var transport *Transport
		p := trueLayer()
		p.Tokens = &Tokens{Fetch: func(ctx context.Context, _ string) (string, error) {
			resp, err := transport.RoundTrip(request(t, ctx, "POST api.truelayer.test/elsewhere"))
			require.NoError(t, err)
			return resp.Header.Get("Token"), nil
		}}
		transport, err := New(NewConfig().WithProvider(p).WithBase(reply(200, "{}", "Token", "t")))
		require.NoError(t, err)
		resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/"))
		require.NoError(t, err)
		assert.Equal(t, "Bearer t", resp.Request.Header.Get("Authorization"))
	})
}
