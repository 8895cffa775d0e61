package safe

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
)

// reader reads the structure of a JSON text, once through and with memory for
// what is shown only.
type reader struct {
	tokens   *json.Decoder
	provider catalog.Provider
	broken   bool
	values   int // that have been looked at
}

// next returns the next token, nil where there is none.
func (r *reader) next() (token json.Token, ok bool) {
	if r.broken {
		return nil, false
	}
	token, err := r.tokens.Token()
	r.broken = err != nil
	return token, err == nil
}

// value reads a value of a member, of which so many levels are shown.
func (r *reader) value(name string, levels int) *Node {
	token, ok := r.next()
	r.values++
	if !ok {
		return &Node{Kind: Missing}
	}
	switch t := token.(type) {
	case json.Delim:
		return r.container(t, levels)
	case string:
		return &Node{Kind: String, value: r.shown(name, t)}
	case json.Number:
		return &Node{Kind: Number, value: r.number(name, t.String())}
	case bool:
		return &Node{Kind: Bool}
	}
	return &Node{Kind: Null}
}

// container reads an object or a list.
func (r *reader) container(open json.Delim, levels int) *Node {
	n := &Node{Kind: List}
	if open == '{' {
		n.Kind = Object
	}
	if levels == 0 || r.values > most {
		n.more = r.skipRest()
		return n
	}
	if n.Kind == Object {
		r.members(n, levels-1)
	} else {
		r.elements(n, levels-1)
	}
	n.sort()
	return n
}

func (r *reader) members(n *Node, levels int) {
	for !r.broken && r.tokens.More() {
		if name, ok := r.next(); ok {
			text, _ := name.(string)
			n.member(Name(text), r.value(text, levels))
		}
	}
	r.next() // the bracket
}

// elements reads the first elements of a list: those behind them are hardly ever
// of another structure. Where a body ends is no element: whether More expects one
// there depends on the version of Go.
func (r *reader) elements(n *Node, levels int) {
	for range sampled {
		if r.broken || !r.tokens.More() {
			break
		}
		value := r.value("", levels)
		if value.Kind == Missing {
			return
		}
		n.element(value)
	}
	r.skipRest()
}

// skipRest reads up to the bracket that closes what has been opened, and reports
// whether anything stood before it.
func (r *reader) skipRest() (found bool) {
	for depth := 1; depth > 0; found = found || depth > 0 {
		token, ok := r.next()
		if !ok {
			break
		}
		if bracket, is := token.(json.Delim); is && (bracket == '{' || bracket == '[') {
			depth++
		} else if is {
			depth--
		}
	}
	return found
}

// statusNames are the members that hold an HTTP status.
var statusNames = setOf("status", "http_code")

// codeNames are the members that hold a code.
var codeNames = setOf("code", "error_code", "error", "failure_reason", "connection_status")

// wordNames are the members that hold one of a few words, and words those that
// the decoder knows.
var (
	wordNames = setOf("status", "type")
	knownWord = setOf("failed", "errored", "pending", "in-progress", "success", "error", "job", "list", "timeout")
)

// shown returns what may be shown of a text.
func (r *reader) shown(name, text string) string {
	switch {
	case statusNames[name] && isStatus(text),
		wordNames[name] && knownWord[text],
		codeNames[name] && !manyDigits(text) && catalog.Known(r.provider, text):
		return strconv.Quote(text)
	}
	return "string(" + lengthClass(len(text)) + ")"
}

// number returns what may be shown of a number: a status.
func (r *reader) number(name, text string) string {
	if statusNames[name] && isStatus(text) {
		return text
	}
	return ""
}

func isStatus(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 100 && n < 600 && strconv.Itoa(n) == text
}

// lengthClass says roughly how long a text is.
func lengthClass(n int) string {
	switch {
	case n == 0:
		return "empty"
	case n <= 16:
		return "1-16"
	case n <= 64:
		return "17-64"
	case n <= 256:
		return "65-256"
	}
	return "257+"
}

// unquoted drops the quotes around a status that is a text.
func unquoted(value string) string { return strings.Trim(value, `"`) }
