package report

import (
	"strings"

	"github.com/finfault/finfault/catalog"
	rules "github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/host/internal/terminal"
	"github.com/finfault/finfault/host/overlay"
)

// Overlay writes rules of a team's own in the order in which they are asked.
func Overlay(p *terminal.Page, list []rules.Rule) {
	for i := range list {
		r := &list[i]
		p.Blank()
		p.Ends(terminal.In(terminal.Name, r.Name), ruleKind(r))
		when, then := overlay.Lines(r)
		ruleLines(p, "When", " or ", when)
		ruleLines(p, "Then", ", ", then)
	}
}

// ruleKind says what becomes of an answer to which the rule applies.
func ruleKind(r *rules.Rule) terminal.Text {
	switch {
	case !r.Decides():
		return terminal.T("amends what the catalog decides")
	case r.Then.Outcome != catalog.OutcomeError:
		return outcome(r.Then.Outcome)
	}
	return terminal.T("decides")
}

// The columns of a rule's lines.
const (
	ruleKeyColumn   = 8
	ruleValueColumn = 27
)

func ruleLines(p *terminal.Page, label, between string, lines []overlay.Line) {
	for i, l := range lines {
		first := columns(cell{ruleKeyColumn, terminal.In(terminal.Label, l.Key)})
		if i == 0 {
			first = columns(cell{labelIndent, terminal.In(terminal.Strong, label)}, cell{ruleKeyColumn, terminal.In(terminal.Label, l.Key)})
		}
		p.Hanging(0, first, ruleValueColumn, terminal.Wire(strings.Join(l.Values, between)))
	}
}
