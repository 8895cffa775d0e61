//go:build jlexer

package envelope

import (
	"encoding/json"

	"github.com/finfault/finfault/decoder/internal/lexer"
)

// start and readWith read with jlexer itself, the other oracle: the same
// generated code and types, on the lexer they were generated for.
func start(l *lexer.Lexer, data []byte) { *l = lexer.Lexer{Data: data} }

func readWith(l *lexer.Lexer, data []byte) (*Envelope, bool) {
	start(l, data)
	var e Envelope
	e.UnmarshalEasyJSON(l)
	l.Consumed()
	return &e, l.Ok()
}

// skipByLexer names members that jlexer reads in another way: generated code
// passes over a null before the type sees it, so that an earlier member of the
// same name stays, and the kind of a null is not known.
func skipByLexer(raw json.RawMessage) bool { return kindOf(raw) == Null }
