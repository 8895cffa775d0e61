package envelope

import (
	"unsafe"

	"github.com/finfault/finfault/decoder/internal/lexer"
)

// Kind is the JSON type of a member.
type Kind = lexer.Kind

// The kinds, see package lexer.
const (
	Absent = lexer.Absent
	Null   = lexer.Null
	Bool   = lexer.Bool
	Number = lexer.Number
	String = lexer.String
	Object = lexer.Object
	Array  = lexer.Array
)

// Text is a member that should be a string. Of a number or a literal it holds
// the bytes on the wire, of anything else nothing but its kind. An envelope has
// dozens of them, to be cleared for each body: so it is smaller than a string
// with a kind beside it.
type Text struct {
	data   *byte
	length int32
	Kind   Kind `json:"-"`
}

// UnmarshalEasyJSON reads a value of any type.
func (t *Text) UnmarshalEasyJSON(l *lexer.Lexer) {
	s, kind := lexer.Scalar(l)
	t.data, t.length, t.Kind = unsafe.StringData(s), int32(len(s)), kind
}

// S returns the text. It lives as long as what was read.
func (t *Text) S() string { return unsafe.String(t.data, int(t.length)) }

// Given reports whether the member is there and not null.
func (t *Text) Given() bool { return t.Kind > Null }

// IsTrue and IsFalse report whether the member says true or false, be it as a
// literal or as a string.
func (t *Text) IsTrue() bool { return t.S() == "true" }

// IsFalse is the counterpart of IsTrue: a null is neither.
func (t *Text) IsFalse() bool { return t.S() == "false" }

// Seen is a member of which only the type matters.
type Seen Kind

// UnmarshalEasyJSON reads a value of any type.
func (s *Seen) UnmarshalEasyJSON(l *lexer.Lexer) {
	*s = Seen(lexer.Peek(l))
	l.SkipRecursive()
}

// Given reports whether the member is there and not null.
func (s Seen) Given() bool { return Kind(s) > Null }
