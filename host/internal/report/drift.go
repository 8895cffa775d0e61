package report

import (
	"fmt"
	"strconv"

	"github.com/finfault/finfault/catalog/glossary"
	hostdrift "github.com/finfault/finfault/host/drift"
	"github.com/finfault/finfault/host/internal/terminal"
)

// Drift writes what is new, by provider and kind, each with where it was seen,
// what it was taken for and the structure of a body.
func Drift(p *terminal.Page, r *hostdrift.Report) {
	novelties := r.Novelties()
	all, drifting := r.Records()
	summary := "Nothing new in " + Plural(all, "record", "records")
	if drifting > 0 {
		summary = fmt.Sprintf("Something new in %s of %s: %s", Grouped(drifting), Plural(all, "record", "records"),
			Plural(uint64(len(novelties)), "novelty", "novelties"))
	}
	p.Paragraph(0, terminal.In(terminal.Strong, summary))
	group := ""
	for i := range novelties {
		n := &novelties[i]
		if g := Provider(n.Provider) + ": " + glossary.Drift(n.Kind); g != group {
			group = g
			p.Heading(terminal.In(terminal.Strong, g).And(behind(n.Kind)))
		}
		novelty(p, n)
	}
	for _, o := range r.Overflows() {
		heading(p, "%s: %s", Provider(o.Provider), glossary.Drift(o.Kind))
		p.Paragraph(labelIndent, terminal.T(fmt.Sprintf("and %s of others, which are too many to list", Plural(o.Count, "time", "times"))))
	}
}

// driftIndent is where what is said of a novelty stands.
const driftIndent = 2 * labelIndent

func novelty(p *terminal.Page, n *hostdrift.Novelty) {
	p.Blank()
	p.Paragraph(labelIndent, code(n.Spelling).And(terminal.T(" "+n.Place())))
	p.Paragraph(driftIndent, terminal.T(n.Where()))
	p.Paragraph(driftIndent, terminal.T("taken for ").And(taken(n)))
	if n.Sample != "" {
		p.Paragraph(driftIndent, terminal.In(terminal.Faint, n.Sample))
	}
}

// code is a provider's code as far as it may be shown.
func code(shown string) terminal.Text {
	if shown == "" {
		return terminal.T("no code")
	}
	return terminal.In(terminal.Name, strconv.Quote(shown))
}

// taken is the decision that was made.
func taken(n *hostdrift.Novelty) terminal.Text {
	d := &n.Decision
	text := terminal.T(n.Taken() + ", retry " + d.Policy.String())
	if d.Resends() {
		text = text.And(terminal.T(", by code"))
	}
	if n.Row != "" {
		text = text.And(terminal.T(" ("), terminal.In(terminal.Name, n.Row), terminal.T(")"))
	}
	return text
}
