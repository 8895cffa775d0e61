package httpclient

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// Transport is an [http.RoundTripper] that classifies what providers answer.
// It may be used by any number of goroutines. Its methods CheckRetry and Backoff
// are those that a client of hashicorp/go-retryablehttp asks for.
type Transport struct {
	config Config
	table  table
	// reserve classifies where the classifier fails.
	reserve Native
}

// New returns a transport. The error says which part of the configuration makes
// no sense.
func New(c Config) (*Transport, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	t, err := newTable(c.providers)
	if err != nil {
		return nil, err
	}
	return &Transport{config: c.orDefault(), table: t}, nil
}

// RoundTrip sends a request, with a token if its provider has some, and
// classifies the answer: failures by their status, others where the provider is
// known to hide failures in them. For that it reads how the body begins, and so
// returns when that much of it, or all of it, has come. The body can then be
// read from its beginning, as if nothing had been read.
//
// When no answer comes, the error is an [*Error], unless the request's context
// was cancelled, or the certificate of the host is no good.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	about, ok := t.about(req)
	if !ok {
		return t.config.base.RoundTrip(req)
	}
	a := &answer{about: about}
	sent, err := a.authorize(req)
	if err != nil {
		if req.Body != nil {
			req.Body.Close() // a RoundTripper closes it, also on errors
		}
		return nil, err
	}
	resp, err := t.config.base.RoundTrip(sent)
	if err != nil {
		return nil, t.missing(sent, a, err)
	}
	t.read(sent, resp, a)
	return resp, nil
}

// CloseIdleConnections closes those of the base.
func (t *Transport) CloseIdleConnections() {
	if c, ok := t.config.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// authorize returns the request with a token, in a copy.
func (a *answer) authorize(req *http.Request) (*http.Request, error) {
	if a.tokens == nil || a.tokens.leaves(req.Header) {
		a.tokens = nil
		return req, nil
	}
	var err error
	if a.lent, err = a.tokens.lend(req.Context()); err != nil {
		return nil, err
	}
	sent := *req
	if sent.Header = req.Header.Clone(); sent.Header == nil {
		sent.Header = http.Header{}
	}
	a.tokens.apply(sent.Header, a.lent.token)
	return &sent, nil
}

// read classifies a response where it is of interest.
func (t *Transport) read(sent *http.Request, resp *http.Response, a *answer) {
	a.status = resp.StatusCode
	if a.status >= 400 || a.success && catalog.InClass(a.status, 2) {
		a.conclude(t.verdict(sent.Context(), resp, a))
	}
	a.attach(resp, sent)
	a.call.note(a)
}

// verdict reads how a body begins and asks the classifier.
func (t *Transport) verdict(ctx context.Context, resp *http.Response, a *answer) catalog.Verdict {
	var body []byte
	var cut, more bool
	if !isEndless(resp.Header) {
		body, cut = peek(resp, t.config.maxBody)
		body, more = plain(resp.Header, body, t.config.maxBody)
	}
	v := t.classify(ctx, &decoder.Request{
		Provider: a.provider, Status: a.status, Operation: a.operation, Idempotent: a.idempotent,
		Headers: headerBlock(resp.Header), Body: body,
	})
	v.Truncated = v.Truncated || cut || more
	return v
}

// classify always gives a verdict: a failure of ours is no failure of the
// caller's.
func (t *Transport) classify(ctx context.Context, req *decoder.Request) catalog.Verdict {
	v, err := t.config.classifier.Classify(ctx, req)
	if err != nil {
		v, _ = t.reserve.Classify(ctx, req)
	}
	return v
}

// missing returns the error for a request that was not answered. It is a
// verdict unless that is the caller's own doing.
func (t *Transport) missing(sent *http.Request, a *answer, err error) error {
	if errors.Is(sent.Context().Err(), context.Canceled) || isRefusal(err) {
		return err
	}
	a.conclude(t.classify(sent.Context(), &decoder.Request{Provider: a.provider, Operation: a.operation, Idempotent: a.idempotent}))
	a.call.note(a)
	if a.failure == nil {
		return err
	}
	a.failure.cause = err
	return a.failure
}

// isRefusal reports errors of our own side of TLS, which no repetition mends.
// net/http looks at the type of some of them.
func isRefusal(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	return errors.As(err, &certificate) || errors.As(err, &record)
}
