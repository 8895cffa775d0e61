package overlay

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// isJSON reports whether a source is read as JSON: nearly all JSON is YAML too,
// but not all, and its errors should speak of JSON.
func (s *source) isJSON() bool {
	return strings.HasSuffix(s.file, ".json") || json.Valid(s.raw)
}

// readJSON returns the value of a source, or nil after a problem.
func (s *source) readJSON() *node {
	var raw json.RawMessage
	if err := json.Unmarshal(s.raw, &raw); err != nil {
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			line, column := s.place(max(int(syntax.Offset)-1, 0))
			s.fail(line, column, "is no JSON: "+syntax.Error())
		}
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(s.raw))
	d.UseNumber()
	n := s.fromJSON(d, 0)
	if s.tooDeep {
		return nil
	}
	return n
}

// place returns the line and the column of a byte. It goes on from where it was
// asked last, so that asking for one byte after the other takes linear time.
func (s *source) place(offset int) (line, column int) {
	p := &s.last
	if offset < p.offset || p.line == 0 {
		*p = lastPlace{line: 1, column: 1}
	}
	for ; p.offset < min(offset, len(s.raw)); p.offset++ {
		switch c := s.raw[p.offset]; {
		case c == '\n':
			p.line, p.column = p.line+1, 1
		case utf8.RuneStart(c):
			p.column++
		}
	}
	return p.line, p.column
}

// lastPlace is the place of a byte.
type lastPlace struct{ offset, line, column int }

// fromJSON converts the next value of JSON that is known to be sound.
func (s *source) fromJSON(d *json.Decoder, depth int) *node {
	start := int(d.InputOffset())
	for start < len(s.raw) && strings.IndexByte(" \t\r\n,:", s.raw[start]) >= 0 {
		start++
	}
	n := &node{}
	n.line, n.column = s.place(start)
	token, err := d.Token()
	if err != nil {
		s.fail(n.line, n.column, "is no JSON: "+err.Error())
		n.kind = broken
		return n
	}
	switch t := token.(type) {
	case json.Delim:
		s.fillFromJSON(n, d, t, depth)
	case string:
		n.kind, n.text = text, t
	case json.Number:
		n.kind, n.text = integer, t.String()
		if strings.ContainsAny(n.text, ".eE") {
			n.kind = decimal
		}
	case bool:
		n.kind, n.text = boolean, string(s.raw[start:d.InputOffset()])
	}
	return n
}

// fillFromJSON reads the elements of a list or the members of an object.
func (s *source) fillFromJSON(n *node, d *json.Decoder, open json.Delim, depth int) {
	n.kind = list
	if open == '{' {
		n.kind = object
	}
	if depth == maxDepth {
		s.fail(n.line, n.column, "is nested too deeply")
		s.tooDeep = true
	}
	for !s.tooDeep && d.More() {
		if n.kind == object {
			n.names = append(n.names, s.fromJSON(d, depth+1))
		}
		n.values = append(n.values, s.fromJSON(d, depth+1))
	}
	if !s.tooDeep {
		_, _ = d.Token() // the closing bracket: the JSON is sound
	}
}
