package decoder_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// node is a JSON value that remembers the order of its members, and those of
// the same name.
type node struct {
	// kind is '{' or '[', or 0 for a value that has no parts.
	kind byte
	// text is what a value without parts says: of a string the string.
	text   string
	quoted bool
	names  []string
	parts  []node
}

// parse reads a body, or reports that it is none of one JSON value.
func parse(body []byte) (n node, ok bool) {
	if !json.Valid(body) {
		return n, false
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	return parseValue(d), true
}

func parseValue(d *json.Decoder) (n node) {
	token, _ := d.Token()
	switch v := token.(type) {
	case string:
		n.text, n.quoted = v, true
	case json.Delim:
		n.kind = byte(v)
		for d.More() {
			if n.kind == '{' {
				name, _ := d.Token()
				n.names = append(n.names, name.(string))
			}
			n.parts = append(n.parts, parseValue(d))
		}
		_, _ = d.Token()
	case nil:
		n.text = "null"
	default:
		n.text = fmt.Sprint(v)
	}
	return n
}

// style is a way to write JSON down.
type style struct {
	blank string
	quote func(string) string
}

func plain(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// escaped writes every character as an escape.
func escaped(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, `\u%04x`, unit)
	}
	return `"` + b.String() + `"`
}

// write appends a value in a style.
func (s style) write(b []byte, n *node) []byte {
	b = append(b, s.blank...)
	switch {
	case n.quoted:
		b = append(b, s.quote(n.text)...)
	case n.kind == 0:
		b = append(b, n.text...)
	default:
		b = append(b, n.kind)
		for i := range n.parts {
			if i > 0 {
				b = append(b, ',')
			}
			if n.kind == '{' {
				b = append(append(append(append(b, s.blank...), s.quote(n.names[i])...), s.blank...), ':')
			}
			b = s.write(b, &n.parts[i])
		}
		b = append(append(b, s.blank...), n.kind+2) // '{' and '}', '[' and ']' stand two apart
	}
	return append(b, s.blank...)
}

// each calls change for a value and all its parts, the parts first. It leaves
// maps of fields alone: their names are no members but what a verdict calls the
// source, and of several the first counts.
func (n *node) each(change func(*node)) {
	for i := range n.parts {
		if n.kind == '{' && (n.names[i] == "errors" || n.names[i] == "error_details") {
			continue
		}
		n.parts[i].each(change)
	}
	change(n)
}

// reverse turns the members of an object round; those of the same name stay in
// their order, as the last of them counts.
func reverse(n *node) {
	if n.kind != '{' {
		return
	}
	order := make([]int, len(n.names))
	for i := range order {
		order[i] = i
	}
	first := func(i int) int { return slices.Index(n.names, n.names[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return first(b) - first(a) })
	names, parts := slices.Clone(n.names), slices.Clone(n.parts)
	for to, from := range order {
		n.names[to], n.parts[to] = names[from], parts[from]
	}
}

// strangers are members that no provider sends, and decoys inside them.
var strangers, _ = parse([]byte(`{"zz_a":{"code":"access-denied","error":{"code":"4011"},"data":[{"type":"error","code":"x"}]},` +
	`"zz_b":[{"type":"job","status":"failed","steps":[{"status":"failed"}]}],"zz_c":503,"zz_d":null,"Tl-Should-Retry":true,"retry":[true],"zz_e":{"zz_f":[[[{}]]]}}`))

// befriend adds members that nobody knows to every object that says anything:
// one of nothing but nulls is not even an unknown shape, by the contract.
func befriend(n *node) {
	silent := func(n node) bool { return n.kind == 0 && !n.quoted && n.text == "null" }
	if n.kind != '{' || !slices.ContainsFunc(n.parts, func(p node) bool { return !silent(p) }) {
		return
	}
	half := len(strangers.names) / 2
	n.names = slices.Concat(strangers.names[:half], n.names, strangers.names[half:])
	n.parts = slices.Concat(strangers.parts[:half], n.parts, strangers.parts[half:])
}

// rewritings write a body anew in ways that change nothing that it says.
var rewritings = map[string]func(n *node) []byte{
	"whitespace": func(n *node) []byte { return style{" \t\r\n", plain}.write(nil, n) },
	"order": func(n *node) []byte {
		n.each(reverse)
		return style{"", plain}.write(nil, n)
	},
	"escapes": func(n *node) []byte { return style{"", escaped}.write(nil, n) },
	"strangers": func(n *node) []byte {
		n.each(befriend)
		return style{"", plain}.write(nil, n)
	},
}

// withAndWithoutRules are decoders of both kinds.
func withAndWithoutRules(t testing.TB) map[string]*decoder.Decoder {
	return map[string]*decoder.Decoder{"catalog": decoder.New(), "overlay": decoder.New(decoder.WithOverlay(vectorRules(t)))}
}

// everyRequest returns the input of every labelled answer, those for overlays
// too, without bodies that only are large; also as if of nobody.
func everyRequest(t testing.TB) (list []*decoder.Request) {
	ruled, err := corpus.Requests("testdata/overlay")
	require.NoError(t, err)
	for _, req := range append(corpusRequests(t), ruled...) {
		if len(req.Body) > 16<<10 {
			continue
		}
		anonymous := *req
		anonymous.Provider = catalog.ProviderUnknown
		list = append(list, req, &anonymous)
	}
	return list
}

// checkRewriting holds the verdict on each body against that on the same one
// written anew.
func checkRewriting(t *testing.T, how string) {
	for rules, d := range withAndWithoutRules(t) {
		compared := 0
		for _, req := range everyRequest(t) {
			n, ok := parse(req.Body)
			if !ok {
				continue
			}
			compared++
			want, other := classifyWith(d, req), *req
			other.Body = rewritings[how](&n)
			require.True(t, json.Valid(other.Body), "%s", other.Body)
			got := classifyWith(d, &other)
			assert.Equal(t, want, got, "%s: %s", rules, other.Body)
		}
		assert.Greater(t, compared, 500)
	}
}

// classifyWith returns a verdict that is detached from the decoder.
func classifyWith(d *decoder.Decoder, req *decoder.Request) catalog.Verdict {
	var v catalog.Verdict
	d.Classify(req, &v)
	return v.Clone()
}

// TestWhitespaceChangesNothing: blanks around every value.
func TestWhitespaceChangesNothing(t *testing.T) { checkRewriting(t, "whitespace") }

// TestOrderOfMembersChangesNothing: the members of every object turned round.
func TestOrderOfMembersChangesNothing(t *testing.T) { checkRewriting(t, "order") }

// TestEscapesChangeNothing: every character of every string and every name
// written as an escape.
func TestEscapesChangeNothing(t *testing.T) { checkRewriting(t, "escapes") }

// TestUnknownMembersChangeNothing: members that nobody knows in every object,
// with decoys inside them.
func TestUnknownMembersChangeNothing(t *testing.T) { checkRewriting(t, "strangers") }

// FuzzSpelling: however a body is spelled, it says the same.
func FuzzSpelling(f *testing.F) {
	for _, req := range everyRequest(f) {
		f.Add(uint8(req.Provider), req.Status, req.Body)
	}
	decoders := withAndWithoutRules(f)
	f.Fuzz(func(t *testing.T, provider uint8, status int, body []byte) {
		n, ok := parse(body)
		if !ok || len(body) > 64<<10 {
			return
		}
		req := decoder.Request{Provider: catalog.Provider(provider % 5), Status: status % 1000, Body: body}
		for rules, d := range decoders {
			want := classifyWith(d, &req)
			for _, how := range []string{"whitespace", "escapes"} {
				other := req
				other.Body = rewritings[how](&n)
				assert.Equal(t, want, classifyWith(d, &other), "%s: %s", rules, other.Body)
			}
		}
	})
}
