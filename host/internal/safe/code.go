package safe

import (
	"strings"

	"github.com/finfault/finfault/catalog"
)

// Redacted stands for a code of which nothing can be shown.
const Redacted = "redacted"

// Hidden stands for the part of a code that is not shown, and for the name of a
// member.
const Hidden = "…"

// Code returns what may be shown of a provider's code. Codes of the catalog are
// shown in whatever spelling. Of any other code the words before the first that
// could be an id are shown, so that error-12345-abc and error-67890-xyz are both
// "error-…"; a code that has no such words, or is no code but a text, is
// "redacted". What is returned may alias the code.
func Code(p catalog.Provider, code string) string {
	if catalog.Known(p, code) {
		return code
	}
	code = strings.Trim(code, " \t\r\n")
	switch {
	case !isHarmless(code):
		return Redacted
	case respelled(p, code):
		return code // it has no letter and no digit but those of the catalog's
	case strings.Count(code, " ") > mostBlanks || len(strings.FieldsFunc(code, isSeparator)) > mostWords:
		return Redacted
	}
	return words(code)
}

// Whole reports whether a code that [Code] returned is shown as it is.
func Whole(shown string) bool { return shown != Redacted && !strings.HasSuffix(shown, Hidden) }

func respelled(p catalog.Provider, code string) bool {
	for ns := catalog.NamespaceHTTP; ns <= catalog.NamespaceGateway; ns++ {
		if c, _ := catalog.FindCode(p, ns, code); c != nil {
			return true
		}
	}
	return false
}

// A code is short, and several blanks make a text of it.
const (
	mostWords  = 8
	mostBlanks = 2
	separators = "._- "
)

// isHarmless reports a text with the length and the characters of a code.
func isHarmless(code string) bool {
	if len(code) > catalog.MaxCodeLength {
		return false
	}
	for i := range len(code) {
		if !isLetter(code[i]) && !isDigit(code[i]) && strings.IndexByte(separators, code[i]) < 0 {
			return false
		}
	}
	return true
}

// words returns the code up to the first word that is not plain.
func words(code string) string {
	digits := manyDigits(code)
	for start := 0; start < len(code); {
		end := start
		for end < len(code) && !isSeparator(rune(code[end])) {
			end++
		}
		if word := code[start:end]; word != "" && (!isPlain(word) || digits && hasDigit(word)) {
			if shown := code[:start]; strings.Trim(shown, separators) != "" {
				return shown + Hidden
			}
			return Redacted
		}
		start = end + 1
	}
	return code
}

func isSeparator(c rune) bool { return strings.ContainsRune(separators, c) }
