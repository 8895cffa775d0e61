package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/abi"
)

// layout is the ABI as data.
type layout struct {
	Magic      uint32      `json:"magic"`
	Major      int         `json:"major"`
	Minor      int         `json:"minor"`
	MaxHeaders int         `json:"max_headers"`
	MaxBody    int         `json:"max_body"`
	MaxInput   int         `json:"max_input"`
	MaxErrors  int         `json:"max_errors"`
	Exports    []export    `json:"exports"`
	Structs    []structure `json:"structs"`
	Enums      []enum      `json:"enums"`
}

type export struct {
	Name    string   `json:"name"`
	Params  []string `json:"params"`
	Results int      `json:"results"`
	Doc     string   `json:"doc"`
}

// structure is a struct in the module's memory; sizes and offsets are bytes.
type structure struct {
	Name   string  `json:"name"`
	Size   uintptr `json:"size"`
	Fields []field `json:"fields"`
}

type field struct {
	Name   string  `json:"name"`
	Offset uintptr `json:"offset"`
	Size   uintptr `json:"size"`
	// Type is u8, u16, u32, the name of a struct, or one of them with a length:
	// u8[6].
	Type string `json:"type"`
	// Enum names the enumeration of a number; Set says that bit n stands for
	// its member n.
	Enum string `json:"enum,omitempty"`
	Set  bool   `json:"set,omitempty"`
}

// enum is an enumeration: names by number. The category none has a number of
// its own.
type enum struct {
	Name  string         `json:"name"`
	Names []string       `json:"names"`
	More  map[string]int `json:"more,omitempty"`
}

func newLayout() *layout {
	all := enums()
	l := &layout{
		Magic: abi.Magic, Major: abi.Major, Minor: abi.Minor,
		MaxHeaders: decoder.MaxHeaders, MaxBody: decoder.MaxBody, MaxInput: abi.MaxInput, MaxErrors: catalog.MaxErrors,
		Structs: []structure{structOf(abi.Descriptor{}, all), structOf(abi.Ref{}, all), structOf(abi.Record{}, all), structOf(abi.Item{}, all), structOf(abi.Next{}, all)},
		Enums:   all,
	}
	for _, e := range abi.Exports {
		l.Exports = append(l.Exports, export{e.Name, append([]string{}, e.Params...), e.Results, e.Doc})
	}
	return l
}

// fieldEnums names the enumeration of a field where that is not its own name.
var fieldEnums = map[string]string{"actions": "action", "alternatives": "category", "by": "actor"}

func structOf(v any, all []enum) structure {
	t := reflect.TypeOf(v)
	s := structure{Name: strings.ToLower(t.Name()), Size: t.Size()}
	for i := range t.NumField() {
		f := t.Field(i)
		out := field{Name: snake(f.Name), Offset: f.Offset, Size: f.Type.Size(), Type: typeName(f.Type)}
		name := out.Name
		if other := fieldEnums[name]; other != "" {
			name = other
		}
		for _, e := range all {
			if e.Name == name && out.Type != "ref" {
				out.Enum, out.Set = name, out.Name == "drift" || out.Name == "alternatives"
			}
		}
		s.Fields = append(s.Fields, out)
	}
	return s
}

func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Array:
		return fmt.Sprintf("%s[%d]", typeName(t.Elem()), t.Len())
	case reflect.Struct:
		return strings.ToLower(t.Name())
	}
	return fmt.Sprintf("u%d", t.Bits())
}

// snake writes a Go name as the contract has it: TraceID is trace_id.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		upper := unicode.IsUpper(r)
		if upper && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func enums() []enum {
	return []enum{
		names[catalog.Outcome]("outcome"), names[catalog.Provider]("provider"), names[catalog.Operation]("operation"),
		names[catalog.Shape]("shape"), categories(), names[catalog.Party]("party"), names[catalog.Action]("action"),
		names[catalog.Severity]("severity"), names[catalog.Scope]("scope"), names[catalog.Effect]("effect"),
		names[catalog.GRPCCode]("grpc_code"), names[catalog.Basis]("basis"), names[catalog.Certainty]("certainty"),
		names[catalog.Drift]("drift"), names[catalog.Policy]("policy"), names[catalog.Hint]("provider_hint"),
		names[catalog.Actor]("actor"), names[catalog.Why]("why"),
		names[words.Language]("language"),
	}
}

// names returns an enumeration. Numbers that stand for nothing have the empty
// name.
func names[T interface {
	~uint8
	String() string
}](name string) enum {
	e := enum{Name: name}
	for v := range T(64) {
		if v.String() != "" {
			e.Names = append(e.Names, make([]string, int(v)-len(e.Names))...)
			e.Names = append(e.Names, v.String())
		}
	}
	return e
}

func categories() enum {
	e := enum{Name: "category", More: map[string]int{catalog.None.String(): int(catalog.None)}}
	for c := range catalog.Category(catalog.NumCategories) {
		e.Names = append(e.Names, c.String())
	}
	return e
}

func (l *layout) json() ([]byte, error) {
	out, err := json.MarshalIndent(l, "", "  ")
	return append(out, '\n'), err
}
