package observe_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"testing"
	"testing/slogtest"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/host/internal/planted"
	"github.com/finfault/finfault/host/observe"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// untimed leaves out what is not the same twice.
func untimed(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return observe.ReplaceAttr(groups, a)
}

// logged returns what a JSON handler writes of a value.
func logged(t *testing.T, value any) string {
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{ReplaceAttr: untimed})).Info("m", "verdict", value)
	var record struct{ Verdict json.RawMessage }
	require.NoError(t, json.Unmarshal(out.Bytes(), &record))
	return string(record.Verdict)
}

func limited() catalog.Verdict {
	return decoder.Classify(&decoder.Request{
		Provider: catalog.Basiq, Status: 429, Operation: catalog.Payment, Headers: []byte("Retry-After: 30\r\n"),
		Body: []byte(`{"type":"list","correlationId":"c-1","data":[{"type":"error","code":"too-many-requests","title":"Slow down","detail":"jane@example.com"}]}`),
	})
}

func TestLog(t *testing.T) {
	v := limited()
	want := `{"outcome":"error","provider":"basiq","shape":"basiq_errors","category":"rate_limited","party":"app","action":"wait",
		"retry":{"policy":"rate_limit","automatic":true,"after_ms":30000},"severity":"notice","scope":"app","effect":"not_applied",
		"code":"too-many-requests","reason":"basiq.too-many-requests","row":"basiq-206","basis":"code","certainty":"documented",
		"fingerprint":"` + v.Fingerprint().String() + `"}`
	assert.JSONEq(t, want, logged(t, observe.Log(&v)))
	assert.JSONEq(t, want, logged(t, observe.LogValue(&v)))
}

// TestLogOfWhatIsRare: what most verdicts leave out.
func TestLogOfWhatIsRare(t *testing.T) {
	var v catalog.Verdict
	v.Retry.ProviderHint = catalog.HintNo
	v.Drift = v.Drift.With(catalog.UnknownCode).With(catalog.TypeChanged)
	v.Truncated = true
	got := logged(t, observe.Log(&v))
	for _, member := range []string{`"drift":["unknown_code","type_changed"]`, `"truncated":true`, `"retry":{"automatic":false,"provider_hint":"no"}`} {
		assert.Contains(t, got, member)
	}
	v = catalog.Verdict{Outcome: catalog.OutcomeOK}
	assert.NotContains(t, logged(t, observe.Log(&v)), "fingerprint")
}

// TestReplaceAttr: a verdict that is logged as it is shows no more than one that
// is wrapped, and what is no verdict stays.
func TestReplaceAttr(t *testing.T) {
	v := limited()
	want := logged(t, observe.Log(&v))
	assert.Contains(t, string(v.AppendJSON(nil)), "jane@example.com")
	assert.JSONEq(t, want, logged(t, v))
	assert.JSONEq(t, want, logged(t, &v))
	assert.JSONEq(t, want, logged(t, &host.Verdict{Verdict: v}))
	for _, nothing := range []any{(*catalog.Verdict)(nil), (*host.Verdict)(nil), observe.Log(nil)} {
		assert.Equal(t, "null", logged(t, nothing))
	}
	assert.Equal(t, `["a"]`, logged(t, []string{"a"}))
	assert.Equal(t, `7`, logged(t, 7))
}

func TestLogIsReadWhenItIsWritten(t *testing.T) {
	v := limited()
	value := observe.Log(&v)
	kept := observe.LogValue(&v)
	v.Category = catalog.Conflict
	assert.Contains(t, logged(t, value), "conflict")
	assert.Contains(t, logged(t, kept), "rate_limited")
	assert.Equal(t, v.String(), value.(interface{ String() string }).String())
	assert.Empty(t, observe.Log(nil).(interface{ String() string }).String())
}

// TestAttrsShareNoMemory overwrites the body.
func TestAttrsShareNoMemory(t *testing.T) {
	body := []byte(`{"code":4011,"message":"x"}`)
	var d decoder.Decoder
	var v catalog.Verdict
	d.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: body}, &v)
	value := observe.LogValue(&v)
	for i := range body {
		body[i] = '#'
	}
	assert.Contains(t, logged(t, value), `"code":"4011"`)
}

func TestNoSecrets(t *testing.T) {
	var out bytes.Buffer
	options := &slog.HandlerOptions{ReplaceAttr: observe.ReplaceAttr}
	loggers := []*slog.Logger{slog.New(slog.NewJSONHandler(&out, options)), slog.New(slog.NewTextHandler(&out, options)), slog.New(slog.NewTextHandler(&out, nil))}
	for v := range planted.Verdicts {
		out.Reset()
		for i, l := range loggers {
			l.With("before", observe.Log(v)).WithGroup("g").Info("m", "wrapped", observe.Log(v), "value", observe.LogValue(v))
			if i < 2 {
				l.Info("m", "pointer", v, "value", *v)
			}
		}
		require.Empty(t, planted.In(out.String()))
	}
}

// TestHandlersAreNotDisturbed: a handler with ReplaceAttr is one by the rules.
func TestHandlersAreNotDisturbed(t *testing.T) {
	var out bytes.Buffer
	slogtest.Run(t, func(*testing.T) slog.Handler {
		out.Reset()
		return slog.NewJSONHandler(&out, &slog.HandlerOptions{ReplaceAttr: observe.ReplaceAttr})
	}, func(t *testing.T) map[string]any {
		record := map[string]any{}
		require.NoError(t, json.Unmarshal(out.Bytes(), &record))
		return record
	})
}

func ExampleLog() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: untimed}))
	v := decoder.Classify(&decoder.Request{
		Provider: catalog.MX, Status: 401, Operation: catalog.Read, Body: []byte(`{"code":4011,"message":"The JWT of jane@example.com is invalid"}`),
	})
	logger.Warn("accounts not read", "verdict", observe.Log(&v))
	// Output:
	// level=WARN msg="accounts not read" verdict.outcome=error verdict.provider=mx verdict.shape=mx_error verdict.category=token_expired verdict.party=app verdict.action=refresh_token verdict.retry.policy=after_refresh verdict.retry.automatic=true verdict.severity=silent verdict.scope=app verdict.code=4011 verdict.reason=mx.4011 verdict.row=mx-114 verdict.basis=code verdict.certainty=documented verdict.fingerprint=f1:38e0887437d789c5
}
