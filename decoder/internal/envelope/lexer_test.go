//go:build !jlexer

package envelope

import (
	"encoding/json"

	"github.com/finfault/finfault/decoder/internal/lexer"
)

// start and readWith read with our own lexer.
func start(l *lexer.Lexer, data []byte) { l.Reset(data) }

func readWith(l *lexer.Lexer, data []byte) (*Envelope, bool) {
	start(l, data)
	var e Envelope
	if lexer.Peek(l) == Object {
		e.UnmarshalEasyJSON(l)
	} else {
		l.SkipRecursive()
	}
	l.Consumed()
	return &e, !l.Broken()
}

// skipByLexer names members that the lexer reads in another way than
// encoding/json: none.
func skipByLexer(json.RawMessage) bool { return false }
