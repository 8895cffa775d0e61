package report

import (
	"fmt"

	"github.com/finfault/finfault/host/internal/terminal"
)

// Fields stand in two columns: the label and, behind it, what it says.
const (
	labelIndent = 2
	fieldColumn = 17
)

func field(p *terminal.Page, label string, t terminal.Text) {
	p.Hanging(labelIndent, terminal.In(terminal.Label, label), fieldColumn, t)
}

// more writes a further line of the last field.
func more(p *terminal.Page, t terminal.Text) { p.Paragraph(fieldColumn, t) }

// textField writes a field of plain text, unless that is empty.
func textField(p *terminal.Page, label, text string) {
	if text != "" {
		field(p, label, terminal.T(text))
	}
}

// wireField writes a field that came over the wire, unless that is empty.
func wireField(p *terminal.Page, label, text string) {
	if text != "" {
		field(p, label, terminal.Wire(text))
	}
}

func heading(p *terminal.Page, format string, args ...any) {
	p.Heading(terminal.In(terminal.Strong, fmt.Sprintf(format, args...)))
}

// named is a text with the name of the vocabulary behind it.
func named(words string, name fmt.Stringer) terminal.Text {
	return terminal.T(words).And(behind(name))
}

func behind(name fmt.Stringer) terminal.Text {
	return terminal.In(terminal.Faint, " ("+name.String()+")")
}

// cell is a text and the column in which it begins.
type cell struct {
	column int
	text   terminal.Text
}

// columns lays cells out on one line.
func columns(cells ...cell) terminal.Text {
	var line terminal.Text
	for _, c := range cells {
		gap := max(c.column-line.Columns(), 0)
		line = line.And(terminal.T(fmt.Sprintf("%*s", gap, "")), c.text)
	}
	return line
}
