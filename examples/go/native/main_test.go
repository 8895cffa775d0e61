package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestClient runs the example against a stand-in that fails for a while.
func TestClient(t *testing.T) {
	for name, c := range map[string]struct {
		answers []func(http.ResponseWriter)
		want    string
		waits   int
	}{
		"waits a limit out": {
			[]func(http.ResponseWriter){
				answer(429, `{"type":"https://docs.truelayer.com/docs/error-types#rate-limit-exceeded","title":"Rate Limit Exceeded","status":429,"trace_id":"t"}`),
				answer(200, `{"results":[]}`),
			}, "ok", 1,
		},
		"asks the user":          {[]func(http.ResponseWriter){answer(403, `{"error":"access_denied"}`)}, "consent_required: end_user has to act: reconnect_user", 0},
		"gives up after retries": {[]func(http.ResponseWriter){answer(503, `{"error":"connector_overload"}`)}, "aggregator_unavailable: aggregator has to act: wait", 3},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				c.answers[min(n, len(c.answers)-1)](w)
				n++
			}))
			defer server.Close()
			var waits []time.Duration
			client := client{http: server.Client(), sleep: func(d time.Duration) { waits = append(waits, d) }}
			v, err := client.get(server.URL)
			require.NoError(t, err)
			assert.Equal(t, c.want, advice(&v))
			assert.Len(t, waits, c.waits)
		})
	}
}

// TestHeaderTime: a time that the provider asked for is waited in full.
func TestHeaderTime(t *testing.T) {
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if n++; n == 1 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(429)
		}
	}))
	defer server.Close()
	var waits []time.Duration
	client := client{http: server.Client(), sleep: func(d time.Duration) { waits = append(waits, d) }}
	_, err := client.get(server.URL)
	require.NoError(t, err)
	assert.Equal(t, []time.Duration{7 * time.Second}, waits)
}

func TestNoAnswer(t *testing.T) {
	client := client{http: &http.Client{Transport: broken{}}, sleep: func(time.Duration) {}}
	v, err := client.get("http://nobody.invalid/")
	require.NoError(t, err)
	assert.Equal(t, "aggregator_timeout: unknown has to act: wait", advice(&v))
}

type broken struct{}

func (broken) RoundTrip(*http.Request) (*http.Response, error) { return nil, http.ErrServerClosed }

func answer(status int, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		w.Write([]byte(body))
	}
}
