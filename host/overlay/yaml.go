package overlay

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// readYAML returns the one document of a source, or nil after a problem.
func (s *source) readYAML() *node {
	var first, second yaml.Node
	documents := yaml.NewDecoder(bytes.NewReader(s.raw))
	switch err := documents.Decode(&first); {
	case errors.Is(err, io.EOF):
		s.fail(1, 1, "is empty: it needs version and rules")
		return nil
	case err != nil:
		s.failYAML(err)
		return nil
	}
	switch err := documents.Decode(&second); {
	case err == nil:
		s.fail(second.Line, second.Column, "is a second document: one file holds one list of rules")
		return nil
	case !errors.Is(err, io.EOF):
		s.failYAML(err)
		return nil
	}
	return s.fromYAML(first.Content[0], 0)
}

var yamlPlace = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// failYAML reports what the parser says, which names the line at best.
func (s *source) failYAML(err error) {
	says := err.Error()
	place := yamlPlace.FindStringSubmatch(says)
	line := 1
	if place != nil {
		says = says[len(place[0]):]
		if n, err := strconv.Atoi(place[1]); err == nil {
			line = n
		}
	}
	s.fail(line, 1, "is no YAML: "+says)
}

var yamlKinds = map[string]kind{"!!null": null, "!!bool": boolean, "!!int": integer, "!!float": decimal, "!!str": text}

// fromYAML converts a value. Aliases are refused: rules are short, and a few
// lines of aliases can stand for a million.
func (s *source) fromYAML(y *yaml.Node, depth int) *node {
	n := &node{kind: other, text: y.Value, line: y.Line, column: y.Column}
	switch {
	case y.Kind == yaml.AliasNode:
		n.kind = broken
		s.fail(y.Line, y.Column, "*"+quoteName(y.Value)+" is an alias: write out what it stands for")
	case depth == maxDepth:
		n.kind = broken
		s.fail(y.Line, y.Column, "is nested too deeply")
	case y.Kind == yaml.ScalarNode:
		if k, ok := yamlKinds[y.ShortTag()]; ok {
			n.kind = k
		}
	case y.Kind == yaml.SequenceNode && y.ShortTag() == "!!seq":
		n.kind = list
		for _, e := range y.Content {
			n.values = append(n.values, s.fromYAML(e, depth+1))
		}
	case y.Kind == yaml.MappingNode && y.ShortTag() == "!!map":
		n.kind = object
		for i := 0; i+1 < len(y.Content); i += 2 {
			n.names = append(n.names, s.fromYAML(y.Content[i], depth+1))
			n.values = append(n.values, s.fromYAML(y.Content[i+1], depth+1))
		}
	}
	return n
}

// quoteName returns the name of an alias, cut if it is long.
func quoteName(s string) string { q := quote(s); return q[1 : len(q)-1] }
