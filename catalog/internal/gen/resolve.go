package main

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
)

// resolvedRow is a row with its category's defaults filled in.
type resolvedRow struct {
	data   *data.Row
	row    catalog.Row
	key    string   // normalised code, "" without one
	spells []string // listed spellings, the main one first
}

func resolve(d *data.Row) (resolvedRow, error) {
	out := resolvedRow{data: d}
	ns, ok := catalog.ParseNamespace(d.Namespace)
	if !ok {
		return out, fmt.Errorf("namespace %q is unknown", d.Namespace)
	}
	if err := out.resolveCode(); err != nil {
		return out, err
	}
	r := &out.row
	r.ID, r.Provider, r.Namespace, r.Name, r.Reason = uint16(d.ID), d.Provider, ns, d.Name(), d.Reason
	if d.Listed {
		return out, nil
	}
	if err := out.resolveClass(); err != nil {
		return out, err
	}
	return out, out.resolveConditions()
}

func (r *resolvedRow) resolveCode() error {
	if r.data.Code == "" {
		return nil
	}
	r.spells = append([]string{r.data.Code}, r.data.Spellings...)
	for i, s := range r.spells {
		var key catalog.CodeKey
		if !catalog.NormalizeCode(&key, s) {
			return fmt.Errorf("code %q is empty or longer than %d bytes", s, catalog.MaxCodeLength)
		}
		if i == 0 {
			r.key = key.String()
		} else if key.String() != r.key {
			return fmt.Errorf("spelling %q normalises to %q, its code to %q", s, key.String(), r.key)
		}
	}
	return nil
}

// resolveClass fills in what the row says, from the category where it says nothing.
func (r *resolvedRow) resolveClass() error {
	d, row := r.data, &r.row
	row.Category, row.Policy, row.Certainty = catalog.None, catalog.Never, catalog.Documented
	row.Scope = catalog.ScopeRequest
	if d.Outcome != "" {
		if err := set(&row.Outcome, catalog.ParseOutcome, d.Outcome, "outcome"); err != nil {
			return err
		}
	}
	switch row.Outcome {
	case catalog.OutcomeError:
		if err := set(&row.Category, catalog.ParseCategory, d.Category, "category"); err != nil {
			return err
		}
		c := row.Category.Defaults()
		row.Party, row.Actions, row.Policy, row.Severity, row.Scope = c.Party, c.Actions, c.Policy, c.Severity, c.Scope
	case catalog.OutcomePending:
		row.Policy, row.Severity, row.Scope = catalog.Poll, catalog.SeverityNotice, catalog.ScopeConnection
	}
	err := first(
		setIf(&row.Party, catalog.ParseParty, d.Party, "party"),
		setIf(&row.Policy, catalog.ParsePolicy, d.Retry, "retry"),
		setIf(&row.Severity, catalog.ParseSeverity, d.Severity, "severity"),
		setIf(&row.Scope, catalog.ParseScope, d.Scope, "scope"),
		setIf(&row.Certainty, catalog.ParseCertainty, d.Certainty, "certainty"),
		setIf(&row.ProviderHint, catalog.ParseHint, d.ProviderHint, "provider_hint"),
	)
	if err != nil {
		return err
	}
	if len(d.Actions) > len(row.Actions) {
		return fmt.Errorf("actions: at most %d rungs", len(row.Actions))
	}
	if len(d.Actions) > 0 {
		row.Actions = catalog.Ladder{}
		for i, a := range d.Actions {
			if err := set(&row.Actions[i], catalog.ParseAction, a, "actions"); err != nil {
				return err
			}
		}
	}
	for _, a := range d.Alternatives {
		var c catalog.Category
		if err := set(&c, catalog.ParseCategory, a, "alternatives"); err != nil {
			return err
		}
		row.Alternatives = row.Alternatives.With(c)
	}
	row.MaxRetries = row.Policy.Schedule().MaxRetries
	if d.MaxRetries != nil {
		row.MaxRetries = uint8(*d.MaxRetries)
	}
	row.NotAutomatic = d.Automatic != nil && !*d.Automatic
	row.NoCode = d.NoCode
	return r.checkClass()
}

// checkClass holds the row against the contract's rules for every row.
func (r *resolvedRow) checkClass() error {
	row := &r.row
	if row.Actions.First() == catalog.Wait && row.Policy == catalog.Never && r.data.Code != "4221" {
		return fmt.Errorf("actions begin with wait, but retry is never")
	}
	if row.Category == catalog.Unsupported && row.Party == catalog.PartyApp && row.Scope != catalog.ScopeRequest {
		return fmt.Errorf("unsupported with party app has scope request")
	}
	if row.Outcome == catalog.OutcomeError && row.Actions.Len() == 0 {
		return fmt.Errorf("an error needs actions")
	}
	return nil
}

func (r *resolvedRow) resolveConditions() error {
	d, w := r.data, &r.row.When
	w.Class = uint8(d.StatusClass)
	if len(d.Status) == 1 && d.Status[0] != 0 {
		w.Status = uint16(d.Status[0])
	} else {
		for _, s := range d.Status {
			w.Statuses = append(w.Statuses, uint16(s))
		}
	}
	for _, name := range d.Operation {
		var o catalog.Operation
		if err := set(&o, catalog.ParseOperation, name, "operation"); err != nil {
			return err
		}
		w.Operations |= 1 << o
	}
	n := catalog.Narrow{Match: d.Match, Equals: d.Equals, Unless: d.Unless, Subcode: d.Subcode, SourceIs: d.SourceIs,
		NamedID: d.Form == "named_id", Unsuccessful: d.Success != nil && !*d.Success}
	if len(d.Step) > 1 || d.Form != "" && !n.NamedID || d.Success != nil && *d.Success {
		return fmt.Errorf("step takes one title, form only named_id, success only false")
	}
	if len(d.Step) == 1 {
		n.Step = d.Step[0]
	}
	if narrows(&n) {
		w.Narrow = &n
	}
	if r.key == "" && (r.row.Namespace == catalog.NamespaceMessage || r.row.Namespace == catalog.NamespaceGateway) && !r.row.ByText() {
		return fmt.Errorf("a row without a code needs match or equals")
	}
	return nil
}

func narrows(n *catalog.Narrow) bool {
	return len(n.Match)+len(n.Equals)+len(n.Unless)+len(n.SourceIs) > 0 || n.NamedID || n.Subcode != "" || n.Step != "" || n.Unsuccessful
}

// set parses a name of the vocabulary.
func set[T any](dst *T, parse func(string) (T, bool), name, member string) error {
	v, ok := parse(name)
	if !ok {
		return fmt.Errorf("%s: %q is no value of the contract", member, name)
	}
	*dst = v
	return nil
}

func setIf[T any](dst *T, parse func(string) (T, bool), name, member string) error {
	if name == "" {
		return nil
	}
	return set(dst, parse, name, member)
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
