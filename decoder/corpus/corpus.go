// Package corpus reads the labelled answers in decoder/testdata and compares
// verdicts with their labels, for the tests of every surface.
package corpus

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// Case is one labelled answer; decoder/testdata/cases/README.md describes the
// members.
type Case struct {
	ID         string            `json:"id"`
	Provider   string            `json:"provider"`
	Status     int               `json:"status"`
	Operation  string            `json:"operation"`
	Idempotent string            `json:"idempotent"`
	Headers    map[string]string `json:"headers"`
	Body       *string           `json:"body"`
	BodyBase64 string            `json:"body_base64"`
	Expect     Fields            `json:"expect"`
	Accept     map[string][]any  `json:"accept"`
	AcceptAny  []Fields          `json:"accept_any"`
	Why        string            `json:"why"`
	Fidelity   string            `json:"fidelity"`
	Extra      struct {
		Private []string `json:"private"`
	} `json:"extra"`
}

// Fields are fields of a verdict by the names of the labels.
type Fields map[string]any

// Core are the fields that are right together or not at all.
var Core = []string{"outcome", "category", "party", "retry", "automatic"}

// consequences follow from the category: under an alternative that changes it,
// they are compared only where the alternative names them.
var consequences = []string{"severity", "scope", "grpc_code", "effect", "certainty", "alternatives"}

// Load reads the files of labelled answers in a folder.
func Load(dir string) ([]Case, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no *.jsonl in %s", dir)
	}
	sort.Strings(names)
	var cases []Case
	for _, name := range names {
		list, err := loadFile(name)
		if err != nil {
			return nil, err
		}
		cases = append(cases, list...)
	}
	return cases, nil
}

func loadFile(name string) ([]Case, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var cases []Case
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", filepath.Base(name), n, err)
		}
		cases = append(cases, c)
	}
	return cases, lines.Err()
}

// Request returns the case's input.
func (c *Case) Request() (*decoder.Request, error) {
	p, ok := catalog.ParseProvider(c.Provider)
	if !ok {
		return nil, fmt.Errorf("%s: provider %q", c.ID, c.Provider)
	}
	op, ok := catalog.ParseOperation(c.Operation)
	if !ok {
		return nil, fmt.Errorf("%s: operation %q", c.ID, c.Operation)
	}
	req := &decoder.Request{Provider: p, Status: c.Status, Operation: op, Idempotent: c.Idempotent == "yes"}
	var lines []string
	for name, value := range c.Headers {
		lines = append(lines, name+": "+value+"\r\n")
	}
	sort.Strings(lines)
	req.Headers = []byte(strings.Join(lines, ""))
	if c.Body != nil {
		req.Body = []byte(*c.Body)
		return req, nil
	}
	var err error
	req.Body, err = base64.StdEncoding.DecodeString(c.BodyBase64)
	return req, err
}

// FieldsOf returns a verdict, in its JSON form, by the names of the labels.
func FieldsOf(verdictJSON []byte) (Fields, error) {
	var v struct {
		Fields
		Retry        map[string]any   `json:"retry"`
		Actions      []string         `json:"actions"`
		Errors       []map[string]any `json:"errors"`
		Drift        []string         `json:"drift"`
		Alternatives []string         `json:"alternatives"`
	}
	if err := json.Unmarshal(verdictJSON, &v.Fields); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(verdictJSON, &v); err != nil {
		return nil, err
	}
	f := v.Fields
	for name, value := range v.Retry {
		f[name] = value
	}
	f["retry"], f["hint"] = v.Retry["policy"], v.Retry["provider_hint"]
	delete(f, "policy")
	delete(f, "provider_hint")
	f["errors"] = len(v.Errors)
	delete(f, "action")
	if len(v.Actions) > 0 {
		f["action"] = v.Actions[0]
	}
	f["ladder"] = strings.Join(v.Actions, " > ")
	f["drift_in_full"] = strings.Join(v.Drift, ", ")
	f["alternatives_in_full"] = strings.Join(v.Alternatives, ", ")
	var rows []string
	for _, e := range v.Errors {
		rows = append(rows, fmt.Sprint(e["row"]))
	}
	f["error_rows"] = strings.Join(rows, ", ")
	return f, nil
}

// Wrong returns what is wrong with a verdict, a line a field; nothing when the
// case is right: when its core is that of the label or of one alternative, and
// the other fields go with it.
func (c *Case) Wrong(got Fields) []string {
	wrong := c.wrongCore(got, c.Expect, c.Accept)
	right := len(wrong) == 0
	wrong = append(wrong, c.wrongRest(got, nil)...)
	for _, alt := range c.AcceptAny {
		if len(c.wrongCore(got, overlay(c.Expect, alt), nil)) > 0 {
			continue
		}
		if rest := c.wrongRest(got, alt); !right || len(rest) < len(wrong) {
			wrong, right = rest, true
		}
	}
	return wrong
}

func (c *Case) wrongCore(got, want Fields, accept map[string][]any) []string {
	var wrong []string
	for _, name := range Core {
		if w, ok := want[name]; ok && !matches(name, got[name], w, accept[name]) {
			wrong = append(wrong, complaint(name, got[name], w))
		}
	}
	return wrong
}

// wrongRest compares the fields outside the core under an alternative.
func (c *Case) wrongRest(got, alt Fields) []string {
	want := overlay(c.Expect, alt)
	category, changed := alt["category"]
	changed = changed && category != c.Expect["category"]
	var wrong []string
	for _, name := range sortedNames(want) {
		if slices.Contains(Core, name) {
			continue
		}
		if _, named := alt[name]; changed && !named && slices.Contains(consequences, name) {
			continue
		}
		if !matches(name, got[name], want[name], c.Accept[name]) {
			wrong = append(wrong, complaint(name, got[name], want[name]))
		}
	}
	return wrong
}

func complaint(name string, got, want any) string {
	return fmt.Sprintf("%s: got %v, want %v", name, got, want)
}

func overlay(base, over Fields) Fields {
	out := Fields{}
	for k, v := range base {
		out[k] = v
	}
	for k, v := range over {
		out[k] = v
	}
	return out
}

func sortedNames(f Fields) []string {
	var names []string
	for k := range f {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}

// matches reports whether a field is as expected or as accepted.
func matches(name string, got, want any, accept []any) bool {
	for _, w := range append([]any{want}, accept...) {
		switch name {
		case "drift", "alternatives":
			if contains(got, w) {
				return true
			}
		default:
			if text(name, got) == text(name, w) {
				return true
			}
		}
	}
	return false
}

func contains(got, want any) bool {
	have, _ := got.([]any)
	list, _ := want.([]any)
	for _, w := range list {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// text makes values comparable: absent, null, "", [] and 0 are the same.
func text(name string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any:
		return text(name, len(v))
	case bool:
		return fmt.Sprint(v)
	case float64:
		if v == 0 {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		return text(name, float64(v))
	}
	if name == "truncated" && v == "" {
		return "false"
	}
	return fmt.Sprint(v)
}

// Shape is the shape that the label names.
func (c *Case) Shape() string {
	s, _ := c.Expect["shape"].(string)
	return s
}

// Samples returns one case of each shape, the documented ones before the made
// up ones, of bodies that are not empty: what benchmarks run on.
func Samples(dir string) ([]Case, error) {
	cases, err := Load(dir)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{"empty": true}
	var samples []Case
	for _, madeUp := range []bool{false, true} {
		for _, c := range cases {
			shape := c.Shape()
			if madeUp == (c.Fidelity == "synthetic") && !seen[shape] && c.Body != nil && len(*c.Body) < 4096 {
				seen[shape] = true
				samples = append(samples, c)
			}
		}
	}
	return samples, nil
}
