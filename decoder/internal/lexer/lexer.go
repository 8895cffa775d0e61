//go:build !jlexer

// Package lexer reads JSON for the code that easyjson generates.
//
// It stands in for github.com/mailru/easyjson/jlexer, because jlexer links
// fmt, encoding/json and reflect, allocates for each escaped string and each
// error, puts the body into its errors, and takes half a dozen calls for a
// member, of which each is dear where it is compiled to WebAssembly. Here one
// call reads a member: its name, and its value unless that is an object or an
// array. Package gen rewrites the generated code to it. Under the build tag
// jlexer, Lexer is an alias of jlexer.Lexer and the code is as generated: the
// generator runs so, and so does the test that holds the two against each other.
//
// What is JSON here is what encoding/json accepts, but for nesting, which is
// unlimited: raw control characters, leading zeros, bad escapes and commas too
// many are errors. After an error every method returns at once.
package lexer

import (
	"math/bits"
	"unsafe"
)

// Lexer reads one JSON text. The zero value reads nothing; start with [Lexer.Reset].
// A Lexer is to be used by one goroutine at a time.
//
// It stands on a value. That of a scalar has been read; an object or array
// begins at pos, and has to be gone through or skipped before the next.
type Lexer struct {
	data   []byte
	pos    int
	broken bool
	first  bool // no member or element has been read since the bracket
	kind   Kind
	// value and key are what Scalar and Key return.
	value, key span
	word       uint64
	scratch    []byte   // what was unescaped; strings alias it
	stack      []uint64 // one bit per level that is being skipped: 1 for an object
}

// span is a text that was read: where in data it stands as it is, else what it
// came to. Most are the former, and are read without storing a pointer.
type span struct {
	start, length int
	made          string // where start is negative
}

// made returns the span of a text that does not stand in the data.
func made(s string) span { return span{start: -1, made: s} }

// of returns the text.
func (s *span) of(data []byte) string {
	if s.start < 0 {
		return s.made
	}
	return unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(data)), s.start)), s.length)
}

// Reset starts reading data at its first non-blank byte. Strings read before
// become invalid. Memory of the lexer is kept.
func (l *Lexer) Reset(data []byte) {
	l.data, l.broken, l.scratch = data, false, l.scratch[:0]
	l.read(nonBlank(data, 0))
}

// Broken reports whether the text is no JSON as far as it was read.
func (l *Lexer) Broken() bool { return l.broken }

// fail makes every further call return at once.
func (l *Lexer) fail() bool {
	l.broken, l.kind = true, Absent
	l.pos = len(l.data)
	return false
}

// Consumed makes the text broken if anything but blanks follows.
func (l *Lexer) Consumed() {
	if end, _ := nonBlank(l.data, l.pos); end != len(l.data) {
		l.fail()
	}
}

// Open enters the object or array that the lexer stands on.
func (l *Lexer) Open() {
	l.first = true
	l.pos++
}

// Word is the first eight bytes of the key, the first one lowest, and zeros
// behind a shorter one. A key with a zero byte of its own has the word 0.
func (l *Lexer) Word() uint64 { return l.word }

// Named reports whether the key is a name of eight bytes or more that has the
// same Word. Most have no more than sixteen: then the last eight tell.
func (l *Lexer) Named(name string) bool {
	key := Key(l)
	n := len(name)
	return len(key) == n && LoadText64(key, n-8) == LoadText64(name, n-8) && (n <= 16 || key == name)
}

// Next reads the next member of an object and stands on its value. It reports
// false behind the object's end, and where the text is no JSON. It is one
// function because a second call for each member is what it costs.
//
//go:noinline
func (l *Lexer) Next() bool {
	data, i := l.data, l.pos
	if i+8 > len(data) {
		return l.oddNext(i, at(data, i))
	}
	word := load64(data, i)
	c := byte(word)
	if !l.first {
		switch c {
		case ',':
			i++
			c = byte(word >> 8)
		case '}':
			l.pos = i + 1
			return false
		default:
			return l.oddNext(i, c)
		}
	}
	if c <= ' ' {
		i, c = passBlanks(data, i, c)
	}
	start := i + 1
	if c != '"' || start+8 > len(data) {
		if l.first {
			return l.oddNext(i, c)
		}
		return l.slowName(i)
	}
	l.first = false
	// Most names end within eight bytes.
	word = load64(data, start)
	end := start
	if m := stops(word); m != 0 {
		end += bits.TrailingZeros64(m) >> 3
		word &= (m ^ (m - 1)) >> 8
	} else if end = plainEnd(data, start+8); end < 0 {
		return l.slowName(i)
	}
	if end+8 > len(data) {
		return l.slowName(i)
	}
	behind := load64(data, end)
	if uint16(behind) != '"'|':'<<8 {
		return l.slowName(i)
	}
	l.key.start, l.key.length, l.word = start, end-start, word
	i, c = end+2, byte(behind>>16)
	if c == ' ' {
		i, c = end+3, byte(behind>>24)
	}
	return l.read(i, c)
}

// oddNext is Next at the end of the text, where blanks stand in front of a comma
// or a bracket, and where there is no member. The byte at i is c.
//
//go:noinline
func (l *Lexer) oddNext(i int, c byte) bool {
	if c <= ' ' {
		i, c = passBlanks(l.data, i, c)
	}
	switch {
	case c == '}':
		l.pos, l.first = i+1, false
		return false
	case l.first:
		l.first = false
	case c == ',':
		i, _ = nonBlank(l.data, i+1)
	default:
		return l.fail()
	}
	return l.slowName(i)
}

// slowName reads names that have escapes, or blanks behind them, or stand at the
// very end. Next would have its loops if it became part of it.
//
//go:noinline
func (l *Lexer) slowName(i int) bool {
	data := l.data
	if i >= len(data) || data[i] != '"' {
		return l.fail()
	}
	if end := plainEnd(data, i+1); end >= 0 {
		l.key.start, l.key.length = i+1, end-i-1
		l.pos = end + 1
	} else {
		l.pos = i
		l.key = made(l.string())
	}
	i, c := nonBlank(data, l.pos)
	if l.broken || c != ':' {
		return l.fail()
	}
	l.word = WordOf(Key(l))
	return l.read(nonBlank(data, i+1))
}

// WordOf returns the word of a key, see [Lexer.Word].
func WordOf(key string) (w uint64) {
	for i := min(len(key), 8) - 1; i >= 0; i-- {
		w = w<<8 | uint64(key[i])
		if key[i] == 0 {
			return 0
		}
	}
	return w
}

// Element reads the next element of an array, as Next does members.
func (l *Lexer) Element() bool {
	i, c := nonBlank(l.data, l.pos)
	switch {
	case c == ']':
		l.pos, l.first = i+1, false
		return false
	case l.first:
		l.first = false
	case c == ',':
		i, c = nonBlank(l.data, i+1)
	default:
		return l.fail()
	}
	return l.read(i, c)
}

// kinds tells the kind of a value from its first byte.
var kinds = [256]Kind{'n': Null, 't': Bool, 'f': Bool, '"': String, '{': Object, '[': Array, '-': Number,
	'0': Number, '1': Number, '2': Number, '3': Number, '4': Number, '5': Number, '6': Number, '7': Number, '8': Number, '9': Number}

// read stands on the value at i, or behind the blanks there; c is the byte at i,
// 0 behind the end.
func (l *Lexer) read(i int, c byte) bool {
	data := l.data
	if c <= ' ' {
		i, c = skipBlanks(data, i)
	}
	if c != '"' {
		l.pos, l.kind = i, kinds[c]
		return c|0x20 == '{' || l.unquoted() // [ differs from { by this bit
	}
	l.kind = String
	start := i + 1
	end := start
	if start+8 <= len(data) {
		word := load64(data, start)
		if m := stops(word); m != 0 {
			n := bits.TrailingZeros64(m)
			if byte(word>>(n&56)) != '"' {
				return l.slowString(i)
			}
			l.pos, l.value.start, l.value.length = start+n>>3+1, start, n>>3
			return true
		}
		end += 8
	}
	if end = plainEnd(data, end); end < 0 {
		return l.slowString(i)
	}
	l.pos, l.value.start, l.value.length = end+1, start, end-start
	return true
}

// unquoted reads a number or literal, and sees to it that a value is there.
func (l *Lexer) unquoted() bool {
	start := l.pos
	l.value.start, l.value.length = start, 0
	switch l.kind {
	case Number:
		l.skipNumber()
	case Null, Bool:
		l.skipLiteral()
	default:
		return l.fail()
	}
	if l.kind != Null && !l.broken {
		l.value.length = l.pos - start
	}
	return !l.broken
}

// slowString reads a string with escapes or more than ASCII. Storing a pointer
// would make what it becomes part of dearer.
//
//go:noinline
func (l *Lexer) slowString(i int) bool {
	l.pos = i
	l.value = made(l.string())
	return !l.broken
}

// FirstElement enters the array that the lexer stands on and reads its first
// element, if there is one.
func FirstElement(l *Lexer) bool {
	l.Open()
	return l.Element()
}

// NextElement reads the element behind it.
func NextElement(l *Lexer) bool { return l.Element() }

// FirstMember enters the object that the lexer stands on and reads its first
// member, if there is one.
func FirstMember(l *Lexer) bool {
	l.Open()
	return l.Next()
}

// NextMember reads the member behind it.
func NextMember(l *Lexer) bool { return l.Next() }

// Key returns the name of the member that was read. It aliases the text or
// scratch memory, see [Scalar].
func Key(l *Lexer) string { return l.key.of(l.data) }

// Peek returns the kind of the value, Absent where there is none.
func Peek(l *Lexer) Kind { return l.kind }

// Scalar takes the value. Of a string it returns the text, of a number or
// literal the bytes on the wire, of an object or array, which it skips,
// nothing. What it returns aliases the text, or scratch memory where the text
// had escapes or bad UTF-8: it is valid until the next Reset.
func Scalar(l *Lexer) (string, Kind) {
	kind := l.kind
	if kind >= Object {
		return l.container()
	}
	return l.value.of(l.data), kind
}

// container skips the object or array.
func (l *Lexer) container() (string, Kind) {
	kind := l.kind
	l.passOver()
	if l.broken {
		return "", Absent
	}
	return "", kind
}

// SkipRecursive reads over the value, of whatever depth, and checks that it is
// JSON.
func (l *Lexer) SkipRecursive() {
	if l.kind >= Object {
		l.passOver()
	}
}

// Outer is where reading goes on after a text within a string.
type Outer struct {
	data []byte
	pos  int
}

// Enter goes on with the JSON that a string read from l holds. What is read
// from it lives as long as what is read from l.
func Enter(l *Lexer, text string) Outer {
	o := Outer{l.data, l.pos}
	l.data = unsafe.Slice(unsafe.StringData(text), len(text))
	l.read(nonBlank(l.data, 0))
	return o
}

// Leave goes back to where Enter was called and reports whether the string
// held JSON and nothing more.
func Leave(l *Lexer, o Outer) bool {
	l.Consumed()
	ok := !l.broken
	l.data, l.pos, l.broken = o.data, o.pos, false
	return ok
}
