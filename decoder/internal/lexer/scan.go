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

// stops marks the bytes that end the plain ASCII part of a string: quote,
// backslash, control characters and whatever is not ASCII. Below 0x80, taking n
// from a byte sets its highest bit only where the byte was less than n; quotes
// and control characters are less than 0x21 once the bit 2 is turned over.
func stops(x uint64) uint64 {
	return ((x ^ 2*ones - 0x21*ones) | (x ^ '\\'*ones - ones) | x) & highs
}

// plainEnd returns the index of the quote that ends the string whose text
// begins at i, if it is all ASCII and without escapes, or else -1. As with
// skipBlanks, its loops stay its own.
//
//go:noinline
func plainEnd(data []byte, i int) int {
	for ; i+8 <= len(data); i += 8 {
		if m := stops(load64(data, i)); m != 0 {
			if i += bits.TrailingZeros64(m) >> 3; data[i] == '"' {
				return i
			}
			return -1
		}
	}
	for ; i < len(data) && data[i]-' ' < 0x60 && data[i] != '\\'; i++ {
		if data[i] == '"' {
			return i
		}
	}
	return -1
}

// at returns the byte at i, 0 behind the end.
func at(data []byte, i int) byte {
	if i < len(data) {
		return data[i]
	}
	return 0
}

// nonBlank returns the index of the first byte from i on that is no blank, and
// the byte, 0 where there is none.
func nonBlank(data []byte, i int) (int, byte) {
	c := at(data, i)
	if c > ' ' {
		return i, c
	}
	return passBlanks(data, i, c)
}

// passBlanks is nonBlank where c is the byte at i. It knows what stands between
// the tokens of indented JSON: one blank, or a line break and a few spaces.
func passBlanks(data []byte, i int, c byte) (int, byte) {
	if (c == '\n' || c == ' ') && i+9 <= len(data) {
		word := load64(data, i+1)
		n := bits.TrailingZeros64(word ^ ' '*ones)
		if n == 64 && i+17 <= len(data) {
			i += 8
			word = load64(data, i+1)
			n = bits.TrailingZeros64(word ^ ' '*ones)
		}
		if c = byte(word >> (n & 56)); c > ' ' {
			return i + 1 + n>>3, c
		}
	}
	return skipBlanks(data, i)
}

// skipBlanks is nonBlank for any number of blanks. What passBlanks becomes part of
// would have its loops if it did too.
//
//go:noinline
func skipBlanks(data []byte, i int) (int, byte) {
	for ; i < len(data); i++ {
		for i+8 <= len(data) && load64(data, i) == ' '*ones {
			i += 8
		}
		if c := at(data, i); !isBlank(c) {
			return i, c
		}
	}
	return i, 0
}

// isBlank reports whether a byte may stand between tokens.
func isBlank(c byte) bool {
	const blanks = 1<<' ' | 1<<'\n' | 1<<'\r' | 1<<'\t'
	return c <= ' ' && blanks>>c&1 != 0
}

// scanString returns the index of the first quote, backslash or control
// character from i on, or len(data), and whether a byte before it is not ASCII.
func scanString(data []byte, i int) (end int, high bool) {
	for i < len(data) {
		if i+8 <= len(data) {
			m := stops(load64(data, i))
			if m == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(m) >> 3
		}
		switch c := data[i]; {
		case c == '"' || c == '\\' || c < ' ':
			return i, high
		case c >= 0x80:
			high = true
		}
		i++
	}
	return i, high
}
