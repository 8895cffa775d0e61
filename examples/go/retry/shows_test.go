package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/examples/go/retry/standin"
	"github.com/finfault/finfault/host/httpclient"
)

// begin starts the example for a test.
func begin(t *testing.T) *app {
	t.Helper()
	a, err := start()
	require.NoError(t, err)
	t.Cleanup(a.close)
	return a
}

// TestExpiredTokenIsRefreshedOnce: a hundred calls whose tokens all have expired
// before the first of them hears of it.
func TestExpiredTokenIsRefreshedOnce(t *testing.T) {
	const n = 100
	a := begin(t)
	for _, e := range a.expirations() {
		t.Run(e.line, func(t *testing.T) {
			var together sync.WaitGroup
			together.Add(n)
			issued := a.providers.Handle(e.issue, func(w http.ResponseWriter, _ *http.Request) {
				standin.Answer{Status: 200, Body: fmt.Sprintf(`{%q:"fresh"}`, e.member)}.Write(w)
			})
			used := a.providers.Handle(e.line, func(w http.ResponseWriter, r *http.Request) {
				if strings.Contains(r.Header.Get(e.header), "fresh") {
					e.accepted.Write(w)
					return
				}
				together.Done()
				together.Wait()
				e.refused.Write(w)
			})
			o := a.together(n, e.call)
			require.NoError(t, o.err)
			assert.Equal(t, 200, o.status)
			assert.Equal(t, 1, issued.Count())
			assert.Equal(t, 2*n, used.Count())
		})
	}
}

// TestRateLimitIsWaitedOut: for as long as the header says, not less.
func TestRateLimitIsWaitedOut(t *testing.T) {
	a := begin(t)
	var came []time.Time
	a.providers.Handle("GET au-api.basiq.io/users/u/accounts", func(w http.ResponseWriter, _ *http.Request) {
		if came = append(came, time.Now()); len(came) == 1 {
			standin.BasiqRateLimit.Write(w)
		} else {
			standin.BasiqAccounts.Write(w)
		}
	})
	o := a.send(call{line: "GET au-api.basiq.io/users/u/accounts"})
	require.NoError(t, o.err)
	assert.Equal(t, 200, o.status)
	assert.Equal(t, []time.Duration{time.Second}, o.waits)
	require.Len(t, came, 2)
	assert.GreaterOrEqual(t, came[1].Sub(came[0]), time.Second)
}

// TestLoginIsNeverRepeated: whatever it meets, and even with a key.
func TestLoginIsNeverRepeated(t *testing.T) {
	a := begin(t)
	for provider, login := range map[string]string{
		"basiq":   "POST au-api.basiq.io/users/u/connections",
		"synapse": "POST uat-api.synapsefi.com/v3.1/users/u/nodes",
		"mx":      "POST int-api.mx.com/users/u/members",
	} {
		for name, fault := range map[string]standin.Answer{
			"limit":   standin.BasiqRateLimit,
			"timeout": standin.BasiqTimeout,
			"down":    standin.SynapseDown,
			"expired": standin.SynapseExpired,
			"proxy":   standin.MXGateway,
			"reset":   standin.Reset,
		} {
			t.Run(provider+" "+name, func(t *testing.T) {
				line := login + "/" + name
				sent := a.providers.Script(line, fault)
				o := a.send(call{line: line, headers: map[string]string{"Idempotency-Key": "k"}})
				assert.Equal(t, 1, sent.Count())
				assert.Empty(t, o.waits)
				var failure *httpclient.Error
				require.ErrorAs(t, o.err, &failure)
				assert.Equal(t, httpclient.StopForbidden, failure.Stop)
			})
		}
	}
}

// TestPayments: after a 503 one with a key is sent again, with the same key and
// body, and one without is not.
func TestPayments(t *testing.T) {
	for _, key := range []string{"", "k-1"} {
		t.Run("key "+key, func(t *testing.T) {
			a := begin(t)
			var keys, bodies []string
			a.providers.Handle("POST api.truelayer.com/v3/payments", func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				assert.NoError(t, err)
				keys, bodies = append(keys, r.Header.Get("Idempotency-Key")), append(bodies, string(body))
				if len(keys) == 1 {
					standin.TrueLayerDown.Write(w)
				} else {
					standin.TrueLayerPaid.Write(w)
				}
			})
			o := a.send(call{line: "POST api.truelayer.com/v3/payments", headers: map[string]string{"Idempotency-Key": key}})
			if key == "" {
				assert.Equal(t, 503, o.status)
				assert.Error(t, o.err)
				assert.Equal(t, []string{""}, keys)
				return
			}
			require.NoError(t, o.err)
			assert.Equal(t, 201, o.status)
			assert.Equal(t, []string{key, key}, keys)
			assert.Equal(t, bodies[0], bodies[1])
			assert.NotEmpty(t, bodies[0])
		})
	}
}

// TestAll: what becomes of all calls of the example, and that nothing of what a
// provider wrote is printed.
func TestAll(t *testing.T) {
	a := begin(t)
	var page bytes.Buffer
	outcomes := a.all()
	write(&page, outcomes)
	for i, want := range []struct {
		sent int
		end  string
	}{
		{2, "200"},
		{1, "504 aggregator_timeout: edge has to act"},
		{1, "503 institution_unavailable: institution has to act"},
		{1, "503 aggregator_unavailable: edge has to act"},
		{2, "201"},
		{2, "200 user_credentials_invalid: end_user has to act"},
		{1, "200 user_input_invalid: end_user has to act"},
		{2, "200"},
		{2, "200"},
		{1, "0 aggregator_timeout: unknown has to act"},
		{1, "429 institution_rate_limited: institution has to act, in "},
	} {
		assert.Equal(t, want.sent, outcomes[i].sent, outcomes[i].what)
		assert.True(t, strings.HasPrefix(end(outcomes[i]), want.end), "%s: %s", outcomes[i].what, end(outcomes[i]))
		assert.Contains(t, page.String(), outcomes[i].what)
	}
	for _, o := range outcomes[len(calls):] {
		assert.Equal(t, "200", end(o))
		assert.Contains(t, o.what, "1 issued")
	}
	for _, text := range []string{"Jane", "insufficient", "Cannot login", "device-fingerprint"} {
		assert.NotContains(t, page.String(), text)
	}
}

// TestEndOfOthers: errors that are none of ours are printed as they are.
func TestEndOfOthers(t *testing.T) {
	assert.Equal(t, context.Canceled.Error(), end(outcome{err: failureOf(context.Canceled)}))
	assert.ErrorIs(t, failureOf(errors.Join(context.Canceled)), context.Canceled)
}
