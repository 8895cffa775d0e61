package terminal

import "strings"

// word is what stands between two blanks; its parts may differ in style.
type word struct {
	parts Text
	width int
}

// add appends to the last span if that has the style, so that a run of words
// is painted as one.
func (t *Text) add(style Style, text string) {
	if last := len(*t) - 1; last >= 0 && (*t)[last].style == style {
		(*t)[last].text += text
		return
	}
	*t = append(*t, span{style, text})
}

// words splits a text at its blanks.
func (t Text) words() []word {
	var all []word
	var w word
	end := func() {
		if w.width > 0 {
			all = append(all, w)
		}
		w = word{}
	}
	for _, s := range t {
		for i, piece := range strings.Split(s.text, " ") {
			if i > 0 {
				end()
			}
			if piece != "" {
				w.parts.add(s.style, piece)
				w.width += Width(piece)
			}
		}
	}
	end()
	return all
}

// split cuts a word that is wider than a line into pieces that are not.
func (w word) split(columns int) []word {
	if w.width <= columns {
		return []word{w}
	}
	var all []word
	var piece word
	for _, s := range w.parts {
		for _, r := range s.text {
			n := runeWidth(r)
			if piece.width+n > columns {
				all = append(all, piece)
				piece = word{}
			}
			piece.parts.add(s.style, string(r))
			piece.width += n
		}
	}
	return append(all, piece)
}

// wrap breaks a text into lines of at most so many columns. A text of nothing
// but blanks is one empty line.
func (t Text) wrap(columns int) []Text {
	columns = max(columns, 2) // a wide character has to fit
	var lines []Text
	var line Text
	at := 0
	for _, whole := range t.words() {
		for _, w := range whole.split(columns) {
			switch {
			case at == 0:
			case at+1+w.width > columns:
				lines = append(lines, line)
				line, at = nil, 0
			default:
				line.add(line[len(line)-1].join(w.parts[0]), " ")
				at++
			}
			for _, part := range w.parts {
				line.add(part.style, part.text)
			}
			at += w.width
		}
	}
	return append(lines, line)
}

// join returns the style of the blank between two words: that of both, if they
// are alike.
func (s span) join(next span) Style {
	if s.style == next.style {
		return s.style
	}
	return Plain
}
