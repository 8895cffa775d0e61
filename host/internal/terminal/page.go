package terminal

import (
	"bytes"
	"strings"
)

// Page collects lines of text of at most Width columns.
type Page struct {
	// Width is the number of columns.
	Width int
	// Palette paints the words.
	Palette Palette

	out bytes.Buffer
}

// Narrowest and widest are the bounds within which a page follows the
// terminal: prose in longer lines is hard to read.
const (
	narrowest = 40
	widest    = 100
)

// NewPage returns a page for a terminal of so many columns, in colours or not.
func NewPage(columns int, colours bool) *Page {
	return &Page{Width: min(max(columns, narrowest), widest), Palette: NewPalette(colours)}
}

// Bytes returns what was written.
func (p *Page) Bytes() []byte { return p.out.Bytes() }

// Blank writes an empty line, unless the page is empty or the last one is.
func (p *Page) Blank() {
	b := p.out.Bytes()
	if len(b) > 0 && !bytes.HasSuffix(b, []byte("\n\n")) {
		p.out.WriteByte('\n')
	}
}

// Heading writes a heading over fields, with a blank line before it.
func (p *Page) Heading(t Text) {
	p.Blank()
	p.Paragraph(0, t)
}

// Paragraph writes a text, wrapped, at an indent.
func (p *Page) Paragraph(indent int, t Text) {
	for _, line := range t.wrap(p.Width - indent) {
		p.line(indent, line)
	}
}

// Hanging writes a text with its first words at an indent and everything else
// in the column behind them.
func (p *Page) Hanging(indent int, first Text, column int, rest Text) {
	gap := column - indent - first.Columns()
	if gap < 1 {
		p.Paragraph(indent, first)
		p.Paragraph(column, rest)
		return
	}
	for i, line := range rest.wrap(p.Width - column) {
		if i > 0 {
			p.line(column, line)
			continue
		}
		p.line(indent, first.And(T(strings.Repeat(" ", gap)), line))
	}
}

// Ends writes one text at the left edge and one at the right edge of a line;
// on a line of its own where both do not fit.
func (p *Page) Ends(left, right Text) {
	gap := p.Width - left.Columns() - right.Columns()
	if gap < 2 {
		p.Paragraph(0, left)
		p.Paragraph(2, right)
		return
	}
	p.line(0, left.And(T(strings.Repeat(" ", gap)), right))
}

// line writes one line. Blanks at its end are left out.
func (p *Page) line(indent int, t Text) {
	if t.Columns() > 0 {
		p.out.WriteString(strings.Repeat(" ", indent))
	}
	for _, s := range t {
		p.out.WriteString(p.Palette.paint(s.style, strings.ReplaceAll(s.text, fixedBlank, " ")))
	}
	p.out.WriteByte('\n')
}
