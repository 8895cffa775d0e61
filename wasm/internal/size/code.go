package size

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// codeByPackage returns how many bytes the functions of each package have.
func codeByPackage(binary []byte, packages []string) (map[string]int, error) {
	m, err := module.Parse(binary)
	if err != nil {
		return nil, err
	}
	imports, err := m.Imports()
	if err != nil {
		return nil, err
	}
	names, err := m.FunctionNames()
	if err != nil {
		return nil, err
	}
	if names == nil {
		return nil, errors.New("the module has no names of functions: was it stripped?")
	}
	owners := newOwners(packages)
	code := map[string]int{}
	r := m.Content(module.Code)
	for i := range r.Items() {
		before := r.Left()
		r.Bytes(r.U32())
		// Imported functions have the first numbers.
		code[owners.of(names[uint32(len(imports))+i])] += before - r.Left()
	}
	return code, r.End()
}

// unwritable is what the linker does not write in a name but replaces with _.
var unwritable = regexp.MustCompile(`[^\w.]`)

// owner is a package and what the names of its functions begin with.
type owner struct{ prefix, path string }

// owners are all packages of a module, those with long prefixes first: a
// prefix can be the beginning of another.
type owners []owner

func newOwners(packages []string) owners {
	var o owners
	for _, path := range packages {
		o = append(o, owner{unwritable.ReplaceAllString(path, "_") + ".", path})
	}
	slices.SortFunc(o, func(a, b owner) int { return len(b.prefix) - len(a.prefix) })
	return o
}

// of returns the package that a function belongs to.
func (o owners) of(function string) string {
	for _, p := range o {
		if strings.HasPrefix(function, p.prefix) {
			return p.path
		}
	}
	return Generated
}
