package overlay

import "github.com/finfault/finfault/catalog"

// checks each return the first thing of a kind that is wrong with a rule.
var checks = [...]func(*Rule) *Error{checkName, checkWhen, checkReach, checkOutcome, checkRetry, checkDelays, checkActions, checkWords, checkByText}

// Check returns an error of type [*Error], without the rule's number, that
// names the first thing that is wrong with the rule, or nil.
func (r *Rule) Check() error {
	for _, check := range checks {
		if err := r.named(check(r)); err != nil {
			return err
		}
	}
	return nil
}

// Problems is Check for those who want to hear of more than the first thing:
// one of each kind.
func (r *Rule) Problems() (list []*Error) {
	for _, check := range checks {
		if err := r.named(check(r)); err != nil {
			list = append(list, err)
		}
	}
	return list
}

// named puts the rule's name into an error, unless that is what is wrong.
func (r *Rule) named(err *Error) *Error {
	if err != nil && err.Key != "name" {
		err.Name = r.Name
	}
	return err
}

func wrong(key, problem string) *Error { return &Error{Key: key, Problem: problem} }

func checkName(r *Rule) *Error {
	switch {
	case r.Name == "":
		return wrong("name", "is missing: each rule needs a name of its own")
	case !isName(r.Name):
		return wrong("name", "has to have at most 64 letters, digits, \"-\", \"_\" and \".\"")
	case isCatalogRow(r.Name):
		return wrong("name", "has the form of the catalog's own rows, such as basiq-9: add a word of yours")
	}
	return nil
}

func isName(s string) bool {
	if len(s) == 0 || len(s) > MaxName {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c|0x20-'a' >= 26 && c-'0' >= 10 && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}

// isCatalogRow reports a word, a hyphen and a number.
func isCatalogRow(s string) bool {
	i := 0
	for i < len(s) && s[i]-'a' < 26 {
		i++
	}
	if i == 0 || i == len(s) || s[i] != '-' {
		return false
	}
	for i++; i < len(s) && s[i]-'0' < 10; i++ {
	}
	return i == len(s) && s[i-1] != '-'
}

func checkWhen(r *Rule) *Error {
	w := &r.When
	switch {
	case len(w.Statuses) > MaxList:
		return wrong("when.status", "lists too many statuses: at most 64")
	case len(w.Codes) > MaxList:
		return wrong("when.code", "lists too many codes: at most 64")
	case len(w.Messages) > MaxList:
		return wrong("when.message", "lists too many texts: at most 64")
	case w.Providers&^validProviders != 0:
		return wrong("when.provider", "names a provider that does not exist")
	case w.Shapes>>catalog.NumShapes != 0:
		return wrong("when.shape", "names a shape that does not exist")
	case w.Operations>>catalog.NumOperations != 0:
		return wrong("when.operation", "names an operation that does not exist")
	}
	return checkConditions(w)
}

// checkConditions looks at each entry of the lists.
func checkConditions(w *When) *Error {
	for _, s := range w.Statuses {
		if s.From > s.To || s.To > 999 || s.From < 100 && s.To != 0 {
			return wrong("when.status", "has to be from 100 to 999, or 0 for no answer")
		}
	}
	for _, c := range w.Codes {
		var key catalog.CodeKey
		if !catalog.NormalizeCode(&key, c) || !key.Is(c) {
			return wrong("when.code", "has to have 1 to 64 bytes, and stand in its normalised form")
		}
	}
	for _, m := range w.Messages {
		if !isLowerText(m) {
			return wrong("when.message", "has to have 3 to 200 bytes, in lower case")
		}
	}
	if w.Step != "" && !isLowerText(w.Step) {
		return wrong("when.step", "has to have 3 to 200 bytes, in lower case")
	}
	return nil
}

const validProviders = 1<<catalog.Basiq | 1<<catalog.Synapse | 1<<catalog.TrueLayer | 1<<catalog.MX

func isLowerText(s string) bool {
	if len(s) < 3 || len(s) > MaxText {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i]-'A' < 26 {
			return false
		}
	}
	return true
}

// checkReach refuses rules that would reach further than anybody means.
func checkReach(r *Rule) *Error {
	w, t := &r.When, &r.Then
	if t.Set == 0 {
		return wrong("then", "is empty: name at least one field to set")
	}
	if t.Set&^allFields != 0 {
		return wrong("then", "sets fields that do not exist")
	}
	narrow := len(w.Statuses) > 0 || w.Shapes != 0 || r.ByBody()
	if !narrow && w.Providers == 0 && w.Operations == 0 {
		return wrong("when", "is empty: the rule would apply to every answer")
	}
	if r.Decides() && !narrow {
		return wrong("when", "would apply to successes too: name a status, a code, a message, a shape or a step")
	}
	if t.Has(FieldCategory) && t.Category == catalog.InvalidRequest && w.only5xx() {
		return wrong("then.category", "cannot be invalid_request: a 5xx is never an invalid request, and the rule names only such statuses")
	}
	return nil
}

func (w *When) only5xx() bool {
	for _, s := range w.Statuses {
		if s.From < 500 || s.To > 599 {
			return false
		}
	}
	return len(w.Statuses) > 0
}

// checkOutcome holds the fields against the outcome they go with.
func checkOutcome(r *Rule) *Error {
	t := &r.Then
	switch {
	case t.Has(FieldOutcome) && t.Outcome.String() == "":
		return wrong("then.outcome", "does not exist")
	case t.Has(FieldCategory) && t.Category >= catalog.NumCategories:
		return wrong("then.category", "does not exist")
	case !t.Has(FieldOutcome):
		return nil
	}
	switch t.Outcome {
	case catalog.OutcomeError:
		if !t.Has(FieldCategory) {
			return wrong("then.category", "is missing: an outcome of error needs one")
		}
	case catalog.OutcomeOK:
		if f := t.Set &^ (FieldOutcome | FieldReason | FieldCertainty); f != 0 {
			return wrong("then."+firstKey(f), "does not go with the outcome ok, which has nothing to do")
		}
	case catalog.OutcomePending:
		if f := t.Set &^ (FieldOutcome | FieldReason | FieldCertainty | FieldActions | FieldSeverity | fieldsOfDelays | FieldMaxRetries); f != 0 {
			return wrong("then."+firstKey(f), "does not go with the outcome pending, which is polled")
		}
	}
	return nil
}

// firstKey returns the name of the first field of a set.
func firstKey(f Fields) string { return (f & -f).Key() }

func checkRetry(r *Rule) *Error {
	t := &r.Then
	if t.Has(FieldPolicy) && (t.Policy == catalog.PolicyNone || t.Policy > catalog.Never) {
		return wrong("then.retry.policy", "does not exist")
	}
	policy := t.policy()
	if policy == catalog.PolicyNone {
		return nil // the catalog's, which is not known yet
	}
	if t.Has(FieldAutomatic) && t.Automatic && !policy.Schedule().Automatic {
		return wrong("then.retry.automatic", "cannot be true with the policy "+policy.String()+", which waits for a person")
	}
	if f := t.Set & (fieldsOfDelays | FieldMaxRetries); f != 0 && !policy.Resends() && policy != catalog.Poll {
		return wrong("then."+firstKey(f), "does not go with the policy "+policy.String()+", which has no delays")
	}
	return nil
}

// policy returns the policy that the rule leads to, or PolicyNone where that
// depends on the catalog.
func (t *Then) policy() catalog.Policy {
	switch {
	case t.Has(FieldPolicy):
		return t.Policy
	case t.Has(FieldOutcome) && t.Outcome == catalog.OutcomePending:
		return catalog.Poll
	case t.Has(FieldCategory):
		return t.Category.Defaults().Policy
	}
	return catalog.PolicyNone
}

func checkDelays(r *Rule) *Error {
	t := &r.Then
	switch {
	case t.Has(FieldInitialMs) && t.InitialMs > MaxDelayMs:
		return wrong("then.retry.initial_ms", "is too long: at most 86400000 (24 hours)")
	case t.Has(FieldCapMs) && t.CapMs > MaxDelayMs:
		return wrong("then.retry.cap_ms", "is too long: at most 86400000 (24 hours)")
	case t.Has(FieldInitialMs) && t.Has(FieldCapMs) && t.InitialMs > t.CapMs:
		return wrong("then.retry.cap_ms", "is shorter than initial_ms")
	case t.Has(FieldFactor) && (t.FactorTenths < 10 || t.FactorTenths > 100):
		return wrong("then.retry.factor", "has to be from 1 to 10, in tenths")
	case t.Has(FieldMaxRetries) && t.MaxRetries > MaxRetries:
		return wrong("then.retry.max_retries", "is too high: at most 100")
	}
	return nil
}

func checkActions(r *Rule) *Error {
	t := &r.Then
	if !t.Has(FieldActions) {
		return nil
	}
	n := t.Actions.Len()
	var seen uint32
	for i, a := range t.Actions {
		switch {
		case i >= n && a != catalog.ActionNone, a != catalog.ActionNone && a.String() == "":
			return wrong("then.actions", "names an action that does not exist")
		case i < n && seen>>a&1 == 1:
			return wrong("then.actions", "names "+a.String()+" twice")
		case a == catalog.Wait && t.policy() != catalog.PolicyNone && !t.policy().Resends() && t.policy() != catalog.Poll:
			return wrong("then.actions", "cannot have wait with the policy "+t.policy().String()+": nothing gets better by waiting")
		case i < n && t.Has(FieldOutcome) && t.Outcome == catalog.OutcomePending && a != catalog.CompleteMFA && a != catalog.PollStatus:
			return wrong("then.actions", "can be complete_mfa and poll_status with the outcome pending")
		}
		seen |= 1 << a
	}
	if n == 0 {
		return wrong("then.actions", "is empty: name at least one action")
	}
	return nil
}

// checkWords looks at the fields whose values are names.
func checkWords(r *Rule) *Error {
	t := &r.Then
	for _, f := range [...]struct {
		field Fields
		name  string
	}{
		{FieldParty, t.Party.String()}, {FieldSeverity, t.Severity.String()}, {FieldScope, t.Scope.String()}, {FieldEffect, t.Effect.String()},
		{FieldGRPCCode, t.GRPCCode.String()}, {FieldCertainty, t.Certainty.String()},
	} {
		if t.Has(f.field) && f.name == "" {
			return wrong("then."+f.field.Key(), "does not exist")
		}
	}
	switch {
	case t.Has(FieldReason) && !isName(t.Reason):
		return wrong("then.reason", "has to have at most 64 letters, digits, \"-\", \"_\" and \".\"")
	case t.Has(FieldAlternatives) && (t.Alternatives == 0 || t.Alternatives>>catalog.NumCategories != 0):
		return wrong("then.alternatives", "has to name at least one category")
	case t.Has(FieldAlternatives) && (!t.Has(FieldCertainty) || t.Certainty != catalog.Ambiguous):
		return wrong("then.alternatives", "goes with the certainty ambiguous only")
	case t.Has(FieldAlternatives) && t.Has(FieldCategory) && t.Alternatives.Has(t.Category):
		return wrong("then.alternatives", "names the rule's own category")
	}
	return nil
}

// checkByText refuses what a text of the provider's must never lead to.
func checkByText(r *Rule) *Error {
	t := &r.Then
	switch {
	case !r.ByText():
		return nil
	case t.Has(FieldOutcome) && t.Outcome == catalog.OutcomeOK:
		return wrong("then.outcome", "cannot be ok where a message decides: whoever writes the text could hide a failure")
	case t.Has(FieldEffect) && t.Effect == catalog.EffectNotApplied:
		return wrong("then.effect", "cannot be not_applied where a message decides: whoever writes the text could have a payment repeated")
	}
	return nil
}
