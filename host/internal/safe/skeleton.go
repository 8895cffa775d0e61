package safe

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// Bounds of a skeleton, so that a hostile body makes a small one.
const (
	deepest  = 4    // levels that are shown
	widest   = 24   // members of an object that are shown
	distinct = 3    // elements of a list that are shown, those of one structure once
	sampled  = 16   // elements of a list that are looked at
	most     = 2000 // values that are looked at
	longest  = 1000 // bytes of text
)

// Kind is the JSON type of a value.
type Kind uint8

// The JSON types. Missing is what stands where a body ends too early.
const (
	Missing Kind = 1 << iota
	Null
	Bool
	Number
	String
	Object
	List
)

// String returns the type's name.
func (k Kind) String() string {
	switch k {
	case Null:
		return "null"
	case Bool:
		return "bool"
	case Number:
		return "number"
	case String:
		return "string"
	case Object:
		return "object"
	case List:
		return "list"
	}
	return "missing"
}

// Node is a value of a body without what it says: its type, and of objects and
// lists their structure.
type Node struct {
	Kind Kind
	// Members are those of an object, by name; names that cannot be shown are
	// Hidden, and those of the same structure stand once.
	Members []Member
	// Elements are the structures that the elements of a list have.
	Elements []*Node
	// more: there is more than is shown.
	more bool
	// value is what may be shown of a scalar: a class of length, or a word of the
	// catalog.
	value string
}

// Member is a member of an object.
type Member struct {
	Name string
	Node *Node
}

// Body returns the structure of a body, or nil where it is no JSON. A body that
// is cut or broken has the structure of what could be read.
func Body(p catalog.Provider, body []byte) *Node {
	if len(body) > decoder.MaxBody {
		body = body[:decoder.MaxBody]
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	if len(trimmed) == 0 || trimmed[0] != '{' && trimmed[0] != '[' {
		return nil
	}
	r := reader{tokens: json.NewDecoder(bytes.NewReader(trimmed)), provider: p}
	r.tokens.UseNumber()
	return r.value("", deepest)
}

// Status returns the HTTP status that an object names, "" for none.
func (n *Node) Status() string {
	if n == nil {
		return ""
	}
	for _, m := range n.Members {
		if status := unquoted(m.Node.value); statusNames[m.Name] && isStatus(status) {
			return status
		}
	}
	return ""
}

// Structure returns the names and types of the body, by which bodies of one
// form are known.
func (n *Node) Structure() string { return n.text(false) }

// Sample returns the names and types, how long texts are, and those values that
// are words of the catalog.
func (n *Node) Sample() string { return n.text(true) }

func (n *Node) text(values bool) string {
	if n == nil {
		return ""
	}
	text := string(n.append(nil, values))
	if len(text) <= longest {
		return text
	}
	return strings.ToValidUTF8(text[:longest], "") + Hidden
}

func (n *Node) append(b []byte, values bool) []byte {
	switch n.Kind {
	case Object:
		b = append(b, '{')
		for i, m := range n.Members {
			b = append(append(append(separate(b, i), m.Name...), ": "...), m.Node.append(nil, values)...)
		}
		return append(n.rest(b, len(n.Members)), '}')
	case List:
		b = append(b, '[')
		for i, e := range n.Elements {
			b = e.append(separate(b, i), values)
		}
		return append(n.rest(b, len(n.Elements)), ']')
	}
	if values && n.value != "" {
		return append(b, n.value...)
	}
	return append(b, n.Kind.String()...)
}

func separate(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ", "...)
	}
	return b
}

// rest says that there is more than the so many that are shown.
func (n *Node) rest(b []byte, shown int) []byte {
	if n.more {
		b = append(separate(b, shown), Hidden...)
	}
	return b
}

// member adds a member to an object. Of one that comes again the last counts.
func (n *Node) member(name string, value *Node) {
	same := slices.IndexFunc(n.Members, func(m Member) bool {
		return m.Name == name && (name != Hidden || m.Node.Structure() == value.Structure())
	})
	switch {
	case same >= 0:
		n.Members[same].Node = value
	case len(n.Members) == widest:
		n.more = true
	default:
		n.Members = append(n.Members, Member{name, value})
	}
}

// element adds an element to a list.
func (n *Node) element(value *Node) {
	structure := value.Structure()
	switch {
	case slices.ContainsFunc(n.Elements, func(e *Node) bool { return e.Structure() == structure }):
	case len(n.Elements) == distinct:
		n.more = true
	default:
		n.Elements = append(n.Elements, value)
	}
}

// sort puts members and elements in an order of their own.
func (n *Node) sort() {
	slices.SortStableFunc(n.Members, func(a, b Member) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(a.Node.Structure(), b.Node.Structure())
	})
	slices.SortStableFunc(n.Elements, func(a, b *Node) int { return strings.Compare(a.Structure(), b.Structure()) })
}
