package decision

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/internal/names"
)

// form is the JSON form, with the names of that of a verdict.
type form struct {
	Outcome  string   `json:"outcome"`
	Category string   `json:"category"`
	Party    string   `json:"party"`
	Actions  []string `json:"actions"`
	Retry    retry    `json:"retry"`
	Severity string   `json:"severity"`
	Scope    string   `json:"scope"`
	Effect   string   `json:"effect,omitempty"`
}

type retry struct {
	Policy     string  `json:"policy"`
	Automatic  bool    `json:"automatic"`
	InitialMs  uint32  `json:"initial_ms,omitempty"`
	Factor     float64 `json:"factor,omitempty"`
	CapMs      uint32  `json:"cap_ms,omitempty"`
	MaxRetries uint8   `json:"max_retries,omitempty"`
}

// MarshalJSON returns the decision with the names of a verdict's JSON form.
func (d Decision) MarshalJSON() ([]byte, error) {
	f := form{
		Outcome: d.Outcome.String(), Category: d.Category.String(), Party: d.Party.String(), Actions: []string{},
		Retry: retry{Policy: d.Policy.String(), Automatic: d.Automatic, InitialMs: d.InitialMs,
			Factor: float64(d.FactorTenths) / 10, CapMs: d.CapMs, MaxRetries: d.MaxRetries},
		Severity: d.Severity.String(), Scope: d.Scope.String(), Effect: d.Effect.String(),
	}
	for _, a := range d.Actions.Slice() {
		f.Actions = append(f.Actions, a.String())
	}
	return json.Marshal(f)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Decision) UnmarshalJSON(text []byte) error {
	var f form
	if err := json.Unmarshal(text, &f); err != nil {
		return err
	}
	var p names.Parser
	*d = Decision{Automatic: f.Retry.Automatic, MaxRetries: f.Retry.MaxRetries, InitialMs: f.Retry.InitialMs, CapMs: f.Retry.CapMs,
		FactorTenths: uint8(math.Round(min(max(f.Retry.Factor, 0), 25) * 10))}
	d.Outcome = names.Parse(&p, catalog.ParseOutcome, "outcome", f.Outcome)
	d.Category = names.Parse(&p, catalog.ParseCategory, "category", f.Category)
	d.Party = names.Parse(&p, catalog.ParseParty, "party", f.Party)
	d.Policy = names.Parse(&p, catalog.ParsePolicy, "retry.policy", f.Retry.Policy)
	d.Severity = names.Parse(&p, catalog.ParseSeverity, "severity", f.Severity)
	d.Scope = names.Parse(&p, catalog.ParseScope, "scope", f.Scope)
	if f.Effect != "" {
		d.Effect = names.Parse(&p, catalog.ParseEffect, "effect", f.Effect)
	}
	for i, name := range f.Actions {
		if i == len(d.Actions) {
			return fmt.Errorf("actions: more than %d", len(d.Actions))
		}
		d.Actions[i] = names.Parse(&p, catalog.ParseAction, "actions", name)
	}
	return p.Err
}
