package httpclient

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	unavailable = `{"error":"connector_overload","error_description":"The connector is overloaded."}`
	failedJob   = `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"failed","result":{"code":"invalid-credentials","title":"Cannot login to target institution, check credentials.","detail":""}}]}`
)

// TestVerdicts: which answers are classified, and as what.
func TestVerdicts(t *testing.T) {
	for name, c := range map[string]struct {
		ctx    func(context.Context) context.Context
		line   string
		key    string
		status int
		body   string
		want   string // outcome and category, "" when it is not classified
		auto   bool
	}{
		"a read":                     {nil, "GET api.truelayer.test/data/v1/me", "", 503, unavailable, "error aggregator_unavailable", true},
		"a payment":                  {nil, "POST api.truelayer.test/v3/payments", "", 503, unavailable, "error aggregator_unavailable", false},
		"a payment with a key":       {nil, "POST api.truelayer.test/v3/payments", "k", 503, unavailable, "error aggregator_unavailable", true},
		"a payment that is safe":     {WithIdempotent, "POST api.truelayer.test/v3/payments", "", 503, unavailable, "error aggregator_unavailable", true},
		"a good answer":              {nil, "GET api.truelayer.test/data/v1/me", "", 200, `{"results":[]}`, "", false},
		"a redirect":                 {nil, "GET api.truelayer.test/data/v1/me", "", 302, "", "", false},
		"a failed payment in 200":    {nil, "GET api.truelayer.test/v3/payments/p-1", "", 200, `{"id":"p-1","status":"failed","failure_stage":"authorizing","failure_reason":"insufficient_funds"}`, "error user_input_invalid", false},
		"a failed job in 200":        {nil, "GET au-api.basiq.test/jobs/j", "", 200, failedJob, "error user_credentials_invalid", false},
		"a job in progress":          {nil, "GET au-api.basiq.test/jobs/j", "", 200, `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"in-progress","result":null}]}`, "pending none", true},
		"a login":                    {nil, "POST au-api.basiq.test/users/u/connections", "k", 503, `{}`, "error aggregator_unavailable", false},
		"a token":                    {nil, "POST auth.truelayer.test/connect/token", "k", 503, `{}`, "error aggregator_unavailable", false},
		"an operation of a context":  {func(ctx context.Context) context.Context { return WithOperation(ctx, catalog.Login) }, "GET api.truelayer.test/data/v1/me", "", 503, unavailable, "error aggregator_unavailable", false},
		"a host of nobody":           {nil, "GET example.test/", "", 503, unavailable, "", false},
		"a host that a context name": {func(ctx context.Context) context.Context { return WithProvider(ctx, catalog.MX) }, "GET example.test/", "", 503, "", "error aggregator_unavailable", true},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			if c.ctx != nil {
				ctx = c.ctx(ctx)
			}
			transport := start(t, NewConfig().WithBase(reply(c.status, c.body)))
			resp, err := transport.RoundTrip(request(t, ctx, c.line, "Idempotency-Key", c.key))
			require.NoError(t, err)
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			assert.Equal(t, c.body, string(body))
			assert.Equal(t, int64(len(c.body)), resp.ContentLength)
			v, ok := VerdictOf(resp)
			require.Equal(t, c.want != "", ok)
			if ok {
				assert.Equal(t, c.want, v.Outcome.String()+" "+v.Category.String())
				assert.Equal(t, c.auto, v.Retry.Automatic)
			}
		})
	}
}

// TestSameAsDecoder: headers and body reach the decoder as they came.
func TestSameAsDecoder(t *testing.T) {
	transport := start(t, NewConfig().WithBase(reply(429, unavailable, "Retry-After", "7", "Tl-Trace-Id", "t-1", "Set-Cookie", "secret")))
	resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
	require.NoError(t, err)
	v, ok := VerdictOf(resp)
	require.True(t, ok)
	assert.Equal(t, decoder.Classify(&decoder.Request{Provider: catalog.TrueLayer, Status: 429, Operation: catalog.Read, Idempotent: true,
		Headers: []byte("Retry-After: 7\r\nTl-Trace-Id: t-1\r\n"), Body: []byte(unavailable)}), *v)
	assert.EqualValues(t, 7000, v.Retry.AfterMs)
}

// TestEncodings: a body that the caller wants compressed is read all the same,
// and handed on compressed.
func TestEncodings(t *testing.T) {
	const body = `{"error":"sca_exceeded"}`
	var zipped, deflated bytes.Buffer
	for _, w := range []io.WriteCloser{gzip.NewWriter(&zipped), zlib.NewWriter(&deflated)} {
		_, err := w.Write([]byte(body))
		require.NoError(t, err)
		require.NoError(t, w.Close())
	}
	for encoding, c := range map[string]struct{ body, code string }{
		"gzip":    {zipped.String(), "sca_exceeded"},
		"deflate": {deflated.String(), "sca_exceeded"},
		"br":      {"whatever", ""},
		" GZIP":   {"no gzip", ""},
		"X-gzip":  {zipped.String()[:zipped.Len()-4], "sca_exceeded"},
	} {
		transport := start(t, NewConfig().WithBase(reply(403, c.body, "Content-Encoding", encoding)))
		resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
		require.NoError(t, err)
		v, ok := VerdictOf(resp)
		require.True(t, ok)
		assert.Equal(t, c.code, v.Code, encoding)
		got, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		assert.Equal(t, c.body, string(got), encoding)
	}
}

// TestBombs: what a compressed body grows to is bounded.
func TestBombs(t *testing.T) {
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	_, err := w.Write(make([]byte, 4<<20))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	body, cut := plain(http.Header{"Content-Encoding": {"gzip"}}, bomb.Bytes(), 1000)
	assert.Len(t, body, 1000)
	assert.True(t, cut)
}

// TestLongBodies: a verdict says when it is on a part, and the caller gets all.
func TestLongBodies(t *testing.T) {
	body := `{"error":"sca_exceeded","error_description":"` + strings.Repeat("x", 200) + `"}`
	transport := start(t, NewConfig().WithMaxBody(100).WithBase(reply(403, body)))
	resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
	require.NoError(t, err)
	v, _ := VerdictOf(resp)
	assert.True(t, v.Truncated)
	got, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, body, string(got))
}

// TestEndlessBodies: nobody waits for a body that has no end.
func TestEndlessBodies(t *testing.T) {
	for _, kind := range []string{"text/event-stream; charset=utf-8", "multipart/x-mixed-replace;boundary=x", "application/grpc+proto", "video/mp4"} {
		endless := io.NopCloser(iotest.ErrReader(errors.New("it was read")))
		transport := start(t, NewConfig().WithBase(sender(func(req *http.Request) (*http.Response, error) {
			resp := response(req, 503, "", "Content-Type", kind)
			resp.Body = endless
			return resp, nil
		})))
		resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
		require.NoError(t, err)
		assert.Equal(t, endless, resp.Body, kind)
		v, _ := VerdictOf(resp)
		assert.Equal(t, catalog.AggregatorUnavailable, v.Category, kind)
	}
}

// TestNoStaleVerdict: a context that stems from an earlier response says
// nothing about a later one.
func TestNoStaleVerdict(t *testing.T) {
	status := 503
	transport := start(t, NewConfig().WithBase(sender(func(req *http.Request) (*http.Response, error) {
		return response(req, status, "{}"), nil
	})))
	bad, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
	require.NoError(t, err)
	status = 200
	good, err := transport.RoundTrip(request(t, bad.Request.Context(), "GET api.truelayer.test/data/v1/me"))
	require.NoError(t, err)
	_, ok := VerdictOf(good)
	assert.False(t, ok)
	_, ok = VerdictOf(bad)
	assert.True(t, ok)
}

// TestClassifierFails: then the native one answers for it.
func TestClassifierFails(t *testing.T) {
	broken := ClassifierFunc(func(context.Context, *decoder.Request) (catalog.Verdict, error) {
		return catalog.Verdict{}, errors.New("it does not work")
	})
	transport := start(t, NewConfig().WithClassifier(broken).WithBase(reply(503, unavailable)))
	resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
	require.NoError(t, err)
	v, ok := VerdictOf(resp)
	require.True(t, ok)
	assert.Equal(t, "connector_overload", v.Code)
}

// TestNoAnswer: what is an error of ours, and what stays as it is.
func TestNoAnswer(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		cause error
		ours  bool
	}{
		"the connection broke":     {t.Context(), io.ErrUnexpectedEOF, true},
		"the caller left":          {cancelled, context.Canceled, false},
		"the certificate is wrong": {t.Context(), &tls.CertificateVerificationError{Err: errors.New("x")}, false},
		"no TLS":                   {t.Context(), tls.RecordHeaderError{Msg: "x"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			transport := start(t, NewConfig().WithBase(sender(func(*http.Request) (*http.Response, error) { return nil, c.cause })))
			_, err := transport.RoundTrip(request(t, c.ctx, "POST api.truelayer.test/v3/payments"))
			require.ErrorIs(t, err, c.cause)
			var e *Error
			require.Equal(t, c.ours, errors.As(err, &e))
			if c.ours {
				assert.Equal(t, catalog.AggregatorTimeout, e.Verdict.Category)
				assert.Equal(t, catalog.EffectUnknown, e.Verdict.Effect)
				assert.Zero(t, e.Status)
			} else {
				assert.Equal(t, c.cause, err, "not even wrapped")
			}
		})
	}
}
