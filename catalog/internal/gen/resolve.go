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
	if err := out.resolveCode(); err != nil {
		return out, err
	}
	var err error
	if out.row, err = d.Class(); err != nil || d.Listed {
		return out, err
	}
	if err := out.checkClass(); err != nil {
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
		o, ok := catalog.ParseOperation(name)
		if !ok {
			return fmt.Errorf("operation: %q is no value of the contract", name)
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
