package requestflags

import "strings"

// Enum is a flag whose value is a name of the vocabulary.
type Enum[T vocabulary] struct {
	// Value is what was given, the zero value if nothing was.
	Value T
	// Given tells the zero value from none.
	Given bool
	// Names are the values that the flag offers and names in its errors.
	Names []string
	parse func(string) (T, bool)
}

// vocabulary is what the enumerations of the catalog have in common.
type vocabulary interface {
	~uint8
	String() string
}

// NewEnum returns a flag value for the names of an enumeration, which starts
// at zero and has no gaps. "unknown" is offered last.
func NewEnum[T vocabulary](parse func(string) (T, bool)) *Enum[T] {
	e := &Enum[T]{parse: parse}
	for v := T(0); v.String() != ""; v++ {
		e.Names = append(e.Names, v.String())
	}
	if e.Names[0] == "unknown" {
		e.Names = append(e.Names[1:], "unknown")
	}
	return e
}

// Set implements [pflag.Value].
func (e *Enum[T]) Set(s string) error {
	v, ok := e.parse(s)
	if !ok {
		return NoneOf(s, e.Names)
	}
	e.Value, e.Given = v, true
	return nil
}

// String implements [pflag.Value]: the name that was given, or "".
func (e *Enum[T]) String() string {
	if !e.Given {
		return ""
	}
	return e.Value.String()
}

// Type implements [pflag.Value]: what help texts call the value.
func (e *Enum[T]) Type() string { return "name" }

// Allowed implements [Described].
func (e *Enum[T]) Allowed() string { return strings.Join(e.Names, ", ") }
