package records

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf8"
)

// unescape reads on in a text up to its end and writes it behind what is in
// use of texts.
func (s *scanner) unescape() (ok bool) {
	data, to := s.data, s.texts
	i, n := s.pos, s.n
	for i < len(data) {
		switch c := data[i]; {
		case c == '"':
			s.pos, s.n = i+1, n
			return true
		case c == '\\':
			if i+1 < len(data) && escaped[data[i+1]] != 0 {
				to[n] = escaped[data[i+1]]
				i, n = i+2, n+1
				break
			}
			r, size := unicodeEscape(data[i:])
			if size == 0 {
				s.pos = i
				return false
			}
			i, n = i+size, n+utf8.EncodeRune(to[n:], r)
		case c < ' ':
			s.pos = i
			return false
		default:
			to[n] = c
			i, n = i+1, n+1
		}
		for i+8 <= len(data) && n+8 <= len(to) {
			word := binary.LittleEndian.Uint64(data[i:])
			binary.LittleEndian.PutUint64(to[n:], word)
			m := stops(word)
			plain := bits.TrailingZeros64(m) >> 3 // 8 where there is no mark
			i, n = i+plain, n+plain
			if m != 0 {
				break
			}
		}
	}
	s.pos = i
	return false
}

// escaped is the character that a letter behind a backslash stands for, 0 for
// letters that stand for none.
var escaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unicodeEscape reads the \u sequence that a text begins with, or the two that
// are a surrogate pair, and returns its length, 0 where it is none. A lone
// surrogate is U+FFFD.
func unicodeEscape(text []byte) (r rune, size int) {
	r = codeUnit(text)
	if r < 0 {
		return 0, 0
	}
	if r < 0xd800 || r > 0xdfff {
		return r, 6
	}
	if low := codeUnit(text[6:]); r < 0xdc00 && low >= 0xdc00 && low <= 0xdfff {
		return (r-0xd800)<<10 | (low - 0xdc00) + 0x10000, 12
	}
	return utf8.RuneError, 6
}

// codeUnit returns the number that a sequence of \u and four hexadecimal digits
// writes, or -1.
func codeUnit(text []byte) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(unsafeString(text[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
