package terminal

import "strings"

// Text is a run of words in their styles, to be wrapped as one paragraph.
type Text []span

type span struct {
	style Style
	text  string
}

// T returns a plain text.
func T(s string) Text { return Text{{Plain, s}} }

// In returns a text in one style.
func In(style Style, s string) Text { return Text{{style, s}} }

// Wire returns a text that came over the wire, made harmless.
func Wire(s string) Text { return Text{{Plain, Clean(s)}} }

// And returns the text followed by another one, with nothing between them.
func (t Text) And(more ...Text) Text {
	out := append(Text(nil), t...)
	for _, m := range more {
		out = append(out, m...)
	}
	return out
}

// Joined returns the texts as one, with a separator between them.
func Joined(separator string, texts ...Text) Text {
	var out Text
	for i, t := range texts {
		if i > 0 {
			out = append(out, span{Plain, separator})
		}
		out = append(out, t...)
	}
	return out
}

// Columns returns how many columns the text takes on one line.
func (t Text) Columns() int {
	n := 0
	for _, s := range t {
		n += Width(s.text)
	}
	return n
}

// Fixed keeps a text on one line: its blanks are no places to wrap.
func Fixed(s string) string { return strings.ReplaceAll(s, " ", fixedBlank) }

// fixedBlank is the no-break space. Texts from the wire have none left after
// Clean, and on the page it is printed as a space, so that it can be copied.
const fixedBlank = "\u00a0"
