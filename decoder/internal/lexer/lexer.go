//go:build !jlexer

// Package lexer reads JSON for the code that easyjson generates.
//
// It stands in for github.com/mailru/easyjson/jlexer, with the methods that
// generated code calls and nothing else, because jlexer links fmt,
// encoding/json and reflect, allocates for each escaped string and each error,
// puts the body into its errors, and reads byte by byte where compiled to
// WebAssembly every step is dear. Under the build tag jlexer, Lexer is an
// alias of jlexer.Lexer: the generator runs so, and so does the test that
// holds the two against each other.
//
// What is JSON here is what encoding/json accepts, but for nesting, which is
// unlimited: raw control characters, leading zeros, bad escapes and commas too
// many are errors. After an error every method returns at once.
package lexer

import (
	"math/bits"
	"unicode/utf8"
	"unsafe"
)

// Lexer reads one JSON text. The zero value reads nothing; start with [Lexer.Reset].
// A Lexer is to be used by one goroutine at a time.
type Lexer struct {
	data    []byte
	pos     int
	broken  bool
	comma   bool     // the comma behind the value has been consumed
	scratch []byte   // what was unescaped; strings alias it
	stack   []uint64 // one bit per level that is being skipped: 1 for an object
}

// Reset starts reading data at its first non-blank byte. Strings read before
// become invalid. Memory of the lexer is kept.
func (l *Lexer) Reset(data []byte) {
	l.data, l.pos, l.broken, l.comma, l.scratch = data, 0, false, false, l.scratch[:0]
	l.blanks()
}

// Broken reports whether the text is no JSON as far as it was read.
func (l *Lexer) Broken() bool { return l.broken }

// fail makes every further call return at once.
func (l *Lexer) fail() {
	l.broken = true
	l.pos = len(l.data)
}

// blanks skips to the next non-blank byte.
func (l *Lexer) blanks() {
	if l.pos < len(l.data) && l.data[l.pos] <= ' ' {
		l.skipBlanks()
	}
}

//go:noinline
func (l *Lexer) skipBlanks() { l.pos = nonBlank(l.data, l.pos) }

// IsStart is part of what generated code calls. Whoever reads a whole text
// calls Consumed; generated code need not.
func (l *Lexer) IsStart() bool { return false }

// Consumed makes the text broken if anything but blanks follows.
func (l *Lexer) Consumed() {
	l.blanks()
	if l.pos != len(l.data) {
		l.fail()
	}
}

// IsNull always says no: the types that are read see a null themselves, so
// that a null replaces what an earlier member of the same name held.
func (l *Lexer) IsNull() bool { return false }

// Skip is part of what generated code calls after IsNull.
func (l *Lexer) Skip() {}

// Delim consumes the delimiter c and the blanks behind it.
func (l *Lexer) Delim(c byte) {
	if l.pos >= len(l.data) || l.data[l.pos] != c {
		l.fail()
		return
	}
	l.pos++
	l.blanks()
}

// IsDelim reports whether c is next, or nothing can be read any more.
func (l *Lexer) IsDelim(c byte) bool { return l.pos >= len(l.data) || l.data[l.pos] == c }

// WantColon is part of what generated code calls: UnsafeFieldName has consumed
// the colon already.
func (l *Lexer) WantColon() {}

// WantComma consumes a comma, behind which something must follow, or sees a
// closing bracket.
func (l *Lexer) WantComma() {
	if l.comma {
		l.comma = false
		return
	}
	l.wantComma()
}

func (l *Lexer) wantComma() {
	data, i := l.data, l.pos
	if i < len(data) && data[i] <= ' ' {
		i = nonBlank(data, i)
	}
	if i < len(data) && data[i] == ',' {
		i++
		if i < len(data) && data[i] <= ' ' {
			i = nonBlank(data, i)
		}
		if i < len(data) && data[i] != '}' && data[i] != ']' {
			l.pos = i
			return
		}
	} else if i < len(data) && (data[i] == '}' || data[i] == ']') {
		l.pos = i
		return
	}
	l.fail()
}

// UnsafeFieldName reads a member's name and the colon. The name aliases the
// text or scratch memory, see [Scalar].
func (l *Lexer) UnsafeFieldName(bool) string {
	data, start := l.data, l.pos+1
	if start+8 > len(data) || data[start-1] != '"' {
		return l.slowFieldName()
	}
	// Most names end within eight bytes, and then without a call.
	end := start
	if m := stops(load64(data, start)); m != 0 {
		end += bits.TrailingZeros64(m) >> 3
	} else if end = plainEnd(data, start+8); end < 0 {
		return l.slowFieldName()
	}
	next := end + 2
	if next >= len(data) || data[end] != '"' || data[end+1] != ':' {
		return l.slowFieldName()
	}
	if data[next] == ' ' {
		next++
	}
	if next < len(data) && data[next] <= ' ' {
		next = nonBlank(data, next)
	}
	l.pos = next
	return l.text(start, end)
}

// slowFieldName reads names with escapes or with blanks before the colon.
func (l *Lexer) slowFieldName() string {
	name := l.string()
	l.blanks()
	if l.pos >= len(l.data) || l.data[l.pos] != ':' {
		l.fail()
		return ""
	}
	l.pos++
	l.blanks()
	return name
}

// kinds tells the kind of a value from its first byte.
var kinds = [256]Kind{'n': Null, 't': Bool, 'f': Bool, '"': String, '{': Object, '[': Array, '-': Number,
	'0': Number, '1': Number, '2': Number, '3': Number, '4': Number, '5': Number, '6': Number, '7': Number, '8': Number, '9': Number}

// Peek returns the kind of the next value, Absent where none can follow.
func Peek(l *Lexer) Kind { return l.peek() }

func (l *Lexer) peek() Kind {
	if l.pos < len(l.data) {
		return kinds[l.data[l.pos]]
	}
	return Absent
}

// Scalar reads any value. Of a string it returns the text, of a number or
// literal the bytes on the wire, of an object or array nothing. What it
// returns aliases the text, or scratch memory where the text had escapes or
// bad UTF-8: it is valid until the next Reset.
func Scalar(l *Lexer) (string, Kind) {
	if l.pos < len(l.data) && l.data[l.pos] == '"' {
		data, start := l.data, l.pos+1
		if end := plainEnd(data, start); end >= 0 {
			// The comma too, if a name follows: WantComma then needs no call.
			next := end + 2
			l.pos = end + 1
			if next < len(data) && data[end+1] == ',' {
				if data[next] <= ' ' {
					next = nonBlank(data, next)
				}
				if next < len(data) && data[next] == '"' {
					l.pos, l.comma = next, true
				}
			}
			return l.text(start, end), String
		}
		s := l.string()
		if l.broken {
			return "", Absent
		}
		return s, String
	}
	kind, start := l.peek(), l.pos
	l.SkipRecursive()
	switch {
	case l.broken:
		return "", Absent
	case kind == Number || kind == Bool:
		return l.text(start, l.pos), kind
	}
	return "", kind
}

// Outer is where reading goes on after a text within a string.
type Outer struct {
	data  []byte
	pos   int
	comma bool
}

// Enter goes on with the JSON that a string read from l holds. What is read
// from it lives as long as what is read from l.
func Enter(l *Lexer, text string) Outer {
	o := Outer{l.data, l.pos, l.comma}
	l.comma = false
	l.data, l.pos = unsafe.Slice(unsafe.StringData(text), len(text)), 0
	l.blanks()
	return o
}

// Leave goes back to where Enter was called and reports whether the string
// held JSON and nothing more.
func Leave(l *Lexer, o Outer) bool {
	l.Consumed()
	ok := !l.broken
	l.data, l.pos, l.broken, l.comma = o.data, o.pos, false, o.comma
	return ok
}

// text returns the bytes from start to end, which the caller has checked, as a
// string that aliases them.
func (l *Lexer) text(start, end int) string {
	return unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(l.data)), start)), end-start)
}

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
		s := l.text(start, end)
		if !high || utf8.ValidString(s) {
			return s
		}
		return l.repaired(s)
	}
	return l.unescape(start, end)
}
