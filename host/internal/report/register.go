package report

import (
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/host/internal/terminal"
)

// Register writes the rows on which the documentation is at odds with itself
// or with what is decided, each with the grounds of the decision.
func Register(p *terminal.Page, rows []export.Row) {
	p.Paragraph(0, terminal.In(terminal.Strong, fmt.Sprintf("Contradictions in the documentation: %d", len(rows))))
	for i := range rows {
		entry(p, &rows[i])
	}
}

func entry(p *terminal.Page, r *export.Row) {
	p.Blank()
	p.Paragraph(0, terminal.In(terminal.Name, r.Name()).And(terminal.T(" · "+place(r)), terminal.In(terminal.Faint, kind(r))))
	p.Paragraph(labelIndent, terminal.T(r.Contradiction))
	p.Hanging(labelIndent, terminal.In(terminal.Label, "Decided:"), labelIndent+len("Decided: "), decision(r))
}

// kind tells codes of another kind than the usual ones apart.
func kind(r *export.Row) string {
	if r.Class.Namespace == catalog.NamespaceHTTP {
		return ""
	}
	return " (" + glossary.Namespace(r.Class.Namespace) + ")"
}

func decision(r *export.Row) terminal.Text {
	if r.Listed {
		return terminal.T("the code is only listed, the status decides.")
	}
	var first terminal.Text
	if r.Class.Category == catalog.None {
		first = terminal.In(terminal.Strong, r.Class.Outcome.String())
	} else {
		first = terminal.In(terminal.Strong, r.Class.Category.String())
	}
	parts := []string{""}
	if r.Class.Actions.Len() > 0 {
		parts = append(parts, actionNames(r.Class.Actions))
	}
	return first.And(terminal.T(strings.Join(append(parts, "retry "+r.Class.Policy.String()+"."), ", ")))
}
