package overlay

import "github.com/finfault/finfault/catalog"

// Load reads the binary form. It keeps no reference to b. The error is an
// [*Error] that says what is wrong with the bytes, or with a rule in them.
func Load(b []byte) (*Overlay, error) {
	if err := checkForm(b); err != nil {
		return nil, err
	}
	r := reader{b: string(b[headerSize:])}
	rules := make([]Rule, int(b[6])|int(b[7])<<8)
	for i := range rules {
		if r.rule(&rules[i]); r.short {
			return nil, damaged("its binary form ends in the middle of a rule")
		}
	}
	if len(r.b) > 0 {
		return nil, damaged("its binary form goes on behind the last rule")
	}
	if err := checkAll(rules); err != nil {
		return nil, err
	}
	return build(rules, sum(b[headerSize:])), nil
}

// checkForm looks at what stands before the rules.
func checkForm(b []byte) error {
	switch {
	case len(b) < headerSize || string(b[:4]) != magic:
		return damaged("is not in the binary form: compile its source with finfault overlay compile")
	case b[4] != version || b[5] != 0:
		return damaged("has a binary form of another version, this one reads 1: compile its source anew")
	case len(b) > MaxSize:
		return damaged("is larger than 512 KiB")
	case int(b[6])|int(b[7])<<8 > MaxRules:
		return damaged("has too many rules: at most 1024")
	}
	r := reader{b: string(b[8:headerSize])}
	if int(r.number(4)) != len(b) {
		return damaged("its binary form is cut, or more than one")
	}
	if s := sum(b[headerSize:]); r.number(4) != uint32(s) || r.number(4) != uint32(s>>32) {
		return damaged("its binary form is damaged: the sum differs")
	}
	return nil
}

// build makes the rules ready to be asked.
func build(rules []Rule, id uint64) *Overlay {
	o := &Overlay{rules: make([]rule, len(rules)), id: id}
	for i := range rules {
		r := &o.rules[i]
		r.Rule = rules[i]
		if w := &r.When; len(w.Messages) > 0 || w.Step != "" {
			r.narrow = &catalog.Narrow{Match: w.Messages, Step: w.Step}
		}
		if r.Decides() {
			r.row = r.Then.row(r.Name)
		}
		if len(r.When.Codes) == 0 {
			o.others = append(o.others, uint16(i))
		}
	}
	o.codes.fill(o.rules)
	return o
}

// row returns what a rule that decides says, as a row of the catalog would:
// the defaults of its category, and the rule's own fields.
func (t *Then) row(name string) catalog.Row {
	row := t.ground()
	row.Name, row.Reason, row.Certainty = name, name, catalog.Documented
	t.Amend(&row)
	return row
}

// Amend writes the rule's fields over those of a row, as far as rows have them.
// Outcome and category stay.
func (t *Then) Amend(row *catalog.Row) {
	t.amendRetry(row)
	if t.Has(FieldReason) {
		row.Reason = t.Reason
	}
	if t.Has(FieldCertainty) {
		row.Certainty, row.Alternatives = t.Certainty, t.Alternatives
	}
	if t.Has(FieldParty) {
		row.Party = t.Party
	}
	if t.Has(FieldSeverity) {
		row.Severity = t.Severity
	}
	if t.Has(FieldScope) {
		row.Scope = t.Scope
	}
}

// amendRetry keeps the ladder in step with the policy, unless the rule gives a
// ladder of its own: wait goes with a policy that waits.
func (t *Then) amendRetry(row *catalog.Row) {
	if t.Has(FieldPolicy) && t.Policy != row.Policy {
		row.Policy, row.MaxRetries, row.NotAutomatic = t.Policy, t.Policy.Schedule().MaxRetries, false
		if !t.Policy.Resends() {
			row.Actions = row.Actions.Without(catalog.Wait)
		}
	}
	if t.Has(FieldActions) {
		row.Actions = t.Actions
	}
	if t.Has(FieldMaxRetries) && (row.Policy.Resends() || row.Policy == catalog.Poll) {
		row.MaxRetries = t.MaxRetries
	}
	if t.Has(FieldAutomatic) {
		row.NotAutomatic = !t.Automatic
	}
}

// ground returns the row that the fields are written over.
func (t *Then) ground() catalog.Row {
	switch {
	case t.Has(FieldOutcome) && t.Outcome == catalog.OutcomeOK:
		return catalog.Row{Outcome: catalog.OutcomeOK, Category: catalog.None, Policy: catalog.Never}
	case t.Has(FieldOutcome) && t.Outcome == catalog.OutcomePending:
		row := catalog.Row{Outcome: catalog.OutcomePending, Category: catalog.None, Policy: catalog.Poll, Actions: catalog.Ladder{catalog.PollStatus},
			MaxRetries: catalog.Poll.Schedule().MaxRetries, Severity: catalog.SeverityNotice, Scope: catalog.ScopeConnection}
		if t.Actions.Contains(catalog.CompleteMFA) {
			row.Severity = catalog.SeverityActionRequired
		}
		return row
	}
	return catalog.CategoryRow(t.Category, "")
}

func (r *reader) rule(to *Rule) {
	to.Name = r.text()
	w := &to.When
	w.Providers, w.Shapes, w.Operations = r.byte(), r.number(4), catalog.OperationSet(r.number(2))
	for n := r.byte(); n > 0 && !r.short; n-- {
		w.Statuses = append(w.Statuses, StatusRange{uint16(r.number(2)), uint16(r.number(2))})
	}
	w.Codes, w.Messages, w.Step = r.texts(), r.texts(), r.text()
	to.Then.Set = Fields(r.number(4))
	for f := Fields(1); f <= allFields; f <<= 1 {
		if to.Then.Has(f) {
			r.field(&to.Then, f)
		}
	}
}

func (r *reader) field(t *Then, f Fields) {
	if p := t.small(f); p != nil {
		*p = r.byte()
		return
	}
	switch f {
	case FieldActions:
		for i := range t.Actions {
			t.Actions[i] = catalog.Action(r.byte())
		}
	case FieldAutomatic:
		t.Automatic = r.byte() != 0
	case FieldInitialMs:
		t.InitialMs = r.number(4)
	case FieldCapMs:
		t.CapMs = r.number(4)
	case FieldReason:
		t.Reason = r.text()
	case FieldAlternatives:
		t.Alternatives = catalog.CategorySet(r.number(4))
	}
}
