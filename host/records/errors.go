package records

import (
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
)

// Error says why a line is no record. It never holds a value of the line.
type Error struct {
	// Line is the number of the line, counted from 1; 0 if the line came from no
	// reader.
	Line int64
	// Member is the name of the member that is wrong, one of those that the
	// package knows; "" if it is the line as a whole.
	Member string
	// Found says what is wrong, Allowed what would be right.
	Found, Allowed string
}

// Error returns all of it as one sentence, such as "line 7: status: found a
// list; allowed: 100 to 999, or 0 for no answer".
func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		b.WriteString("line " + strconv.FormatInt(e.Line, 10) + ": ")
	}
	if e.Member != "" {
		b.WriteString(e.Member + ": ")
	}
	b.WriteString("found " + e.Found)
	if e.Allowed != "" {
		b.WriteString("; allowed: " + e.Allowed)
	}
	return b.String()
}

// What members may be, for errors.
var (
	allowedProvider   = names(catalog.ParseProvider)
	allowedOperation  = names(catalog.ParseOperation)
	allowedStatus     = "100 to 999, or 0 for no answer"
	allowedIdempotent = `true, false, "yes" or "no"`
	allowedHeaders    = `an object of names and values, or a text with a "Name: value" a line`
	allowedValue      = "as the value of a header a text, a number, or a list of them"
	allowedBase64     = "a text in base64, as RFC 4648 has it, with padding"
	allowedTime       = "a text as RFC 3339 has it, such as 2026-01-31T23:59:59Z"
	allowedID         = "a text in UTF-8 or a number"
	allowedLine       = "one JSON object a line"
)

// names lists the names of an enumeration, which starts at zero and has no gaps.
func names[T interface {
	~uint8
	String() string
}](parse func(string) (T, bool)) string {
	var list []string
	for v := T(0); v.String() != ""; v++ {
		if _, ok := parse(v.String()); ok {
			list = append(list, v.String())
		}
	}
	return strings.Join(list, ", ")
}

// kindAt says what kind of value begins with a byte.
func kindAt(c byte) string {
	switch c {
	case '"':
		return "a text"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}
