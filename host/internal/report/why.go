package report

import (
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/terminal"
)

// why writes the grounds of a verdict.
func why(p *terminal.Page, a *Answer) {
	v := a.Verdict
	heading(p, "Why")
	field(p, "Decided by", named(glossary.Basis(v.Basis), v.Basis))
	certainty(p, v.Certainty, v.Alternatives)
	textField(p, "Read as", v.Shape.String())
	if v.Row != "" {
		field(p, "Row", terminal.In(terminal.Name, v.Row))
	}
	textField(p, "Reason", v.Reason)
	if a.Row == nil {
		return
	}
	textField(p, "Meaning", a.Row.Meaning)
	textField(p, "Note", a.Row.Note)
	if a.Row.Contradiction != "" {
		field(p, "Contradiction", terminal.T("the sources disagree: see "+terminal.Fixed("finfault catalog show "+v.Row)))
	}
}

func certainty(p *terminal.Page, c catalog.Certainty, alternatives catalog.CategorySet) {
	field(p, "Certainty", named(glossary.Certainty(c), c))
	if alternatives != 0 {
		field(p, "May also be", terminal.T(strings.Join(categories(alternatives), ", ")))
	}
}

func categories(set catalog.CategorySet) []string {
	var names []string
	for c := range set.All {
		names = append(names, c.String())
	}
	return names
}

// rowForbids is why a policy that is automatic is not, where no rule of the
// decoder says so.
const rowForbids = "the catalog's row forbids it"

// whyNotAutomatic returns what turned an automatic retry off.
func (a *Answer) whyNotAutomatic() string {
	for _, s := range a.Trace.Steps {
		if s.Source == decoder.SourceRule && s.Answer == decoder.AnswerNo {
			return s.Rule
		}
	}
	if a.Verdict.Basis == catalog.BasisOverlay {
		return "your rule forbids it"
	}
	return rowForbids
}
