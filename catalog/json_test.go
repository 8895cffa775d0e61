package catalog_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func fullVerdict() catalog.Verdict {
	v := catalog.Verdict{
		Provider: catalog.Basiq, Shape: catalog.ShapeBasiqErrors, Category: catalog.TokenExpired, Party: catalog.PartyApp,
		Severity: catalog.SeverityNotice, Scope: catalog.ScopeApp, Effect: catalog.EffectUnknown, GRPCCode: catalog.GRPCUnauthenticated,
		Basis: catalog.BasisMessage, Certainty: catalog.Ambiguous, Truncated: true, Actions: catalog.Ladder{catalog.RefreshToken, catalog.Wait},
		Alternatives: catalog.Categories(catalog.PermissionDenied, catalog.NotFound), Code: "c\"1", Reason: "r", Row: "basiq-9",
		Title: "t\n", Detail: "d\u2028<", TraceID: "i", Source: "s",
		Errors: []catalog.ErrorItem{{Category: catalog.Conflict, Party: catalog.PartyApp, Policy: catalog.Never, Code: "x"}, {Category: catalog.NotFound}},
	}
	v.Drift = v.Drift.With(catalog.UnknownCode).With(catalog.TypeChanged)
	v.Retry.SetPolicy(catalog.Poll)
	v.Retry.AfterMs, v.Retry.ProviderHint = 7, catalog.HintNo
	return v
}

func TestJSONForm(t *testing.T) {
	v := fullVerdict()
	assert.JSONEq(t, `{"outcome":"error","provider":"basiq","shape":"basiq_errors","category":"token_expired","party":"app",
		"actions":["refresh_token","wait"],
		"retry":{"policy":"poll","automatic":true,"initial_ms":3000,"factor":1.5,"cap_ms":30000,"max_retries":20,"after_ms":7,"provider_hint":"no"},
		"severity":"notice","scope":"app","effect":"unknown","grpc_code":"UNAUTHENTICATED","code":"c\"1","reason":"r","title":"t\n","detail":"d\u2028<",
		"trace_id":"i","source":"s","row":"basiq-9","basis":"message","certainty":"ambiguous","alternatives":["not_found","permission_denied"],
		"errors":[{"category":"conflict","party":"app","actions":[],"retry":{"policy":"never"},"severity":"silent","code":"x","basis":"none","certainty":"unknown"},
			{"category":"not_found","party":"unknown","actions":[],"retry":{},"severity":"silent","basis":"none","certainty":"unknown"}],
		"drift":["unknown_code","type_changed"],"truncated":true}`, string(v.AppendJSON(nil)))
	viaMarshal, err := json.Marshal(&v)
	require.NoError(t, err)
	assert.JSONEq(t, string(v.AppendJSON(nil)), string(viaMarshal))
}

// TestJSONLeavesEmptyFieldsOut: outcome, provider, category, party, actions and
// retry are always there.
func TestJSONLeavesEmptyFieldsOut(t *testing.T) {
	v := catalog.Verdict{Outcome: catalog.OutcomeOK, Category: catalog.None}
	v.Retry.SetPolicy(catalog.Never)
	assert.Equal(t, `{"outcome":"ok","provider":"unknown","shape":"other","category":"none","party":"unknown","actions":[],`+
		`"retry":{"policy":"never","automatic":false,"provider_hint":"unknown"},"severity":"silent","scope":"request","grpc_code":"OK","basis":"none","certainty":"unknown"}`,
		string(v.AppendJSON(nil)))
}

func TestStringShowsNoText(t *testing.T) {
	v := fullVerdict()
	v.Title, v.Detail, v.Source, v.TraceID = "SECRET", "SECRET", "SECRET", "SECRET"
	v.Code = "SECRET 1234"
	v.Errors[0].Title, v.Errors[0].Detail, v.Errors[0].Source, v.Errors[0].Code = "SECRET", "SECRET", "SECRET", "SECRET"
	for _, shown := range []string{v.String(), v.GoString(), v.Errors[0].String(), v.Errors[0].GoString()} {
		assert.NotContains(t, shown, "SECRET")
	}
	assert.Equal(t, "error provider=basiq category=token_expired party=app retry=poll automatic action=refresh_token row=basiq-9 code=redacted fingerprint=f1:03b0a8984339510b", v.String())
}

func TestCloneSharesNothing(t *testing.T) {
	v := fullVerdict()
	c := v.Clone()
	assert.Equal(t, v.String(), c.String())
	v.Errors[0].Code = "changed"
	assert.Equal(t, "x", c.Errors[0].Code)
	empty := (&catalog.Verdict{}).Clone()
	assert.Nil(t, empty.Errors)
}

// FuzzJSONString: what is written reads back, with what is no UTF-8 as U+FFFD.
func FuzzJSONString(f *testing.F) {
	for _, s := range []string{"", "plain", "\"\\\b\f\n\r\t\x00\x1f\x7f", "<>&\u2028\u2029", "\xff\xc3(", "\U0001f600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		raw := catalog.AppendJSONString(nil, s)
		var back string
		require.NoError(t, json.Unmarshal(raw, &back), "%q", raw)
		assert.True(t, utf8.Valid(raw))
		assert.False(t, strings.ContainsAny(string(raw), "<>&\x7f\n"), "%q", raw)
		if utf8.ValidString(s) {
			assert.Equal(t, s, back)
		} else {
			assert.Equal(t, string([]rune(s)), back)
		}
	})
}
