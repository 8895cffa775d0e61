package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/host/internal/near"
	"github.com/finfault/finfault/host/overlay/internal/keys"
)

// readFile reads the object that a source is.
func (s *source) readFile(root *node) {
	s.object(root, "", "", func(k *keys.Key, n *node, at string) {
		if k.Path == "rules" && s.is(n, k, at, list) {
			s.readRules(n)
		} else if k.Type == keys.Integer {
			s.number(n, k, at)
		} else if k.Type == keys.Text {
			s.is(n, k, at, text)
		}
	})
}

func (s *source) readRules(n *node) {
	if len(n.values) > overlay.MaxRules {
		s.failAt(n.values[overlay.MaxRules], fmt.Sprintf("rules[%d]", overlay.MaxRules), fmt.Sprintf("is one too many: there can be %d rules", overlay.MaxRules))
		return
	}
	lines := map[string]int{} // where each name stands
	for i, e := range n.values {
		s.rules = append(s.rules, sourceRule{at: fmt.Sprintf("rules[%d]", i), places: map[string]*node{"": e}, failed: map[string]bool{}})
		r := &ruleReader{s, &s.rules[i]}
		r.read(e)
		r.check()
		if name := r.rule.places["name"]; r.rule.Name != "" {
			if line, taken := lines[r.rule.Name]; taken {
				r.fail(name, "name", fmt.Sprintf("%s is the name of an earlier rule, in line %d", quote(r.rule.Name), line))
			} else {
				lines[r.rule.Name] = name.line
			}
		}
	}
}

// object reads the members of an object: those that there are, each once, and
// all that are required. path is the key of the object, at the same with the
// numbers of elements.
func (s *source) object(n *node, path, at string, read func(k *keys.Key, n *node, at string)) {
	if !s.is(n, keys.Find(path), at, object) {
		return
	}
	known := keys.Under(path)
	lines := map[string]int{}
	for i, name := range n.names {
		here := joined(at, shownKey(name.text))
		j := slices.IndexFunc(known, func(k *keys.Key) bool { return k.Name() == name.text })
		line, twice := lines[name.text]
		switch {
		case name.kind == broken:
		case name.kind != text:
			s.failAt(name, at, "a key has to be a text, and "+quote(name.text)+" is "+name.kind.String())
		case j < 0:
			s.unknown(name, here, known)
		case twice:
			s.failAt(name, here, fmt.Sprintf("stands twice, first in line %d", line))
		default:
			lines[name.text] = name.line
			read(known[j], n.values[i], here)
		}
	}
	for _, k := range known {
		if _, given := lines[k.Name()]; k.Required && !given {
			s.report(&Error{Line: n.line, Column: n.column, Key: joined(at, k.Name()), Problem: "is missing: it is " + k.Takes()})
		}
	}
}

// unknown reports a key that does not exist.
func (s *source) unknown(name *node, at string, known []*keys.Key) {
	var names []string
	for _, k := range known {
		names = append(names, k.Name())
	}
	s.report(&Error{Line: name.line, Column: name.column, Key: at, Problem: "there is no such key; there are",
		Allowed: names, Near: near.Word(name.text, names)})
}

// is reports whether a value is of a kind, and if not, that as a problem.
func (s *source) is(n *node, k *keys.Key, at string, want kind) bool {
	if n.kind != want {
		s.wrongKind(n, k, at)
	}
	return n.kind == want
}

// wrongKind reports a value of a kind that a key does not take.
func (s *source) wrongKind(n *node, k *keys.Key, at string) {
	if n.kind == broken {
		return
	}
	problem := "is " + n.kind.String() + "; it has to be " + k.Takes()
	if n.text != "" && n.kind != null {
		problem = quote(n.text) + " " + problem
		if k.Type == keys.Text && k.Names == nil {
			problem += ": put it in quotes"
		}
	}
	s.report(&Error{Line: n.line, Column: n.column, Key: at, Problem: problem, Allowed: k.Names})
}

func joined(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

// shownKey is how an error names a key, whatever it is.
func shownKey(name string) string {
	const word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$"
	if name != "" && len(name) <= near.Longest && strings.Trim(name, word) == "" {
		return name
	}
	return quote(name)
}

// sort brings the problems into the order of the file.
func (s *source) sort() {
	slices.SortStableFunc(s.problems.List, func(a, b *Error) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}
