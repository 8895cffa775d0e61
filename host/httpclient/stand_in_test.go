package httpclient

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/require"
)

// sender is what requests are sent with.
type sender func(*http.Request) (*http.Response, error)

func (s sender) RoundTrip(req *http.Request) (*http.Response, error) { return s(req) }

// reply is one answer of a provider, as often as it is asked for.
func reply(status int, body string, headers ...string) sender {
	return func(req *http.Request) (*http.Response, error) {
		return response(req, status, body, headers...), nil
	}
}

func response(req *http.Request, status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)), Request: req}
}

// trueLayer is a provider as programs have it.
func trueLayer() Provider {
	return Provider{
		ID:    catalog.TrueLayer,
		Hosts: []string{"api.truelayer.test", "auth.truelayer.test"},
		Operations: []Operation{
			{Path: "/connect/token", Is: catalog.Token},
			{Method: "POST", Path: "/v3/payments", Is: catalog.Payment},
		},
		SuccessPaths: []string{"/v3/payments/"},
	}
}

// basiq is a provider with logins and jobs.
func basiq() Provider {
	return Provider{
		ID:    catalog.Basiq,
		Hosts: []string{"au-api.basiq.test"},
		Operations: []Operation{
			{Method: "POST", Path: "/users/*/connections", Is: catalog.Login},
			{Method: "GET", Path: "/jobs/", Is: catalog.Job},
		},
	}
}

// start returns a transport for both providers.
func start(t testing.TB, c Config) *Transport {
	t.Helper()
	transport, err := New(c.WithProvider(trueLayer()).WithProvider(basiq()))
	require.NoError(t, err)
	return transport
}

// request returns one such as "POST api.truelayer.test/v3/payments".
func request(t testing.TB, ctx context.Context, line string, headers ...string) *http.Request {
	t.Helper()
	method, target, _ := strings.Cut(line, " ")
	req, err := http.NewRequestWithContext(ctx, method, "https://"+target, nil)
	require.NoError(t, err)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return req
}
