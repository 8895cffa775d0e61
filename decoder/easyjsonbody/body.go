// Package easyjsonbody offers the answer of a provider as a member of structs
// that easyjson reads, for programs that hold a jlexer.Lexer: a log record, a
// queue message or a stored response with the body inside.
//
// It stands apart from package decoder because jlexer brings fmt, encoding/json
// and reflect along.
package easyjsonbody

import "github.com/mailru/easyjson/jlexer"

// Body is a provider's body within another JSON text: as JSON of its own, or
// as a string that holds it. It implements easyjson.Unmarshaler.
//
//	type record struct {
//		Status int               `json:"status"`
//		Body   easyjsonbody.Body `json:"body"`
//	}
//	...
//	d.Classify(&decoder.Request{Status: r.Status, Body: r.Body}, &v)
type Body []byte

// UnmarshalEasyJSON reads any value: the text of a string, nothing of a null,
// and the bytes on the wire of everything else. The memory of an earlier body
// is used again; what is read is a copy and does not alias the lexer's text.
func (b *Body) UnmarshalEasyJSON(l *jlexer.Lexer) {
	*b = (*b)[:0]
	switch {
	case l.IsNull():
		l.Skip()
	case l.CurrentToken() == jlexer.TokenString:
		*b = append(*b, l.String()...)
	default:
		*b = append(*b, l.Raw()...)
	}
}
