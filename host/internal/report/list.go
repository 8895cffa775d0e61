package report

import (
	"fmt"
	"strconv"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/host/internal/terminal"
)

// List returns the rows as a table, grouped by provider and kind. Columns that
// do not fit the terminal are left out, the least telling first.
func List(rows []export.Row) *terminal.Table {
	t := &terminal.Table{Columns: []terminal.Column{
		{Title: "ROW", Style: terminal.Name},
		{Title: "STATUS"},
		{Title: "CODE OR TEXT", Flexible: true},
		{Title: "CATEGORY"},
		{Title: "RETRY", From: 100},
		{Title: "MEANING", From: 140, Flexible: true},
	}}
	group := ""
	for i := range rows {
		r := &rows[i]
		if g := fmt.Sprintf("%s, %s", Provider(r.Provider), glossary.Namespace(r.Class.Namespace)); g != group {
			group = g
			t.Heading(g)
		}
		category, policy := shortClass(r)
		t.Row(r.Name(), Statuses(r), codeOrText(r), category, policy, r.Meaning)
	}
	return t
}

// codeOrText is what the row is known by: its code, else the first of the texts
// that stand for one.
func codeOrText(r *export.Row) string {
	texts := append(append([]string(nil), r.Match...), r.Equals...)
	if r.Code != "" || len(texts) == 0 {
		return r.Code
	}
	return strconv.Quote(texts[0])
}

func shortClass(r *export.Row) (category, policy string) {
	if r.Listed {
		return "(only listed)", ""
	}
	c := &r.Class
	if c.Category == catalog.None {
		return "(" + c.Outcome.String() + ")", c.Policy.String()
	}
	return c.Category.String(), c.Policy.String()
}
