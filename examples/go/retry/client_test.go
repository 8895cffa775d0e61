package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/examples/go/retry/standin"
	"github.com/finfault/finfault/host/httpclient"
)

// TestStandardClient: as an *http.Client it works alike.
func TestStandardClient(t *testing.T) {
	a := begin(t)
	sent := a.providers.Script("GET api.mx.com/users", standin.MXGateway, standin.MXUser)
	resp, err := newClient(a.transport).StandardClient().Get("https://api.mx.com/users")
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, 200, resp.StatusCode)
	assert.Equal(t, 2, sent.Count())
}

// TestClientWithoutStartCall: it is told so by its first request.
func TestClientWithoutStartCall(t *testing.T) {
	a := begin(t)
	a.providers.Script("GET api.mx.com/users", standin.MXUser)
	client := newClient(a.transport)
	client.RequestLogHook = nil
	client.ErrorHandler = nil
	_, err := client.Get("https://api.mx.com/users")
	require.ErrorIs(t, err, httpclient.ErrNoCall)
}

// TestRetryMax: the client's own limit holds as well, and leaves the answer.
func TestRetryMax(t *testing.T) {
	a := begin(t)
	sent := a.providers.Script("GET api.mx.com/users", standin.MXGateway)
	client := newClient(a.transport)
	client.RetryMax = 0
	resp, err := client.Get("https://api.mx.com/users")
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.ErrorIs(t, httpclient.Check(resp), httpclient.Category(catalog.AggregatorUnavailable))
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, standin.MXGateway.Body, string(body))
	assert.Equal(t, 1, sent.Count())
}

// sender is what requests are sent with, in memory.
type sender func(*http.Request) (*http.Response, error)

func (s sender) RoundTrip(req *http.Request) (*http.Response, error) { return s(req) }

// inMemory returns a client of which time costs nothing.
func inMemory(t *testing.T, base sender) *retryablehttp.Client {
	t.Helper()
	transport, err := newTransport(base)
	require.NoError(t, err)
	return newClient(transport)
}

func answer(req *http.Request, status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: req}
}

// TestHidden: net/http hides the transport's error behind that of its own time
// limit; the verdict comes through all the same.
func TestHidden(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent int
		client := inMemory(t, func(req *http.Request) (*http.Response, error) {
			sent++
			<-req.Context().Done()
			return nil, req.Context().Err()
		})
		client.HTTPClient.Timeout = time.Second
		_, err := client.Get("https://api.mx.com/users")
		assert.ErrorIs(t, err, httpclient.Category(catalog.AggregatorTimeout))
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		var failure *httpclient.Error
		require.ErrorAs(t, err, &failure)
		assert.Equal(t, httpclient.StopUsedUp, failure.Stop)
		assert.True(t, failure.Timeout())
		assert.Equal(t, 4, sent)
	})
}

// TestLatestHeader: of each answer the time in its header is waited in full,
// and no longer than the whole call may take.
func TestLatestHeader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		var came []time.Duration
		client := inMemory(t, func(req *http.Request) (*http.Response, error) {
			came = append(came, time.Since(begin))
			after := []string{"40", "50", "60"}[min(len(came)-1, 2)]
			return answer(req, 429, standin.BasiqRateLimit.Body, "Retry-After", after), nil
		})
		resp, err := client.Get("https://au-api.basiq.io/users/u/accounts")
		require.NoError(t, err)
		assert.Equal(t, []time.Duration{0, 40 * time.Second, 90 * time.Second}, came)
		var failure *httpclient.Error
		require.ErrorAs(t, httpclient.Check(resp), &failure)
		assert.Equal(t, httpclient.StopDeadline, failure.Stop)
		assert.Equal(t, time.Minute, failure.RetryAfter)
	})
}

// TestLeavingWhileWaiting: a caller who leaves need not wait for the wait.
func TestLeavingWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, leave := context.WithCancel(t.Context())
		client := inMemory(t, func(req *http.Request) (*http.Response, error) {
			return answer(req, 429, standin.BasiqRateLimit.Body, "Retry-After", "30"), nil
		})
		begin := time.Now()
		time.AfterFunc(time.Second, leave)
		req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, "https://au-api.basiq.io/users/u/accounts", nil)
		require.NoError(t, err)
		_, err = client.Do(req)
		assert.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, time.Second, time.Since(begin))
	})
}

// TestPolling: a job is read until it is done, by the schedule for that.
func TestPolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent int
		client := inMemory(t, func(req *http.Request) (*http.Response, error) {
			if sent++; sent < 6 {
				return answer(req, 200, standin.BasiqJobRunning.Body), nil
			}
			return answer(req, 200, `{"type":"job","id":"61723","steps":[{"title":"verify-credentials","status":"success","result":{"type":"link","url":"/x"}}]}`), nil
		})
		resp, err := client.Get("https://au-api.basiq.io/jobs/61723")
		require.NoError(t, err)
		v, ok := httpclient.VerdictOf(resp)
		require.True(t, ok)
		assert.Equal(t, catalog.OutcomeOK, v.Outcome)
		assert.Equal(t, 6, sent)
	})
}

// body is one that knows whether it was closed.
type body struct {
	io.ReadCloser
	open *atomic.Int64
	once atomic.Bool
}

func (b *body) Close() error {
	if !b.once.Swap(true) {
		b.open.Add(-1)
	}
	return b.ReadCloser.Close()
}

// TestNothingIsLeftOpen: of all answers, whatever became of them, the bodies
// are closed.
func TestNothingIsLeftOpen(t *testing.T) {
	a := begin(t)
	var open, all atomic.Int64
	transport, err := newTransport(sender(func(req *http.Request) (*http.Response, error) {
		resp, err := a.base.RoundTrip(req)
		if err == nil {
			open.Add(1)
			all.Add(1)
			resp.Body = &body{ReadCloser: resp.Body, open: &open}
		}
		return resp, err
	}))
	require.NoError(t, err)
	a.transport = transport
	long := standin.Answer{Status: 503, Body: strings.Repeat("x", 1<<20)}
	a.providers.Script("GET api.mx.com/long", long, long, standin.MXUser)
	o := a.send(call{line: "GET api.mx.com/long"})
	require.NoError(t, o.err)
	a.all()
	assert.Zero(t, open.Load())
	assert.Greater(t, all.Load(), int64(100))
}
