package keys

import "encoding/json"

// node is a JSON Schema, of which the source needs this much.
type node struct {
	Schema      string           `json:"$schema,omitempty"`
	ID          string           `json:"$id,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        any              `json:"type,omitempty"`
	Const       any              `json:"const,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	MinLength   int              `json:"minLength,omitempty"`
	MaxLength   int              `json:"maxLength,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Maximum     *int             `json:"maximum,omitempty"`
	Items       *node            `json:"items,omitempty"`
	MinItems    int              `json:"minItems,omitempty"`
	MaxItems    int              `json:"maxItems,omitempty"`
	Unique      bool             `json:"uniqueItems,omitempty"`
	MinMembers  int              `json:"minProperties,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	AnyOf       []*node          `json:"anyOf,omitempty"`
	// Additional is false for objects, and left out for all others.
	Additional *bool `json:"additionalProperties,omitempty"`
}

// Address names the schema.
const Address = "https://github.com/finfault/finfault/host/overlay/schema.json"

// Schema returns the JSON Schema of the source.
func Schema() ([]byte, error) {
	// objects has, for each path, the schema that holds what is part of it.
	objects := map[string]*node{}
	var root *node
	for i := range All {
		k := &All[i]
		n, inner := k.schema()
		objects[k.Path] = inner
		switch of := objects[k.Parent()]; {
		case k.Path == "":
			root = n
			n.Schema, n.ID, n.Title = "https://json-schema.org/draft/2020-12/schema", Address, "Finfault overlay rules"
		case of.Type == "array":
			of.Items = n
		default:
			of.Properties[k.Name()] = n
			if k.Required {
				of.Required = append(of.Required, k.Name())
			}
		}
	}
	objects["rules[].when"].MinMembers, objects["rules[].then"].MinMembers = 1, 1
	text, err := json.MarshalIndent(root, "", "  ")
	return append(text, '\n'), err
}

// schema returns what a key says of itself, and the part of that which holds
// the keys below it.
func (k *Key) schema() (n, inner *node) {
	one := k.one()
	n, inner = one, one
	switch {
	case k.Type == Retry:
		n = &node{AnyOf: []*node{{Type: "string", Enum: k.Names}, one}}
	case k.Many:
		n = &node{AnyOf: []*node{one, {Type: "array", Items: one, MinItems: 1, MaxItems: k.MostOfMany(), Unique: true}}}
	}
	n.Description = k.Doc
	return n, inner
}

// one returns the schema of a single value.
func (k *Key) one() *node {
	lowest, highest := &k.Min, &k.Max
	switch k.Type {
	case Object, Retry:
		closed := false
		n := &node{Type: "object", Properties: map[string]*node{}, Additional: &closed}
		if k.Type == Retry {
			n.MinMembers = 1
		}
		return n
	case List:
		return &node{Type: "array", MaxItems: k.Max}
	case Boolean:
		return &node{Type: "boolean"}
	case Integer:
		if k.Min == k.Max {
			return &node{Const: k.Min}
		}
		return &node{Type: "integer", Minimum: lowest, Maximum: highest}
	case Decimal:
		return &node{Type: "number", Minimum: lowest, Maximum: highest}
	case Status:
		return &node{AnyOf: []*node{{Const: json.RawMessage("0")}, {Type: "integer", Minimum: lowest, Maximum: highest}, {Type: "string", Pattern: k.Pattern}}}
	case Code:
		return &node{AnyOf: []*node{{Type: "integer"}, {Type: "string", MinLength: k.Min, MaxLength: k.Max}}}
	}
	n := &node{Type: "string", Enum: k.Names, Pattern: k.Pattern}
	if k.Names == nil {
		n.MinLength, n.MaxLength = k.Min, k.Max
	}
	return n
}
