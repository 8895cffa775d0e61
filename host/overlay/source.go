package overlay

import (
	"bytes"
	"unicode/utf8"

	"github.com/finfault/finfault/catalog/overlay"
)

// MaxSource is how many bytes a source can have: 1 MiB.
const MaxSource = 1 << 20

// source is a file of rules while it is read.
type source struct {
	file string
	raw  []byte
	last lastPlace
	// tooDeep: the rest of the JSON is not read.
	tooDeep  bool
	problems Errors
	rules    []sourceRule
}

// sourceRule is a rule with where its parts stand.
type sourceRule struct {
	overlay.Rule
	// at is the rule's own key, such as "rules[3]".
	at string
	// places are the values by their keys below the rule, such as "when.code";
	// "" is the rule.
	places map[string]*node
	// failed are the keys with a problem.
	failed map[string]bool
}

// readSource reads a source as far as that goes; its problems say how far.
func readSource(file string, b []byte) *source {
	s := &source{file: file, raw: bytes.TrimPrefix(b, []byte("\ufeff"))}
	if len(b) > MaxSource {
		s.fail(0, 0, "is larger than 1 MiB")
		return s
	}
	for at := 0; at < len(s.raw); {
		r, size := utf8.DecodeRune(s.raw[at:])
		if r == utf8.RuneError && size == 1 {
			line, column := s.place(at)
			s.fail(line, column, "is not in UTF-8")
			return s
		}
		at += size
	}
	var root *node
	if s.isJSON() {
		root = s.readJSON()
	} else {
		root = s.readYAML()
	}
	if root != nil {
		s.readFile(root)
		s.sort()
	}
	return s
}

// err returns the problems, or nil.
func (s *source) err() error {
	if len(s.problems.List) == 0 {
		return nil
	}
	return &s.problems
}

// fail reports a problem of the file as a whole.
func (s *source) fail(line, column int, problem string) {
	s.report(&Error{Line: line, Column: column, Problem: problem})
}

// failAt reports a problem of a key.
func (s *source) failAt(n *node, at, problem string) {
	s.report(&Error{Line: n.line, Column: n.column, Key: at, Problem: problem})
}

func (s *source) report(e *Error) {
	e.File = s.file
	if len(s.problems.List) == mostErrors {
		s.problems.More++
		return
	}
	s.problems.List = append(s.problems.List, e)
}

// ruleList returns the rules without their places.
func (s *source) ruleList() []overlay.Rule {
	rules := make([]overlay.Rule, len(s.rules))
	for i := range s.rules {
		rules[i] = s.rules[i].Rule
	}
	return rules
}
