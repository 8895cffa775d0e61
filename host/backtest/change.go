package backtest

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/seen"
)

// Key is what a change is known by.
type Key struct {
	Provider catalog.Provider
	// Status is the HTTP status on the wire, 0 for no answer.
	Status    int
	Operation catalog.Operation
	// Code is the provider's code as far as it may be shown.
	Code          string
	Before, After Side
}

// Side is one of the two verdicts.
type Side struct {
	// Row is the row or rule that decided, or "".
	Row string
	decision.Decision
}

// ID is the key as a text; no two keys have the same.
func (k Key) ID() string {
	return strings.Join([]string{fmt.Sprint(uint8(k.Provider), k.Status, uint8(k.Operation)), k.Code, k.Before.id(), k.After.id()}, "\x00")
}

func (s *Side) id() string {
	d := &s.Decision
	return s.Row + fmt.Sprint("\x00", d.Outcome, d.Category, d.Party, d.Severity, d.Scope, d.Effect, d.Policy, d.Automatic, d.MaxRetries,
		d.FactorTenths, d.InitialMs, d.CapMs, d.Actions.Slice())
}

// NewRetry reports whether answers are now resent without a person that were
// not before. To poll is not to resend.
func (k *Key) NewRetry() bool { return k.After.Resends() && !k.Before.Resends() }

// Differences are the fields that changed, those first on which most depends.
func (k *Key) Differences() []decision.Difference {
	return decision.Differences(&k.Before.Decision, &k.After.Decision)
}

// Change is a change of the decision on a number of answers.
type Change struct {
	Key
	seen.Span
}

// compare orders changes for people: those that lead to a retry first, then the
// most frequent.
func compare(a, b *Change) int {
	return cmp.Or(
		cmp.Compare(urgency(&a.Key), urgency(&b.Key)),
		-cmp.Compare(a.Count, b.Count),
		cmp.Compare(a.Provider, b.Provider),
		cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.Operation, b.Operation),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.ID(), b.ID()),
	)
}

// urgency is 0 for what leads to a retry.
func urgency(k *Key) int {
	if k.NewRetry() {
		return 0
	}
	return 1
}
