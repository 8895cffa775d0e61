package overlay

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog/overlay"
	"go.yaml.in/yaml/v3"
)

// YAML returns rules in the form in which people write them. Notes and the
// spelling of codes are not known any more.
func YAML(rules []overlay.Rule) ([]byte, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(toYAML(describe(rules), 0)); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

// JSON is [YAML] as JSON.
func JSON(rules []overlay.Rule) ([]byte, error) {
	var b bytes.Buffer
	if err := json.Indent(&b, appendJSON(nil, describe(rules)), "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// Line is a condition or a field of a rule, for people to read.
type Line struct {
	// Key is its name, such as "retry.policy".
	Key string
	// Values are the values, of which a condition needs one.
	Values []string
}

// Lines returns the conditions of a rule, and what it says.
func Lines(r *overlay.Rule) (when, then []Line) {
	n := describeRule(r)
	return lines("", n.member("when")), lines("", n.member("then"))
}

func lines(before string, n *node) (all []Line) {
	for i, name := range n.names {
		key, v := before+name.text, n.values[i]
		switch {
		case v.kind == object:
			all = append(all, lines(key+".", v)...)
		case v.kind == list:
			var values []string
			for _, e := range v.values {
				values = append(values, e.text)
			}
			all = append(all, Line{key, values})
		default:
			all = append(all, Line{key, []string{v.text}})
		}
	}
	return all
}

// toYAML converts a value. Lists of words, and what lies deep, take one line.
func toYAML(n *node, depth int) *yaml.Node {
	y := &yaml.Node{Kind: yaml.ScalarNode, Value: n.text}
	switch n.kind {
	case text:
		y.SetString(n.text)
		if readsAsOther(n.text) {
			y.Style = yaml.DoubleQuotedStyle
		}
	case list:
		y.Kind, y.Value = yaml.SequenceNode, ""
		if depth > 1 {
			y.Style = yaml.FlowStyle
		}
		for _, e := range n.values {
			y.Content = append(y.Content, toYAML(e, depth+1))
		}
	case object:
		y.Kind = yaml.MappingNode
		if depth > 3 {
			y.Style = yaml.FlowStyle
		}
		for i, name := range n.names {
			y.Content = append(y.Content, toYAML(name, depth+1), toYAML(n.values[i], depth+1))
		}
	}
	return y
}

// readsAsOther reports a text that begins like a number: with quotes nobody
// has to know how YAML reads it.
func readsAsOther(s string) bool {
	return strings.IndexByte("0123456789.-+", s[0]) >= 0
}

// appendJSON appends a value in its order of keys.
func appendJSON(b []byte, n *node) []byte {
	switch n.kind {
	case text:
		s, _ := json.Marshal(n.text) // a text always can be
		return append(b, s...)
	case list, object:
		open, end := byte('['), byte(']')
		if n.kind == object {
			open, end = '{', '}'
		}
		b = append(b, open)
		for i, v := range n.values {
			if i > 0 {
				b = append(b, ',')
			}
			if n.kind == object {
				b = append(strconv.AppendQuote(b, n.names[i].text), ':')
			}
			b = appendJSON(b, v)
		}
		return append(b, end)
	}
	return append(b, n.text...)
}
