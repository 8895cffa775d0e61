package terminal

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
)

func TestClean(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":               {"Bank says no.", "Bank says no."},
		"other scripts":       {"Kontostand für José 残高", "Kontostand für José 残高"},
		"blanks":              {"a\tb\r\nc\u00a0d\u2028e", "a b  c d e"},
		"clear screen":        {"\x1b[2Jhi", `\x1b[2Jhi`},
		"title":               {"\x1b]0;pwned\a", `\x1b]0;pwned\a`},
		"8-bit control":       {"\u009b31m", `\u009b31m`},
		"next line":           {"a\u0085b", `a\u0085b`},
		"backspace":           {"rm\b\b", `rm\b\b`},
		"delete":              {"a\x7f", `a\x7f`},
		"vertical tab":        {"a\vb\fc", `a\vb\fc`},
		"right to left":       {"abc\u202edef", `abc\u202edef`},
		"zero width":          {"a\u200bb", `a\u200bb`},
		"tags":                {"a\U000e0041", `a\U000e0041`},
		"broken UTF-8":        {"a\xffb", "a\ufffdb"},
		"accent":              {"e\u0301", "e\u0301"},
		"pile of accents":     {"e\u0301\u0301", "e\u0301" + `\u0301`},
		"accent at the start": {"\u0301", `\u0301`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, Clean(test.in)) })
	}
}

func TestCleanCutsLongTexts(t *testing.T) {
	got := Clean(strings.Repeat("é", maxCleanRunes+7))
	assert.Equal(t, strings.Repeat("é", maxCleanRunes)+"… (7 more characters)", got)
	assert.Equal(t, strings.Repeat("é", maxCleanRunes), Clean(strings.Repeat("é", maxCleanRunes)))
}

// FuzzClean: whatever comes in, nothing comes out that a terminal acts on.
func FuzzClean(f *testing.F) {
	f.Add("\x1b[2J\u202e\u009b")
	f.Add("e\u0301\u0301\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range Clean(s) {
			if !unicode.IsPrint(r) {
				t.Fatalf("%q is let through in %q", r, s)
			}
		}
	})
}

func TestWidth(t *testing.T) {
	assert.Equal(t, 3, Width("abc"))
	assert.Equal(t, 4, Width("残高"))
	assert.Equal(t, 1, Width("e\u0301"))
}

func TestCut(t *testing.T) {
	assert.Equal(t, "abc", Cut("abc", 3))
	assert.Equal(t, "ab…", Cut("abcd", 3))
	assert.Equal(t, "残…", Cut("残高照会", 4))
}
