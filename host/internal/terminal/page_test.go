package terminal

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// written returns what a function writes on a page of so many columns.
func written(columns int, write func(p *Page)) string {
	p := NewPage(columns, false)
	p.Width = columns // narrower than people have it, for short tests
	write(p)
	return string(p.Bytes())
}

func TestParagraph(t *testing.T) {
	tests := map[string]struct {
		text Text
		want string
	}{
		"fits":             {T("one two"), "  one two\n"},
		"wraps":            {T("one two three"), "  one two\n  three\n"},
		"breaks long ones": {T("incomprehensible"), "  incompre\n  hensible\n"},
		"wide characters":  {T("残高残高残"), "  残高残高\n  残\n"},
		"fixed blanks":     {T("a to " + Fixed("30 min")), "  a to\n  30 min\n"},
		"styles in a word": {T("on").And(In(Strong, "e"), T(" two three")), "  one two\n  three\n"},
		"nothing":          {nil, "\n"},
		"blanks":           {T("   "), "\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, written(10, func(p *Page) { p.Paragraph(2, test.text) }))
		})
	}
}

func TestHanging(t *testing.T) {
	assert.Equal(t, " a   one two\n     three\n", written(12, func(p *Page) { p.Hanging(1, T("a"), 5, T("one two three")) }))
	assert.Equal(t, " label\n     one two\n", written(12, func(p *Page) { p.Hanging(1, T("label"), 5, T("one two")) }),
		"a label that is too long has a line of its own")
}

func TestEnds(t *testing.T) {
	assert.Equal(t, "left     right\n", written(14, func(p *Page) { p.Ends(T("left"), T("right")) }))
	assert.Equal(t, "left and more\n  right\n", written(14, func(p *Page) { p.Ends(T("left and more"), T("right")) }))
}

func TestBlank(t *testing.T) {
	got := written(10, func(p *Page) {
		p.Blank()
		p.Heading(T("a"))
		p.Blank()
		p.Blank()
		p.Heading(T("b"))
	})
	assert.Equal(t, "a\n\nb\n", got)
}

func TestPageWidth(t *testing.T) {
	assert.Equal(t, narrowest, NewPage(0, false).Width)
	assert.Equal(t, 80, NewPage(80, false).Width)
	assert.Equal(t, widest, NewPage(500, false).Width)
}

func TestColours(t *testing.T) {
	p := NewPage(40, true)
	p.Paragraph(0, In(Bad, "no").And(T(" never")))
	assert.Equal(t, "\x1b[31;1mno\x1b[0;22m never\n", string(p.Bytes()))
	for s := Plain; s <= Bad; s++ {
		assert.Equal(t, "x", (&Palette{}).paint(s, "x"))
	}
}

func TestTable(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "ROW"}, {Title: "CODE", Flexible: true}, {Title: "WIDE", From: 30}}}
	table.Heading("first")
	table.Row("a-1", "abcdefghijklmnop", "x")
	table.Heading("second")
	table.Row("a-22", "", "y")
	tests := map[string]struct {
		columns int
		want    string
	}{
		"unbounded": {0, "ROW   CODE              WIDE\n\nfirst\na-1   abcdefghijklmnop  x\n\nsecond\na-22                    y\n"},
		"wide":      {30, "ROW   CODE              WIDE\n\nfirst\na-1   abcdefghijklmnop  x\n\nsecond\na-22                    y\n"},
		"narrow":    {16, "ROW   CODE\n\nfirst\na-1   abcdefghi…\n\nsecond\na-22\n"},
		"too small": {4, "ROW   CODE\n\nfirst\na-1   abcdefg…\n\nsecond\na-22\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, string(table.Format(test.columns, false))) })
	}
	assert.True(t, strings.HasPrefix(string(table.Format(0, true)), "\x1b[36mROW\x1b[0m   "))
}
