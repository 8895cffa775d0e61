package report

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/host/internal/terminal"
)

// class writes what a verdict asks for: who acts, what to do, when to retry.
func class(p *terminal.Page, v *catalog.Verdict, whyNotAutomatic string) {
	if v.Outcome == catalog.OutcomeError {
		field(p, "Whose fault", named(glossary.Party(v.Party), v.Party))
	}
	ladder(p, v.Actions)
	if v.Outcome != catalog.OutcomeOK {
		retry(p, v.Provider, &v.Retry, whyNotAutomatic)
		field(p, "Scope", named(glossary.Scope(v.Scope), v.Scope))
	}
	field(p, "Severity", named(severity(v), v.Severity))
	if v.Effect != catalog.EffectNone {
		field(p, "Effect", named(glossary.Effect(v.Effect), v.Effect))
	}
	field(p, "gRPC code", terminal.T(v.GRPCCode.String()))
}

// severity words what a front end does: a pending answer did not fail.
func severity(v *catalog.Verdict) string {
	if v.Outcome == catalog.OutcomePending && v.Severity == catalog.SeverityNotice {
		return "tell the end user that it is not finished"
	}
	return glossary.Severity(v.Severity)
}

// ladder writes the actions, the words for them in a column of their own.
func ladder(p *terminal.Page, actions catalog.Ladder) {
	const nameColumn = fieldColumn + len("1. ")
	wordsColumn := nameColumn
	for _, a := range actions.Slice() {
		wordsColumn = max(wordsColumn, nameColumn+len(a.String())+2)
	}
	label := "What to do"
	for i, a := range actions.Slice() {
		first := columns(
			cell{labelIndent, terminal.In(terminal.Label, label)},
			cell{fieldColumn, terminal.T(fmt.Sprintf("%d.", i+1))},
			cell{nameColumn, terminal.In(terminal.Name, a.String())},
		)
		p.Hanging(0, first, wordsColumn, terminal.T(glossary.Action(a)))
		label = ""
	}
}
