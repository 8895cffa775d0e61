package report

import (
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/internal/terminal"
)

// errorList writes the single errors of a body that has several.
func errorList(p *terminal.Page, v *catalog.Verdict) {
	if len(v.Errors) == 0 {
		return
	}
	heading(p, "Errors in the body: %d", len(v.Errors)+v.ErrorsDropped)
	for i := range v.Errors {
		errorItem(p, i+1, &v.Errors[i])
	}
	if v.ErrorsDropped > 0 {
		p.Paragraph(labelIndent, terminal.In(terminal.Faint, fmt.Sprintf("and %d more, which are not listed", v.ErrorsDropped)))
	}
}

func errorItem(p *terminal.Page, n int, e *catalog.ErrorItem) {
	number := terminal.T(fmt.Sprintf("%2d.", n))
	const column = labelIndent + 4
	name := terminal.In(terminal.Strong, e.Category.String())
	if e.Category == catalog.None {
		name = terminal.In(terminal.Strong, "no failure")
	}
	if e.Code != "" {
		name = name.And(terminal.T(" · "), terminal.Wire(e.Code))
	}
	p.Hanging(labelIndent, number, column, name)
	if texts := itemTexts(e); len(texts) > 0 {
		p.Paragraph(column, terminal.Joined(" · ", texts...))
	}
	p.Paragraph(column, terminal.In(terminal.Faint, itemClass(e)))
}

func itemTexts(e *catalog.ErrorItem) []terminal.Text {
	var texts []terminal.Text
	for _, s := range []string{e.Title, e.Detail} {
		if s != "" {
			texts = append(texts, terminal.Wire(s))
		}
	}
	if e.Source != "" {
		texts = append(texts, terminal.T("at ").And(terminal.Wire(e.Source)))
	}
	return texts
}

func itemClass(e *catalog.ErrorItem) string {
	parts := []string{"party " + e.Party.String()}
	if e.Actions.Len() > 0 {
		parts = append(parts, actionNames(e.Actions))
	}
	parts = append(parts, "retry "+e.Policy.String(), e.Row)
	return strings.Trim(strings.Join(parts, " · "), " ·")
}

func actionNames(actions catalog.Ladder) string {
	var all []string
	for _, a := range actions.Slice() {
		all = append(all, a.String())
	}
	return strings.Join(all, " > ")
}
