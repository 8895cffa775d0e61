package overlay

import (
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// Report is what there is to say about rules without a fault.
type Report struct {
	Rules    []overlay.Rule
	Warnings []*Warning
}

// Warning is something that is right but hardly meant.
type Warning struct {
	// File, Line, Column and Key as in [Error]; rules in the binary form have no
	// lines.
	File         string
	Line, Column int
	Key          string
	// Problem says what is odd.
	Problem string
}

// String returns the warning in a line.
func (w *Warning) String() string {
	return where(w.File, w.Line, w.Column) + "warning: " + w.Key + ": " + w.Problem
}

// Check reads rules in either form, as [Read] does, and looks for rules that
// can never apply and for those that say what the catalog says anyway.
func Check(name string, b []byte) (*Report, error) {
	rules, err := readEither(name, b)
	if err != nil {
		return nil, err
	}
	report := &Report{}
	for i := range rules {
		r := &rules[i]
		report.Rules = append(report.Rules, r.Rule)
		for _, problem := range []string{coveredBy(rules[:i], &r.Rule), sameAsCatalog(&r.Rule)} {
			if problem == "" {
				continue
			}
			w := &Warning{File: name, Key: r.at, Problem: r.Name + " " + problem}
			if n := r.places["name"]; n != nil {
				w.Line, w.Column = n.line, n.column
			}
			report.Warnings = append(report.Warnings, w)
		}
	}
	return report, nil
}

// readEither returns the rules of a source, or those of a binary form, which
// have no places.
func readEither(name string, b []byte) ([]sourceRule, error) {
	if !IsCompiled(b) {
		s := readSource(name, b)
		if err := s.err(); err != nil {
			return nil, err
		}
		if _, err := overlay.Encode(s.ruleList()); err != nil {
			return nil, inFile(name, err)
		}
		return s.rules, nil
	}
	o, err := overlay.Load(b)
	if err != nil {
		return nil, inFile(name, err)
	}
	rules := make([]sourceRule, o.Len())
	for i := range rules {
		rules[i] = sourceRule{Rule: *o.Rule(i), at: fmt.Sprintf("rules[%d]", i)}
	}
	return rules, nil
}

// coveredBy says which of the earlier rules applies wherever r would.
func coveredBy(earlier []sourceRule, r *overlay.Rule) string {
	for i := range earlier {
		if e := &earlier[i].Rule; covers(&e.When, &r.When) && !spares5xx(e, r) {
			return "can never apply: " + e.Name + " comes before it and applies wherever it would"
		}
	}
	return ""
}

// covers reports whether whatever fits b fits a.
func covers(a, b *overlay.When) bool {
	return (a.Providers == 0 || b.Providers != 0 && b.Providers&^a.Providers == 0) &&
		(a.Shapes == 0 || b.Shapes != 0 && b.Shapes&^a.Shapes == 0) &&
		(a.Operations == 0 || b.Operations != 0 && b.Operations&^a.Operations == 0) &&
		(a.Step == "" || a.Step == b.Step) &&
		all(a.Statuses, b.Statuses, func(a, b overlay.StatusRange) bool { return a.From <= b.From && b.To <= a.To }) &&
		all(a.Codes, b.Codes, func(a, b string) bool { return a == b }) &&
		all(a.Messages, b.Messages, func(a, b string) bool { return strings.Contains(b, a) })
}

// all reports whether each element of b fits one of a; without any, a admits
// everything.
func all[T any](a, b []T, fits func(a, b T) bool) bool {
	if len(a) == 0 {
		return true
	}
	for _, y := range b {
		found := false
		for _, x := range a {
			found = found || fits(x, y)
		}
		if !found {
			return false
		}
	}
	return len(b) > 0
}

// spares5xx reports whether e, which says invalid_request, leaves a 5xx to r.
func spares5xx(e, r *overlay.Rule) bool {
	if !e.Then.Has(overlay.FieldCategory) || e.Then.Category != catalog.InvalidRequest {
		return false
	}
	for _, s := range r.When.Statuses {
		if s.To >= 500 && s.From <= 599 {
			return true
		}
	}
	return len(r.When.Statuses) == 0
}

// beyondRows are the fields that no row of the catalog has.
const beyondRows = overlay.FieldReason | overlay.FieldEffect | overlay.FieldGRPCCode | overlay.FieldInitialMs | overlay.FieldFactor | overlay.FieldCapMs

// sameAsCatalog says which rows of the catalog already say of all codes of a
// rule what the rule does.
func sameAsCatalog(r *overlay.Rule) string {
	if !r.Decides() || r.Then.Has(beyondRows) || r.When.Providers == 0 || len(r.When.Codes) == 0 {
		return ""
	}
	says := rowOf(r)
	var names []string
	for p := catalog.Basiq; p <= catalog.MX; p++ {
		for _, code := range r.When.Codes {
			if r.When.Providers&(1<<p) == 0 {
				continue
			}
			rows := rowsOf(p, code)
			for i := range rows {
				if !sameClass(&rows[i], says) {
					return ""
				}
				names = append(names, rows[i].Name)
			}
			if len(rows) == 0 {
				return ""
			}
		}
	}
	return "says what the catalog says anyway: " + strings.Join(names, ", ")
}

// rowOf returns what a rule that decides says, as a row of the catalog would.
func rowOf(r *overlay.Rule) *catalog.Row {
	code := r.When.Codes[0]
	b, err := overlay.Encode([]overlay.Rule{{Name: r.Name, When: overlay.When{Codes: []string{code}}, Then: r.Then}})
	if err != nil {
		return &catalog.Row{}
	}
	o, err := overlay.Load(b)
	if err != nil {
		return &catalog.Row{}
	}
	return o.Find(&overlay.Question{Codes: [2]string{code}, Evidence: &catalog.Evidence{}}).Row
}

// rowsOf returns all rows of a code, in whatever namespace.
func rowsOf(p catalog.Provider, code string) (rows []catalog.Row) {
	for ns := catalog.NamespaceHTTP; ns <= catalog.NamespaceGateway; ns++ {
		if c, _ := catalog.FindCode(p, ns, code); c != nil {
			rows = append(rows, c.Rows()...)
		}
	}
	return rows
}

func sameClass(a, b *catalog.Row) bool {
	return a.Outcome == b.Outcome && a.Category == b.Category && a.Party == b.Party && a.Severity == b.Severity && a.Scope == b.Scope &&
		a.Policy == b.Policy && a.MaxRetries == b.MaxRetries && a.NotAutomatic == b.NotAutomatic && a.Actions == b.Actions &&
		a.Certainty == b.Certainty && a.Alternatives == b.Alternatives
}
