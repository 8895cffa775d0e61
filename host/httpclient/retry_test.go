package httpclient

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verdict is a classifier that always says the same.
func verdict(policy catalog.Policy, change func(*catalog.Verdict)) Classifier {
	v := catalog.Verdict{Outcome: catalog.OutcomeError, Category: catalog.AggregatorUnavailable}
	v.Retry.SetPolicy(policy)
	if change != nil {
		change(&v)
	}
	return ClassifierFunc(func(context.Context, *decoder.Request) (catalog.Verdict, error) { return v, nil })
}

// calls makes one call as go-retryablehttp does, without the waits, and returns
// them and the last answer.
func calls(t *testing.T, transport *Transport, req *http.Request) (waits []time.Duration, resp *http.Response, err error) {
	t.Helper()
	for attempt := 0; ; attempt++ {
		StartCall[any](nil, req, attempt)
		resp, err = transport.RoundTrip(req)
		again, stopped := transport.CheckRetry(req.Context(), resp, err)
		repeated, _ := transport.CheckRetry(req.Context(), resp, err)
		require.Equal(t, again, repeated, "asked twice, it counts once")
		if stopped != nil {
			return waits, resp, stopped
		}
		if !again {
			return waits, resp, err
		}
		waits = append(waits, transport.Backoff(time.Hour, time.Hour, attempt, resp))
		time.Sleep(waits[len(waits)-1])
	}
}

// TestSchedule: waits, retries and why they end, by policy.
func TestSchedule(t *testing.T) {
	seconds := func(list ...float64) (waits []time.Duration) {
		for _, s := range list {
			waits = append(waits, time.Duration(s*float64(time.Second)))
		}
		return waits
	}
	after := func(ms uint32) func(*catalog.Verdict) { return func(v *catalog.Verdict) { v.Retry.AfterMs = ms } }
	for name, c := range map[string]struct {
		config     Config
		line       string
		classifier Classifier
		want       []time.Duration // with jitter at a half
		stop       Stop
		retryAfter time.Duration
	}{
		"short backoff":          {NewConfig(), "GET", verdict(catalog.BackoffShort, nil), seconds(.5, 1, 2), StopUsedUp, 0},
		"a time in a header":     {NewConfig(), "GET", verdict(catalog.BackoffShort, after(7000)), seconds(7, 7, 7), StopUsedUp, 0},
		"a short time in one":    {NewConfig(), "GET", verdict(catalog.BackoffShort, after(700)), seconds(.7, 1, 2), StopUsedUp, 0},
		"a rate limit":           {NewConfig(), "GET", verdict(catalog.RateLimit, nil), seconds(5, 10, 20), StopWait, 40 * time.Second},
		"a wait of hours":        {NewConfig(), "GET", verdict(catalog.Quota, nil), nil, StopWait, 3 * time.Hour},
		"stand by for hours":     {NewConfig().WithMaxWait(24 * time.Hour).WithDeadline(100 * time.Hour), "GET", verdict(catalog.Quota, nil), seconds(3*3600, 3*3600), StopUsedUp, 0},
		"the header says hours":  {NewConfig(), "GET", verdict(catalog.RateLimit, after(3_600_000)), nil, StopWait, time.Hour},
		"the deadline":           {NewConfig().WithDeadline(3 * time.Second), "GET", verdict(catalog.BackoffShort, nil), seconds(.5, 1), StopDeadline, 2 * time.Second},
		"never":                  {NewConfig(), "GET", verdict(catalog.Never, nil), nil, StopForbidden, 0},
		"the user acts":          {NewConfig(), "GET", verdict(catalog.AfterUser, nil), nil, StopForbidden, 0},
		"no token to renew":      {NewConfig(), "GET", verdict(catalog.AfterRefresh, nil), nil, StopNoTokens, 0},
		"a state is read again":  {NewConfig().WithDeadline(10 * time.Second), "GET", verdict(catalog.Poll, nil), seconds(1.5, 2.25, 3.375), StopDeadline, 5062 * time.Millisecond},
		"a state is read once":   {NewConfig().WithPolling(false), "GET", verdict(catalog.Poll, nil), nil, StopForbidden, 0},
		"no write for a state":   {NewConfig(), "POST", verdict(catalog.Poll, nil), nil, StopForbidden, 0},
		"a fault of classifiers": {NewConfig(), "POST", verdict(catalog.BackoffShort, func(v *catalog.Verdict) { v.Effect = catalog.EffectUnknown }), nil, StopForbidden, 0},
		"not automatic":          {NewConfig(), "GET", verdict(catalog.BackoffShort, func(v *catalog.Verdict) { v.Retry.Automatic = false }), nil, StopForbidden, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				config := c.config.WithClassifier(c.classifier).WithBase(reply(503, ""))
				config.random = func() float64 { return .5 }
				waits, resp, err := calls(t, start(t, config), request(t, t.Context(), c.line+" api.truelayer.test/x"))
				require.NoError(t, err)
				assert.InDeltaSlice(t, milli(c.want), milli(waits), 1)
				var e *Error
				require.ErrorAs(t, Check(resp), &e)
				assert.Equal(t, c.stop, e.Stop)
				assert.InDelta(t, c.retryAfter, e.RetryAfter, float64(time.Millisecond))
			})
		})
	}
}

func milli(waits []time.Duration) (list []float64) {
	for _, w := range waits {
		list = append(list, float64(w.Milliseconds()))
	}
	return list
}

// TestGuards: whatever a classifier says, tokens and logins are asked for once.
func TestGuards(t *testing.T) {
	for _, operation := range []catalog.Operation{catalog.Token, catalog.Login} {
		for _, status := range []int{401, 429, 500, 503} {
			for policy := catalog.Poll; policy <= catalog.Never; policy++ {
				config := NewConfig().WithBase(reply(status, "")).WithClassifier(verdict(policy, nil))
				ctx := WithTokens(WithOperation(t.Context(), operation), &Tokens{Initial: "t"})
				waits, resp, err := calls(t, start(t, config), request(t, ctx, "GET api.truelayer.test/", "Idempotency-Key", "k"))
				require.NoError(t, err)
				assert.Empty(t, waits)
				assert.Equal(t, status, resp.StatusCode)
			}
		}
	}
}

// TestRefreshOnce: a token is renewed once in a call, even when the new one is
// refused too.
func TestRefreshOnce(t *testing.T) {
	fetched := 0
	ctx := WithTokens(t.Context(), &Tokens{Initial: "old", Fetch: func(context.Context, string) (string, error) {
		fetched++
		return "new", nil
	}})
	config := NewConfig().WithBase(reply(401, `{"error":"invalid_token"}`))
	waits, resp, err := calls(t, start(t, config), request(t, ctx, "GET api.truelayer.test/"))
	require.NoError(t, err)
	assert.Equal(t, []time.Duration{0}, waits)
	assert.Equal(t, 1, fetched)
	var e *Error
	require.ErrorAs(t, Check(resp), &e)
	assert.Equal(t, StopUsedUp, e.Stop)
}

// TestRefreshFails: the answer stays, and its error leads to the reason.
func TestRefreshFails(t *testing.T) {
	down := errors.New("down")
	ctx := WithTokens(t.Context(), &Tokens{Initial: "old", Fetch: func(context.Context, string) (string, error) { return "", down }})
	config := NewConfig().WithBase(reply(401, `{"error":"invalid_token"}`))
	waits, resp, err := calls(t, start(t, config), request(t, ctx, "GET api.truelayer.test/"))
	require.NoError(t, err)
	assert.Empty(t, waits)
	failure := Check(resp)
	assert.ErrorIs(t, failure, down)
	assert.ErrorIs(t, failure, Category(catalog.TokenExpired))
	var e *Error
	require.ErrorAs(t, failure, &e)
	assert.Equal(t, StopRefresh, e.Stop)
	assert.NotContains(t, e.Error(), "down")
}

// TestRefreshTakesTooLong: the deadlines hold while a token is fetched.
func TestRefreshTakesTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := WithTokens(t.Context(), &Tokens{Initial: "old", Fetch: func(ctx context.Context, _ string) (string, error) {
			<-ctx.Done()
			return "", ctx.Err()
		}})
		config := NewConfig().WithDeadline(time.Second).WithBase(reply(401, `{"error":"invalid_token"}`))
		begin := time.Now()
		_, resp, err := calls(t, start(t, config), request(t, ctx, "GET api.truelayer.test/"))
		require.NoError(t, err)
		assert.Equal(t, time.Second, time.Since(begin))
		var e *Error
		require.ErrorAs(t, Check(resp), &e)
		assert.Equal(t, StopContext, e.Stop)
		time.Sleep(DefaultFetchTimeout) // the fetch is not broken off, but ends by itself
	})
}

// TestNoAnswerIsRepeated: by the guards, and by the waits for no answer.
func TestNoAnswerIsRepeated(t *testing.T) {
	for line, want := range map[string][]time.Duration{
		"GET api.truelayer.test/":                {500 * time.Millisecond, time.Second, 2 * time.Second},
		"POST api.truelayer.test/v3/payments":    nil,
		"POST auth.truelayer.test/connect/token": nil,
	} {
		synctest.Test(t, func(t *testing.T) {
			config := NewConfig().WithBase(sender(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }))
			config.random = func() float64 { return .5 }
			waits, _, err := calls(t, start(t, config), request(t, t.Context(), line))
			assert.Equal(t, want, waits, line)
			assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
			assert.ErrorIs(t, err, Category(catalog.AggregatorTimeout))
		})
	}
}

// TestContextEnds: nothing is sent again for a caller who has left.
func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	transport := start(t, NewConfig().WithBase(sender(func(req *http.Request) (*http.Response, error) {
		cancel()
		return response(req, 503, "{}"), nil
	})))
	waits, resp, err := calls(t, transport, request(t, ctx, "GET api.truelayer.test/"))
	require.NoError(t, err)
	assert.Empty(t, waits)
	var e *Error
	require.ErrorAs(t, Check(resp), &e)
	assert.Equal(t, StopContext, e.Stop)
}

// TestContextDeadline: no wait begins that would end after it.
func TestContextDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		waits, resp, err := calls(t, start(t, NewConfig().WithBase(reply(429, "{}", "Retry-After", "5"))), request(t, ctx, "GET api.truelayer.test/"))
		require.NoError(t, err)
		assert.Empty(t, waits)
		var e *Error
		require.ErrorAs(t, Check(resp), &e)
		assert.Equal(t, StopDeadline, e.Stop)
		assert.Equal(t, 5*time.Second, e.RetryAfter)
	})
}

// TestNoCall: a client without StartCall is told with its first request, and
// the body it leaves behind is closed.
func TestNoCall(t *testing.T) {
	transport := start(t, NewConfig())
	body := &closer{}
	again, err := transport.CheckRetry(t.Context(), &http.Response{StatusCode: 200, Body: body}, nil)
	assert.False(t, again)
	assert.ErrorIs(t, err, ErrNoCall)
	assert.Equal(t, 1, body.closed)
}

// TestBackoffAlone: with a CheckRetry of the caller's own it still keeps to the
// verdict, or to that on no answer.
func TestBackoffAlone(t *testing.T) {
	config := NewConfig().WithBase(reply(429, "{}", "Retry-After", "9"))
	config.random = func() float64 { return .5 }
	transport := start(t, config)
	resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/"))
	require.NoError(t, err)
	assert.Equal(t, 9*time.Second, transport.Backoff(0, 0, 0, resp))
	assert.Equal(t, 10*time.Second, transport.Backoff(0, 0, 1, resp))
	assert.Equal(t, 500*time.Millisecond, transport.Backoff(0, 0, 0, nil))
}
