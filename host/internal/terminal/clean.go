package terminal

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxCleanRunes is how much of a text from the wire is shown. A detail may be
// as long as the body; what is longer than a screen nobody reads there.
const maxCleanRunes = 1000

// Clean makes a text from the wire harmless: whatever a terminal might obey or
// hide (control characters, escape sequences, marks that change the direction
// of writing) is spelled out instead, such as \x1b. Blanks of every kind become
// spaces. A long text is cut, and says so.
func Clean(s string) string {
	var b strings.Builder
	runes := 0
	for i, r := range s {
		if runes++; runes > maxCleanRunes {
			fmt.Fprintf(&b, "… (%d more characters)", utf8.RuneCountInString(s[i:]))
			break
		}
		cleanRune(&b, r)
	}
	return b.String()
}

func cleanRune(b *strings.Builder, r rune) {
	switch {
	case unicode.IsSpace(r) && r != '\v' && r != '\f' && r != '\u0085':
		b.WriteByte(' ')
	case unicode.IsPrint(r) && !unicode.Is(unicode.M, r):
		b.WriteRune(r)
	case unicode.Is(unicode.M, r) && b.Len() > 0 && !endsInMark(b.String()):
		// One mark on a letter is writing; piles of them climb over other lines.
		b.WriteRune(r)
	default:
		quoted := strconv.QuoteRuneToASCII(r)
		b.WriteString(quoted[1 : len(quoted)-1])
	}
}

func endsInMark(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.M, last)
}
