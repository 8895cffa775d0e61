//go:build !jlexer

package lexer

import "math/bits"

// Eight bytes are looked at in one step: a byte of a mask is 0x80 where the
// byte of the word is what was asked for. Only the lowest such byte is exact,
// which is all that is used.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// stops marks the bytes that end the plain part of a string: quote, backslash
// and control characters.
func stops(x uint64) uint64 {
	quote, slash := x^('"'*ones), x^('\\'*ones)
	return ((quote-ones)&^quote | (slash-ones)&^slash | (x-' '*ones)&^x) & highs
}

// scanString returns the index of the first quote, backslash or control
// character from i on, or len(data), and whether a byte before it is not ASCII.
func scanString(data []byte, i int) (end int, high bool) {
	var seen uint64
	for i+8 <= len(data) {
		x := load64(data, i)
		if m := stops(x); m != 0 {
			k := bits.TrailingZeros64(m) >> 3
			seen |= x & (1<<(8*uint(k)) - 1)
			return i + k, seen&highs != 0
		}
		seen |= x
		i += 8
	}
	for ; i < len(data); i++ {
		c := data[i]
		if c == '"' || c == '\\' || c < ' ' {
			break
		}
		seen |= uint64(c)
	}
	return i, seen&highs != 0
}
