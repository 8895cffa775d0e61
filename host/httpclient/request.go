package httpclient

import (
	"net/http"
	"net/url"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/wasm/envoy/config"
)

// idempotencyHeaders are the headers in which requests carry an idempotency
// key, as the Envoy filter has them too.
var idempotencyHeaders = [...]string{"Idempotency-Key", "X-Idempotency-Key", "X-Sp-Idempotency-Key"}

// about is what is known of a request before it is sent.
type about struct {
	method, host string
	provider     catalog.Provider
	operation    catalog.Operation
	// safe: the method only reads. idempotent: it may be sent twice.
	safe, idempotent bool
	// success: answers with status 2xx are classified too.
	success bool
	// tokens authorize it, unless nil.
	tokens *Tokens
	call   *call
}

// about says what is known of a request, and false when it is none of ours.
func (t *Transport) about(req *http.Request) (about, bool) {
	a := about{method: methodOf(req), host: hostOf(req)}
	s := scopeOf(req.Context())
	a.call = s.call
	provider, tokens := t.table.find(a.host)
	if provider == nil && !s.hasProvider {
		return a, false
	}
	if provider == nil {
		provider = new(config.Provider)
	}
	path := []byte(req.URL.EscapedPath())
	a.provider, a.operation = provider.ID, provider.Operation([]byte(a.method), path)
	s.overrule(&a)
	a.safe = config.Safe([]byte(a.method))
	a.idempotent = a.safe || s.idempotent || hasIdempotencyKey(req.Header)
	a.success = a.operation == catalog.Job || provider.Success(path)
	if a.operation != catalog.Token {
		a.tokens = tokensFor(req, s.tokens, tokens)
	}
	return a, true
}

// overrule lets the context say who answers and what the request is for.
func (s *scope) overrule(a *about) {
	if s.hasProvider {
		a.provider = s.provider
	}
	if s.hasOperation {
		a.operation = s.operation
	}
	if s.fetching {
		a.operation = catalog.Token
	}
}

// tokensFor returns the tokens of the request's context, else those of the
// provider that its host belongs to. No redirect leads the former to another
// host, and none leads any token out of TLS.
func tokensFor(req *http.Request, callers, providers *Tokens) *Tokens {
	var from *url.URL
	if req.Response != nil && req.Response.Request != nil {
		from = req.Response.Request.URL
	}
	switch {
	case from != nil && from.Scheme == "https" && req.URL.Scheme != "https":
		return nil
	case callers == nil:
		return providers
	case from != nil && from.Host != req.URL.Host:
		return nil
	}
	return callers
}

func hasIdempotencyKey(h http.Header) bool {
	for _, name := range idempotencyHeaders {
		if h.Get(name) != "" {
			return true
		}
	}
	return false
}

func methodOf(req *http.Request) string {
	if req.Method == "" {
		return http.MethodGet
	}
	return req.Method
}

// hostOf returns what :authority would be.
func hostOf(req *http.Request) string {
	if req.Host != "" {
		return req.Host
	}
	return req.URL.Host
}
