package data

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
)

// Class returns the row as the tables of package catalog have it, but for its
// conditions: what it says itself, and where it says nothing, what its
// category or outcome does. A row that is only listed decides nothing and has
// no class. An error names the member and the value that the contract does not
// have.
func (r *Row) Class() (catalog.Row, error) {
	p := parser{}
	c := catalog.Row{ID: uint16(r.ID), Provider: r.Provider, Name: r.Name(), Reason: r.Reason}
	ns, ok := catalog.ParseNamespace(r.Namespace)
	if !ok {
		return c, fmt.Errorf("namespace: %q is no value of the data files", r.Namespace)
	}
	c.Namespace = ns
	if !r.Listed {
		p.class(&c, r)
	}
	return c, p.err
}

// class fills in what the row's outcome and category say, then what the row
// says itself.
func (p *parser) class(c *catalog.Row, fact *Row) {
	parse(p, &c.Outcome, catalog.ParseOutcome, "outcome", fact.Outcome)
	c.Category = catalog.None
	if c.Outcome == catalog.OutcomeError && fact.Category == "" && p.err == nil {
		p.err = fmt.Errorf("category: an error needs one")
	}
	parse(p, &c.Category, catalog.ParseCategory, "category", fact.Category)
	c.Policy, c.Certainty = catalog.Never, catalog.Documented
	switch c.Outcome {
	case catalog.OutcomeError:
		d := c.Category.Defaults()
		c.Party, c.Actions, c.Policy, c.Severity, c.Scope = d.Party, d.Actions, d.Policy, d.Severity, d.Scope
	case catalog.OutcomePending:
		c.Policy, c.Severity, c.Scope = catalog.Poll, catalog.SeverityNotice, catalog.ScopeConnection
	}
	p.overrides(c, fact)
	c.MaxRetries = c.Policy.Schedule().MaxRetries
	if fact.MaxRetries != nil {
		c.MaxRetries = uint8(*fact.MaxRetries)
	}
	c.NotAutomatic = fact.Automatic != nil && !*fact.Automatic
	c.NoCode = fact.NoCode
}

func (p *parser) overrides(c *catalog.Row, fact *Row) {
	parse(p, &c.Party, catalog.ParseParty, "party", fact.Party)
	parse(p, &c.Policy, catalog.ParsePolicy, "retry", fact.Retry)
	parse(p, &c.Severity, catalog.ParseSeverity, "severity", fact.Severity)
	parse(p, &c.Scope, catalog.ParseScope, "scope", fact.Scope)
	parse(p, &c.Certainty, catalog.ParseCertainty, "certainty", fact.Certainty)
	parse(p, &c.ProviderHint, catalog.ParseHint, "provider_hint", fact.ProviderHint)
	if len(fact.Actions) > 0 {
		c.Actions = p.ladder(fact.Actions)
	}
	for _, name := range fact.Alternatives {
		var other catalog.Category
		parse(p, &other, catalog.ParseCategory, "alternatives", name)
		c.Alternatives = c.Alternatives.With(other)
	}
}

func (p *parser) ladder(names []string) (l catalog.Ladder) {
	if len(names) > len(l) {
		p.err = fmt.Errorf("actions: %d rungs, at most %d fit", len(names), len(l))
		return l
	}
	for i, name := range names {
		parse(p, &l[i], catalog.ParseAction, "actions", name)
	}
	return l
}

// parser keeps the first error, so that a row reads as a list of its members.
type parser struct{ err error }

// parse sets dst to the value of a name; an empty name leaves it as it is.
func parse[T any](p *parser, dst *T, byName func(string) (T, bool), member, name string) {
	if name == "" || p.err != nil {
		return
	}
	v, ok := byName(name)
	if !ok {
		p.err = fmt.Errorf("%s: %q is no value of the contract", member, name)
		return
	}
	*dst = v
}
