package httpclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCheck: a failure is an error that tells its category.
func TestCheck(t *testing.T) {
	transport := start(t, NewConfig().WithBase(reply(403, `{"error":"sca_exceeded","error_description":"for jane@example.com"}`)))
	resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/accounts/12345678?key=secret"))
	require.NoError(t, err)
	err = fmt.Errorf("accounts: %w", Check(resp))
	assert.ErrorIs(t, err, Category(catalog.MFARequired))
	assert.NotErrorIs(t, err, Category(catalog.TokenExpired))
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "for jane@example.com", e.Verdict.Detail)
	assert.Equal(t, 403, e.Status)
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		text := fmt.Sprintf(format, e)
		for _, private := range []string{"jane", "12345678", "secret", "accounts"} {
			assert.NotContains(t, text, private, format)
		}
	}
	assert.Equal(t, "finfault: GET api.truelayer.test: status 403: error provider=truelayer category=mfa_required party=end_user retry=after_user action=complete_mfa row="+e.Verdict.Row+" code=sca_exceeded fingerprint="+e.Verdict.Fingerprint().String(), e.Error())
}

// TestCheckWithoutFailure: what is no failure is no error.
func TestCheckWithoutFailure(t *testing.T) {
	assert.NoError(t, Check(nil))
	assert.NoError(t, Check(&http.Response{}))
	transport := start(t, NewConfig().WithBase(reply(200, `{"type":"job","id":"j","steps":[{"title":"x","status":"success","result":null}]}`)))
	resp, err := transport.RoundTrip(request(t, t.Context(), "GET au-api.basiq.test/jobs/j"))
	require.NoError(t, err)
	_, ok := VerdictOf(resp)
	assert.True(t, ok)
	assert.NoError(t, Check(resp))
}

// TestTimeout: an answer that does not come in time is told from others, also
// through what net/http wraps around the error.
func TestTimeout(t *testing.T) {
	late := &url.Error{Op: "Get", URL: "https://x", Err: &Error{cause: context.DeadlineExceeded}}
	assert.True(t, late.Timeout())
	assert.ErrorIs(t, late, context.DeadlineExceeded)
	assert.False(t, (&url.Error{Err: &Error{cause: errors.New("x")}}).Timeout())
}

// TestStops: each has a name of its own and a reason to read.
func TestStops(t *testing.T) {
	seen := map[string]bool{}
	for s := StopForbidden; s <= StopContext; s++ {
		assert.NotEmpty(t, s.String())
		assert.False(t, seen[s.String()])
		seen[s.String()] = true
		e := &Error{Method: "GET", Host: "h", Stop: s, RetryAfter: 6 * time.Hour}
		assert.Contains(t, e.Error(), ": not sent again: "+s.reason()+": try again in 6h0m0s")
	}
	assert.Empty(t, StopNone.String())
	assert.Empty(t, Stop(99).String()+Stop(99).reason())
}
