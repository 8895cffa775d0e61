package observe

import (
	"log/slog"
	"strings"

	"github.com/finfault/finfault/catalog"
)

// Attrs returns what may be shown of a verdict, by the names of its JSON form;
// what is empty is left out. Two names are not in that form: action is the first
// rung of the ladder, fingerprint is [catalog.Verdict.Fingerprint]. code is as
// [catalog.SafeCode] has it.
//
// The attributes hold no personal data, and share no memory with body, headers
// or decoder: they may be kept.
func Attrs(v *catalog.Verdict) []slog.Attr {
	a := make(attrs, 0, 18)
	a.text("outcome", v.Outcome.String())
	a.text("provider", v.Provider.String())
	a.text("shape", v.Shape.String())
	a.text("category", v.Category.String())
	a.text("party", v.Party.String())
	a.text("action", v.Actions.First().String())
	a = append(a, slog.Attr{Key: "retry", Value: slog.GroupValue(retry(&v.Retry)...)})
	a.text("severity", v.Severity.String())
	a.text("scope", v.Scope.String())
	a.text("effect", v.Effect.String())
	// A code of the catalog would come back as it stands in the body.
	a.text("code", strings.Clone(catalog.SafeCode(v.Provider, v.Code)))
	a.text("reason", v.Reason)
	a.text("row", v.Row)
	a.text("basis", v.Basis.String())
	a.text("certainty", v.Certainty.String())
	if v.Drift != 0 {
		a = append(a, slog.Any("drift", drifts(v.Drift)))
	}
	if v.Truncated {
		a = append(a, slog.Bool("truncated", true))
	}
	if v.Outcome == catalog.OutcomeError {
		a.text("fingerprint", v.Fingerprint().String())
	}
	return a
}

type attrs []slog.Attr

// text adds a text unless it is empty.
func (a *attrs) text(key, value string) {
	if value != "" {
		*a = append(*a, slog.String(key, value))
	}
}

// retry returns what tells retries apart that were made, or not made.
func retry(r *catalog.Retry) []slog.Attr {
	a := attrs{}
	a.text("policy", r.Policy.String())
	a = append(a, slog.Bool("automatic", r.Automatic))
	if r.AfterMs != 0 {
		a = append(a, slog.Int64("after_ms", int64(r.AfterMs)))
	}
	if r.ProviderHint != catalog.HintUnknown {
		a.text("provider_hint", r.ProviderHint.String())
	}
	return a
}

func drifts(set catalog.DriftSet) []string {
	var names []string
	for d := range set.All {
		names = append(names, d.String())
	}
	return names
}
