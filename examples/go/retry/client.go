package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/httpclient"
)

// newClient returns a client that sends again what the verdict allows.
func newClient(transport *httpclient.Transport) *retryablehttp.Client {
	client := retryablehttp.NewClient()
	client.HTTPClient.Transport = transport
	client.RequestLogHook = httpclient.StartCall // says which requests belong together
	client.CheckRetry, client.Backoff = transport.CheckRetry, transport.Backoff
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler // the answer, not a text about it
	client.RetryMax = httpclient.MaxRetries                     // the verdict says when to stop
	client.Logger = nil
	return client
}

// newTransport knows the requests of this application.
func newTransport(base http.RoundTripper) (*httpclient.Transport, error) {
	return httpclient.New(httpclient.NewConfig().WithBase(base).
		WithProvider(httpclient.Provider{
			ID:    catalog.Basiq,
			Hosts: []string{"au-api.basiq.io"},
			Operations: []httpclient.Operation{
				{Path: "/token", Is: catalog.Token},
				{Path: "/users/*/connections", Method: "POST", Is: catalog.Login},
				{Path: "/jobs/", Is: catalog.Job},
			},
		}).
		WithProvider(httpclient.Provider{
			ID:    catalog.Synapse,
			Hosts: []string{"api.synapsefi.com", "uat-api.synapsefi.com"},
			Operations: []httpclient.Operation{
				{Path: "/v3.1/oauth/", Is: catalog.Token},
				{Path: "/v3.1/users/*/nodes", Method: "POST", Is: catalog.Login},
				{Path: "/v3.1/users/*/nodes/*/trans", Method: "POST", Is: catalog.Payment},
			},
		}).
		WithProvider(httpclient.Provider{
			ID:    catalog.TrueLayer,
			Hosts: []string{"api.truelayer.com", "auth.truelayer.com"},
			Operations: []httpclient.Operation{
				{Path: "/connect/token", Is: catalog.Token},
				{Path: "/v3/payments", Method: "POST", Is: catalog.Payment},
				{Path: "/v3/payouts", Method: "POST", Is: catalog.Payment},
			},
			SuccessPaths: []string{"/v3/payments/"},
			Tokens:       &httpclient.Tokens{Initial: "expired", Fetch: fetchTrueLayer(base)},
		}).
		WithProvider(httpclient.Provider{
			ID:    catalog.MX,
			Hosts: []string{"*.mx.com"},
			Operations: []httpclient.Operation{
				{Path: "/users/*/members", Method: "POST", Is: catalog.Login},
				{Path: "/users/*/members/*/status", Is: catalog.Job},
			},
		}))
}

// fetchTrueLayer gets a token for the application.
func fetchTrueLayer(base http.RoundTripper) func(context.Context, string) (string, error) {
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {"demo"}, "client_secret": {"secret"}}
	return func(ctx context.Context, _ string) (string, error) {
		return fetch(ctx, base, "https://auth.truelayer.com/connect/token", "application/x-www-form-urlencoded", form.Encode(), "access_token")
	}
}

// synapseUser are the tokens of one end user, which Synapse wants in a header of
// its own.
func synapseUser(base http.RoundTripper, user string) *httpclient.Tokens {
	return &httpclient.Tokens{
		Initial: "expired",
		Apply:   func(h http.Header, token string) { h.Set("X-SP-USER", token+"|device-fingerprint") },
		Fetch: func(ctx context.Context, _ string) (string, error) {
			return fetch(ctx, base, "https://api.synapsefi.com/v3.1/oauth/"+user, "application/json", `{"refresh_token":"secret"}`, "oauth_key")
		},
	}
}

// fetch asks for a token, once, and takes it from a member of the answer.
func fetch(ctx context.Context, base http.RoundTripper, endpoint, kind, body, member string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", kind)
	resp, err := (&http.Client{Transport: base}).Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the token endpoint answers %d", resp.StatusCode)
	}
	var members map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&members); err != nil {
		return "", err
	}
	token, _ := members[member].(string)
	return token, nil
}
