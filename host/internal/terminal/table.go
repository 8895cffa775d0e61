package terminal

import (
	"bytes"
	"strings"
)

// Column is a column of a table.
type Column struct {
	Title string
	// Style of the cells.
	Style Style
	// From is the width of the terminal from which on the column is shown; 0
	// for always.
	From int
	// Flexible: the column gives way where the table is too wide, and its
	// cells are cut.
	Flexible bool
}

// Table is a list of aligned cells, with headings between groups of rows.
type Table struct {
	Columns []Column
	rows    []tableRow
}

type tableRow struct {
	heading string
	cells   []string
}

// Heading starts a group of rows.
func (t *Table) Heading(title string) { t.rows = append(t.rows, tableRow{heading: title}) }

// Row adds a row with a cell for each column.
func (t *Table) Row(cells ...string) { t.rows = append(t.rows, tableRow{cells: cells}) }

const gap = "  "

// Format returns the table for a terminal of so many columns; 0 for as wide as
// it takes, with nothing cut.
func (t *Table) Format(columns int, colours bool) []byte {
	palette := NewPalette(colours)
	widths := t.widths(columns)
	var out bytes.Buffer
	out.WriteString(line(widths, t.titles(), func(_ int, title string) string { return palette.paint(Label, title) }))
	for _, r := range t.rows {
		if r.heading != "" {
			out.WriteString("\n" + palette.paint(Strong, r.heading) + "\n")
			continue
		}
		out.WriteString(line(widths, r.cells, func(i int, cell string) string { return palette.paint(t.Columns[i].Style, cell) }))
	}
	return out.Bytes()
}

func (t *Table) titles() []string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = c.Title
	}
	return out
}

// line returns the cells that are shown, aligned, without blanks at the end.
func line(widths []int, cells []string, paint func(i int, cell string) string) string {
	var b strings.Builder
	for i, w := range widths {
		if w == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(gap)
		}
		cell := Cut(cells[i], w)
		b.WriteString(paint(i, cell) + strings.Repeat(" ", w-Width(cell)))
	}
	return strings.TrimRight(b.String(), " ") + "\n"
}

// widths returns the width of each column, 0 for those that are not shown.
func (t *Table) widths(columns int) []int {
	widths := make([]int, len(t.Columns))
	total := -len(gap)
	for i, c := range t.Columns {
		if columns == 0 || columns >= c.From {
			widths[i] = t.widest(i)
			total += widths[i] + len(gap)
		}
	}
	if columns == 0 {
		return widths
	}
	// The last flexible column gives way first: it is the least telling one.
	for i := len(widths) - 1; i >= 0 && total > columns; i-- {
		if t.Columns[i].Flexible && widths[i] > 0 {
			least := min(widths[i], Width(t.Columns[i].Title)+4)
			give := min(total-columns, widths[i]-least)
			widths[i] -= give
			total -= give
		}
	}
	return widths
}

func (t *Table) widest(column int) int {
	w := Width(t.Columns[column].Title)
	for _, r := range t.rows {
		if r.heading == "" {
			w = max(w, Width(r.cells[column]))
		}
	}
	return w
}
