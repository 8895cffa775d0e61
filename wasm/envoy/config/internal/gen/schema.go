package main

import (
	"encoding/json"
	"strings"

	"github.com/finfault/finfault/wasm/envoy/config"
)

// node is a JSON Schema, of which the configuration needs this much.
type node struct {
	Schema      string           `json:"$schema,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        any              `json:"type"`
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	Minimum     int              `json:"minimum,omitempty"`
	Maximum     int              `json:"maximum,omitempty"`
	MinItems    int              `json:"minItems,omitempty"`
	Default     json.RawMessage  `json:"default,omitempty"`
	Items       *node            `json:"items,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	AnyOf       []any            `json:"anyOf,omitempty"`
	// Additional is false for objects, and left out for all others.
	Additional *bool `json:"additionalProperties,omitempty"`
}

// schema returns the JSON Schema of the configuration.
func schema() ([]byte, error) {
	nodes := map[string]*node{}
	for _, k := range config.Keys {
		n := newNode(&k)
		nodes[k.Path] = n
		if k.Path == "" {
			n.Schema, n.Title = "https://json-schema.org/draft/2020-12/schema", "Configuration of finfault-envoy.wasm"
			continue
		}
		if of, ok := strings.CutSuffix(k.Path, "[]"); ok {
			nodes[of].Items = n
			continue
		}
		dot := strings.LastIndexByte(k.Path, '.')
		of, name := nodes[k.Path[:max(dot, 0)]], k.Path[dot+1:]
		of.Properties[name] = n
		if k.Required {
			of.Required = append(of.Required, name)
		}
	}
	needHostOrCluster(nodes["providers[]"])
	text, err := json.MarshalIndent(nodes[""], "", "  ")
	return append(text, '\n'), err
}

// newNode returns what a key says of itself.
func newNode(k *config.Key) *node {
	n := &node{Description: k.Doc, Enum: k.Names, Pattern: k.Pattern, Type: k.Type, Default: json.RawMessage(k.Default)}
	if types := strings.Split(k.Type, ","); len(types) > 1 {
		n.Type = types
	}
	switch k.Type {
	case config.TypeObject:
		closed := false
		n.Properties, n.Additional = map[string]*node{}, &closed
	case config.TypeList:
		n.MinItems = k.Min
	default:
		n.Minimum, n.Maximum = k.Min, k.Max
	}
	return n
}

// needHostOrCluster says the one thing that holds for two keys together.
func needHostOrCluster(provider *node) {
	for _, name := range []string{"hosts", "clusters"} {
		provider.AnyOf = append(provider.AnyOf, map[string]any{
			"required":   []string{name},
			"properties": map[string]any{name: map[string]any{"minItems": 1}},
		})
	}
}
