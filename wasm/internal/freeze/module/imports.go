package module

import "fmt"

// Kind says what an import or an export is.
type Kind byte

// The kinds of WebAssembly 2.0.
const (
	KindFunction Kind = 0
	KindTable    Kind = 1
	KindMemory   Kind = 2
	KindGlobal   Kind = 3
)

// String returns the name that the specification has for the kind.
func (k Kind) String() string {
	switch k {
	case KindFunction:
		return "function"
	case KindTable:
		return "table"
	case KindMemory:
		return "memory"
	case KindGlobal:
		return "global"
	}
	return fmt.Sprintf("thing of kind %d", byte(k))
}

// ImportedFunction is a function that the host has to have.
type ImportedFunction struct {
	// From is the module that it comes from.
	From, Name string
}

// Imports returns what the module imports, in order. It refuses all but
// functions: other imports hold state that is not the module's own.
func (m Module) Imports() ([]ImportedFunction, error) {
	var imports []ImportedFunction
	r := m.Content(Import)
	for range r.Items() {
		f := ImportedFunction{r.Name(), r.Name()}
		if k := Kind(r.Byte()); k != KindFunction {
			return nil, fmt.Errorf("import section: the %v %q.%q is imported; only functions can be", k, f.From, f.Name)
		}
		r.U32() // its type
		imports = append(imports, f)
	}
	return imports, r.End()
}
