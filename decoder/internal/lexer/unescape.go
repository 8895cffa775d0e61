//go:build !jlexer

package lexer

import (
	"unicode/utf8"
	"unsafe"
)

// string reads a string, of which the opening quote is next.
func (l *Lexer) string() string {
	if l.pos >= len(l.data) || l.data[l.pos] != '"' {
		l.fail()
		return ""
	}
	start := l.pos + 1
	end, high := scanString(l.data, start)
	if end < len(l.data) && l.data[end] == '"' {
		l.pos = end + 1
		s := unsafeString(l.data[start:end])
		if !high || utf8.ValidString(s) {
			return s
		}
		return l.repaired(s)
	}
	return l.unescape(start, end)
}

// unescape reads on in a string whose plain part ended at end without a quote.
func (l *Lexer) unescape(start, end int) string {
	from := l.reserve(0)
	high := false
	for {
		l.scratch = append(l.scratch, l.data[start:end]...)
		if end >= len(l.data) || l.data[end] < ' ' {
			l.fail()
			return ""
		}
		if l.data[end] == '"' {
			break
		}
		r, next := escape(l.data, end)
		if next < 0 {
			l.fail()
			return ""
		}
		l.scratch = utf8.AppendRune(l.scratch, r)
		start = next
		var more bool
		end, more = scanString(l.data, start)
		high = high || more
	}
	l.pos = end + 1
	s := unsafeString(l.scratch[from:])
	if utf8.ValidString(s) {
		return s
	}
	return l.repaired(s)
}

// repaired returns s with each byte that is no UTF-8 as U+FFFD, as
// encoding/json has it.
func (l *Lexer) repaired(s string) string {
	from := l.reserve(3 * len(s))
	for _, r := range s {
		l.scratch = utf8.AppendRune(l.scratch, r)
	}
	return unsafeString(l.scratch[from:])
}

// reserve makes room for n bytes in the scratch memory and returns where they
// start. Strings read before keep the memory they alias.
func (l *Lexer) reserve(n int) int {
	if cap(l.scratch)-len(l.scratch) < n {
		l.scratch = make([]byte, 0, 2*cap(l.scratch)+n)
	}
	return len(l.scratch)
}

func unsafeString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// escape reads the escape sequence at i and returns its character and the
// index behind it, which is -1 for one that is no JSON.
func escape(data []byte, i int) (rune, int) {
	if i+1 >= len(data) {
		return 0, -1
	}
	switch c := data[i+1]; c {
	case '"', '\\', '/':
		return rune(c), i + 2
	case 'b':
		return '\b', i + 2
	case 'f':
		return '\f', i + 2
	case 'n':
		return '\n', i + 2
	case 'r':
		return '\r', i + 2
	case 't':
		return '\t', i + 2
	case 'u':
		return unicodeEscape(data, i)
	}
	return 0, -1
}

// unicodeEscape reads one \u sequence, or two that are a surrogate pair. A
// lone surrogate is U+FFFD.
func unicodeEscape(data []byte, i int) (rune, int) {
	r := hex4(data, i+2)
	if r < 0 {
		return 0, -1
	}
	if r < 0xd800 || r > 0xdfff {
		return r, i + 6
	}
	if r < 0xdc00 && i+8 <= len(data) && data[i+6] == '\\' && data[i+7] == 'u' {
		if low := hex4(data, i+8); low >= 0xdc00 && low <= 0xdfff {
			return (r-0xd800)<<10 | (low - 0xdc00) + 0x10000, i + 12
		}
	}
	return utf8.RuneError, i + 6
}

// hex4 returns the number that four hexadecimal digits write, or -1.
func hex4(data []byte, i int) rune {
	if i+4 > len(data) {
		return -1
	}
	var r rune
	for _, c := range data[i : i+4] {
		switch {
		case c-'0' < 10:
			c -= '0'
		case c|0x20-'a' < 6:
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}
