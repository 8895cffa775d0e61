// Package decision is the part of a verdict that programs act upon, as a value
// that can be compared: what drift reports as a starting point, and what a
// backtest compares.
package decision

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
)

// Decision is what a verdict says is to be done. It holds nothing that the
// provider sent, and no time that a header gave.
type Decision struct {
	Outcome  catalog.Outcome
	Category catalog.Category
	Party    catalog.Party
	Severity catalog.Severity
	Scope    catalog.Scope
	Effect   catalog.Effect
	// Policy, Automatic and what follows are those of [catalog.Retry].
	Policy       catalog.Policy
	Automatic    bool
	MaxRetries   uint8
	FactorTenths uint8
	InitialMs    uint32
	CapMs        uint32
	Actions      catalog.Ladder
}

// Of returns the decision of a verdict.
func Of(v *catalog.Verdict) Decision {
	r := &v.Retry
	return Decision{
		Outcome: v.Outcome, Category: v.Category, Party: v.Party, Severity: v.Severity, Scope: v.Scope, Effect: v.Effect,
		Policy: r.Policy, Automatic: r.Automatic, MaxRetries: r.MaxRetries, FactorTenths: r.FactorTenths,
		InitialMs: r.InitialMs, CapMs: r.CapMs, Actions: v.Actions,
	}
}

// Resends reports whether code sends the request again without a person. To
// poll is to read the state again, and resends nothing.
func (d *Decision) Resends() bool { return d.Automatic && d.Policy != catalog.Poll }

// field is a field of a decision.
type field struct {
	// name is that in the JSON form of a verdict.
	name string
	// order is how careful two decisions are in it.
	order func(a, b *Decision) int
	text  func(d *Decision) string
}

// fields are all fields, those first on which most depends.
var fields = []field{
	{"outcome", func(a, b *Decision) int { return cmp.Compare(b.Outcome, a.Outcome) }, func(d *Decision) string { return d.Outcome.String() }},
	{"retry.policy", func(a, b *Decision) int { return cmp.Compare(a.Policy, b.Policy) }, func(d *Decision) string { return d.Policy.String() }},
	{"retry.automatic", func(a, b *Decision) int { return -compareBools(a.Automatic, b.Automatic) }, func(d *Decision) string { return strconv.FormatBool(d.Automatic) }},
	{"category", func(a, b *Decision) int { return cmp.Compare(a.Category, b.Category) }, func(d *Decision) string { return d.Category.String() }},
	{"party", func(a, b *Decision) int { return cmp.Compare(a.Party, b.Party) }, func(d *Decision) string { return d.Party.String() }},
	{"actions", func(a, b *Decision) int { return slices.Compare(a.Actions[:], b.Actions[:]) }, func(d *Decision) string { return ladder(d.Actions) }},
	{"severity", func(a, b *Decision) int { return cmp.Compare(a.Severity, b.Severity) }, func(d *Decision) string { return d.Severity.String() }},
	{"scope", func(a, b *Decision) int { return cmp.Compare(a.Scope, b.Scope) }, func(d *Decision) string { return d.Scope.String() }},
	{"effect", func(a, b *Decision) int { return cmp.Compare(a.Effect, b.Effect) }, func(d *Decision) string { return cmp.Or(d.Effect.String(), "-") }},
	{"retry.max_retries", func(a, b *Decision) int { return -cmp.Compare(a.MaxRetries, b.MaxRetries) }, func(d *Decision) string { return strconv.Itoa(int(d.MaxRetries)) }},
	{"retry.initial_ms", func(a, b *Decision) int { return cmp.Compare(a.InitialMs, b.InitialMs) }, func(d *Decision) string { return strconv.Itoa(int(d.InitialMs)) }},
	{"retry.factor", func(a, b *Decision) int { return cmp.Compare(a.FactorTenths, b.FactorTenths) }, func(d *Decision) string { return strconv.FormatFloat(float64(d.FactorTenths)/10, 'g', -1, 64) }},
	{"retry.cap_ms", func(a, b *Decision) int { return cmp.Compare(a.CapMs, b.CapMs) }, func(d *Decision) string { return strconv.Itoa(int(d.CapMs)) }},
}

// ladder joins the rungs.
func ladder(l catalog.Ladder) string {
	var names []string
	for _, a := range l.Slice() {
		names = append(names, a.String())
	}
	return cmp.Or(strings.Join(names, " > "), "-")
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Compare orders decisions by how careful they are: of two, the greater one does
// less by itself. It is 0 only for equal ones.
func Compare(a, b *Decision) int {
	for _, f := range fields {
		if c := f.order(a, b); c != 0 {
			return c
		}
	}
	return 0
}

// Difference is a field in which two decisions differ, by its name in the JSON
// form of a verdict.
type Difference struct{ Field, Before, After string }

// Differences returns the fields in which two decisions differ, those first on
// which most depends.
func Differences(before, after *Decision) []Difference {
	var all []Difference
	for _, f := range fields {
		if f.order(before, after) != 0 {
			all = append(all, Difference{f.name, f.text(before), f.text(after)})
		}
	}
	return all
}
