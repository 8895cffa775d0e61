package report

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/finfault/finfault/host/backtest"
	"github.com/finfault/finfault/host/internal/terminal"
)

// Backtest writes what changes, those changes first that lead to a retry.
func Backtest(p *terminal.Page, r *backtest.Report) {
	t := r.Totals()
	p.Paragraph(0, terminal.In(terminal.Strong, fmt.Sprintf("The decision changes on %s of %s", Grouped(t.Changed), Plural(t.Records, "record", "records"))))
	verdict := terminal.In(terminal.Good, "No record is resent by code that was not before.")
	if t.NewRetries > 0 {
		verdict = terminal.In(terminal.Bad, Plural(t.NewRetries, "record is", "records are")+" resent by code, and not before.")
	}
	p.Paragraph(0, verdict)
	if t.Renamed > 0 {
		p.Paragraph(0, terminal.T("On "+Plural(t.Renamed, "record", "records")+" another row decides the same."))
	}
	changes := r.Changes()
	for i := range changes {
		change(p, r, &changes[i])
	}
	if t.Beyond > 0 {
		p.Heading(terminal.T("and " + Plural(t.Beyond, "record", "records") + " with other changes, which are too many to list"))
	}
}

// changeColumn is where the values of a change stand.
const changeColumn = 22

func change(p *terminal.Page, r *backtest.Report, c *backtest.Change) {
	p.Blank()
	what := code(c.Code).And(terminal.T(" · " + Provider(c.Provider) + " · " + underWhat(c)))
	if c.NewRetry() {
		what = terminal.In(terminal.Bad, "NOW RESENT ").And(what)
	}
	p.Paragraph(0, what)
	share := strconv.FormatFloat(r.Share(c), 'f', 2, 64) + " %"
	p.Paragraph(labelIndent, terminal.T(c.Where()+"; "+share))
	row := [2]string{cmp.Or(c.Before.Row, "-"), cmp.Or(c.After.Row, "-")}
	if row[0] != row[1] {
		difference(p, "row", row[0], row[1])
	}
	for _, d := range c.Differences() {
		difference(p, d.Field, d.Before, d.After)
	}
}

// underWhat says under which status and operation.
func underWhat(c *backtest.Change) string {
	return fmt.Sprintf("status %d · %s", c.Status, c.Operation)
}

func difference(p *terminal.Page, name, before, after string) {
	p.Hanging(labelIndent, terminal.In(terminal.Label, name), changeColumn, terminal.T(before+" → "+after))
}
