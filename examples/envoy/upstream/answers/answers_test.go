package answers

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestHandler: host, method and path choose the answer; the port that a client
// writes behind the host does not matter.
func TestHandler(t *testing.T) {
	handler := Handler()
	for name, test := range map[string]struct {
		method, url string
		status      int
		header      string
		value       string
	}{
		"by path":        {http.MethodGet, "http://au-api.basiq.io/users/u-1/accounts", 403, "Content-Type", "application/json"},
		"with a port":    {http.MethodGet, "http://au-api.basiq.io:8080/users/u-2/accounts", 403, "Content-Type", "application/json"},
		"own header":     {http.MethodGet, "http://au-api.basiq.io/users/u-1/transactions", 429, "Retry-After", "30"},
		"problem":        {http.MethodPost, "http://api.truelayer.com/v3/payments", 502, "Content-Type", "application/problem+json"},
		"inside 200":     {http.MethodGet, "http://au-api.basiq.io/jobs/refused", 200, "Content-Type", "application/json"},
		"other host":     {http.MethodGet, "http://auth.truelayer.com/v3/payments/p-1", 404, "Content-Type", "text/plain; charset=utf-8"},
		"unknown host":   {http.MethodGet, "http://example.com/users/u-1/accounts", 404, "Content-Type", "text/plain; charset=utf-8"},
		"another method": {http.MethodDelete, "http://au-api.basiq.io/users/u-1/accounts", 405, "Allow", "GET, HEAD"},
	} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(test.method, test.url, nil))
			assert.Equal(t, test.status, w.Code)
			assert.Equal(t, test.value, w.Header().Get(test.header))
		})
	}
}

// TestBodies: a canned body that is broken would be classified by its status
// alone, and nobody would see it.
func TestBodies(t *testing.T) {
	for _, a := range answers {
		assert.True(t, json.Valid([]byte(a.body)), a.pattern)
	}
}
