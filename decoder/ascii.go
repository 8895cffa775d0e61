package decoder

import (
	"math/bits"

	"github.com/finfault/finfault/decoder/internal/lexer"
)

// The few string functions that the decoder needs, without the weight of
// package strings and without regard to ASCII case.

func lower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

func isLetter(c byte) bool { return c|0x20-'a' < 26 }

// equalFold reports whether s is word, which is lower-case.
func equalFold(s, word string) bool { return len(s) == len(word) && hasPrefixFold(s, word) }

// hasPrefixFold reports whether s begins with prefix, which is lower-case and has
// none of the characters `{|}~.
func hasPrefixFold(s, prefix string) bool {
	switch {
	case len(s) < len(prefix):
		return false
	case len(prefix) >= wordSize:
		return hasLongPrefixFold(s, prefix)
	}
	for i := 0; i < len(prefix); i++ {
		if lower(s[i]) != prefix[i] {
			return false
		}
	}
	return true
}

// wordSize is how many bytes are looked at in one go.
const wordSize = 8

// The same byte eight times.
const (
	ones     = 0x0101010101010101
	caseBits = 0x20 * ones // by which letters differ from their capitals
	highs    = 0x80 * ones
)

// hasLongPrefixFold is hasPrefixFold with eight bytes at a time, of which the last
// ones may be looked at twice.
func hasLongPrefixFold(s, prefix string) bool {
	last := len(prefix) - wordSize
	for i := 0; ; i = min(i+wordSize, last) {
		want := lexer.LoadText64(prefix, i)
		letters := want & (want >> 1) & caseBits // what has the next bit set as well
		if (lexer.LoadText64(s, i)^want)&^letters != 0 {
			return false
		}
		if i == last {
			return true
		}
	}
}

// containsFold reports whether s contains word, which is lower-case.
func containsFold(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if lower(s[i]) == word[0] && hasPrefixFold(s[i:], word) {
			return true
		}
	}
	return false
}

// indexByte returns where c is first in s, -1 if it is not there.
func indexByte(s string, c byte) int {
	i := 0
	for ; i+wordSize <= len(s); i += wordSize {
		w := lexer.LoadText64(s, i) ^ uint64(c)*ones
		if zeros := (w - ones) &^ w & highs; zeros != 0 {
			return i + bits.TrailingZeros64(zeros)>>3
		}
	}
	for ; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// trim drops blanks on both sides.
func trim(s string) string {
	for len(s) > 0 && isBlank(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isBlank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// number reads a whole number of digits only. It reports false for anything
// else; more digits than fit give limit.
func number(s string, limit int64) (int64, bool) {
	if s == "" {
		return 0, false
	}
	var n int64
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		if n = n*10 + int64(c); n > limit {
			n = limit
		}
	}
	return n, true
}
