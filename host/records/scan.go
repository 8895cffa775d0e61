package records

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// scanner reads the JSON text of one line. It stands in for the decoder's own
// lexer, which reads short values, where nearly every line here holds a body of
// some hundred bytes with an escape in every tenth: unescaping is the work, and
// this one does it eight bytes at a time, into memory that it made room in
// beforehand.
//
// Methods that return an ok have failed for good once it is false: the text is
// no JSON, and pos is where.
type scanner struct {
	data []byte
	pos  int
	// texts holds what was unescaped, of which n bytes are in use. It is longer
	// than the line, and what is unescaped is never longer than what it was.
	texts  []byte
	n      int
	levels []uint64 // one bit a level that is being passed over: 1 for an object
}

// slack is how many bytes a step may write behind the end of a text.
const slack = 8

// mostKept is how much memory is kept for lines that do not need it.
const mostKept = 1 << 20

// reset starts reading a line.
func (s *scanner) reset(line []byte) {
	s.data, s.pos, s.n = line, 0, 0
	need := len(line) + slack
	if len(s.texts) < need || len(s.texts) > mostKept && need < mostKept/2 {
		s.texts = make([]byte, need+need/2)
	}
}

// at returns the byte that is next, 0 at the end.
func (s *scanner) at() byte {
	if s.pos < len(s.data) {
		return s.data[s.pos]
	}
	return 0
}

// next passes over blanks and returns the byte behind them, 0 at the end.
func (s *scanner) next() byte {
	for i := s.pos; i < len(s.data); i++ {
		if c := s.data[i]; c > ' ' || !isBlank(c) {
			s.pos = i
			return c
		}
	}
	s.pos = len(s.data)
	return 0
}

// take passes over a byte, and the blanks before it, if it is next.
func (s *scanner) take(c byte) bool {
	if s.at() != c && s.next() != c {
		return false
	}
	s.pos++
	return true
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// stops marks the bytes of a word that end the plain part of a text: quote,
// backslash and control characters. Only the lowest mark is exact.
func stops(w uint64) uint64 {
	quote, backslash := w^'"'*ones, w^'\\'*ones
	return ((quote-ones)&^quote | (backslash-ones)&^backslash | (w-' '*ones)&^w) & highs
}

// plain returns where the plain part of a text that begins at i ends.
func (s *scanner) plain(i int) int {
	for ; i+8 <= len(s.data); i += 8 {
		if m := stops(binary.LittleEndian.Uint64(s.data[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(s.data) && s.data[i] >= ' ' && s.data[i] != '"' && s.data[i] != '\\' {
		i++
	}
	return i
}

// text reads the text whose quote is next. What it returns aliases the line, or
// texts where there were escapes.
func (s *scanner) text() (text []byte, ok bool) {
	start := s.pos + 1
	end := s.plain(start)
	if end < len(s.data) && s.data[end] == '"' {
		s.pos = end + 1
		return s.data[start:end], true
	}
	from := s.n
	s.n += copy(s.texts[from:], s.data[start:end])
	s.pos = end
	ok = s.unescape()
	return s.texts[from:s.n:s.n], ok
}

// unsafeString returns a text as a string that aliases it.
func unsafeString(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }
