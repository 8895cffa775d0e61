//go:build jlexer

package lexer

import "github.com/mailru/easyjson/jlexer"

// Lexer is jlexer's own: the easyjson generator asks types whether they have
// an UnmarshalEasyJSON(*jlexer.Lexer), and tests read the same bodies with both.
type Lexer = jlexer.Lexer

// Peek returns the kind of the next value.
func Peek(l *Lexer) Kind {
	switch l.CurrentToken() {
	case jlexer.TokenNull:
		return Null
	case jlexer.TokenBool:
		return Bool
	case jlexer.TokenNumber:
		return Number
	case jlexer.TokenString:
		return String
	}
	switch {
	case !l.Ok():
		return Absent
	case l.IsDelim('{'):
		return Object
	case l.IsDelim('['):
		return Array
	}
	return Absent
}

// Scalar reads any value, see the package's own lexer.
func Scalar(l *Lexer) (string, Kind) {
	kind := Peek(l)
	switch kind {
	case String:
		s := l.String()
		if !l.Ok() {
			return "", Absent
		}
		return s, String
	case Number, Bool:
		return string(l.Raw()), kind
	case Null:
		l.Null()
		return "", Null
	}
	l.SkipRecursive()
	return "", kind
}

// FirstElement enters an array and reports whether it has an element.
func FirstElement(l *Lexer) bool {
	l.Delim('[')
	return more(l, ']')
}

// NextElement reports whether another element follows.
func NextElement(l *Lexer) bool {
	l.WantComma()
	return more(l, ']')
}

// FirstMember enters an object and reports whether it has a member.
func FirstMember(l *Lexer) bool {
	l.Delim('{')
	return more(l, '}')
}

// NextMember reports whether another member follows.
func NextMember(l *Lexer) bool {
	l.WantComma()
	return more(l, '}')
}

// Key reads a member's name.
func Key(l *Lexer) string {
	key := l.UnsafeFieldName(false)
	l.WantColon()
	return key
}

// more consumes the closing bracket if that is what follows.
func more(l *Lexer, closing byte) bool {
	if l.IsDelim(closing) {
		l.Delim(closing)
		return false
	}
	return l.Ok()
}

// Outer is where reading goes on after a text within a string.
type Outer = jlexer.Lexer

// Enter goes on with the JSON that a string holds.
func Enter(l *Lexer, text string) Outer {
	o := *l
	*l = jlexer.Lexer{Data: []byte(text)}
	return o
}

// Leave goes back to where Enter was called and reports whether the string
// held JSON and nothing more.
func Leave(l *Lexer, o Outer) bool {
	l.Consumed()
	ok := l.Ok()
	*l = o
	return ok
}
