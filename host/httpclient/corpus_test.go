package httpclient

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCorpus: through a client, each labelled answer gets the verdict that the
// decoder gives on it, its body arrives whole, and the error shows nothing that
// is private.
func TestCorpus(t *testing.T) {
	cases, err := corpus.Load("../../decoder/testdata/cases")
	require.NoError(t, err)
	failures := 0
	for _, c := range cases {
		req, err := c.Request()
		require.NoError(t, err)
		err = exchange(t, &c, req)
		if err == nil {
			continue
		}
		failures++
		for _, private := range c.Extra.Private {
			for _, format := range []string{"%v", "%+v", "%#v"} {
				assert.NotContains(t, fmt.Sprintf(format, err), private, c.ID)
			}
		}
	}
	assert.Greater(t, failures, 300)
}

// exchange lets a client meet the answer, and returns the failure it is left
// with.
func exchange(t *testing.T, c *corpus.Case, answer *decoder.Request) error {
	config := NewConfig().WithMaxBody(decoder.MaxBody).WithBase(sender(func(req *http.Request) (*http.Response, error) {
		if answer.Status == 0 {
			return nil, io.ErrUnexpectedEOF
		}
		resp := response(req, answer.Status, string(answer.Body))
		for name, value := range c.Headers {
			resp.Header.Add(name, value)
		}
		return resp, nil
	}))
	transport, err := New(config.WithProvider(Provider{ID: answer.Provider, Hosts: []string{"h.test"}, SuccessPaths: []string{"/"}}))
	require.NoError(t, err)
	ctx := WithOperation(t.Context(), answer.Operation)
	if answer.Idempotent {
		ctx = WithIdempotent(ctx)
	}
	resp, err := transport.RoundTrip(request(t, ctx, "POST h.test/"))
	want := decoder.Classify(answer)
	if answer.Status == 0 {
		want = decoder.Classify(&decoder.Request{Provider: answer.Provider, Operation: answer.Operation, Idempotent: answer.Idempotent})
		var failure *Error
		require.ErrorAs(t, err, &failure, c.ID)
		assert.Equal(t, want, failure.Verdict, c.ID)
		return err
	}
	require.NoError(t, err)
	v, ok := VerdictOf(resp)
	if answer.Status/100 == 3 || answer.Status < 200 {
		assert.False(t, ok, c.ID)
		return nil
	}
	require.True(t, ok, c.ID)
	assert.Equal(t, want, *v, c.ID)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, answer.Body, body, c.ID)
	return Check(resp)
}
