package size

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// functionNames is the number of the part of the section "name" that has them.
const functionNames = 1

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
	names, err := namesOf(m)
	if err != nil {
		return nil, err
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

// namesOf returns the names of the functions by their numbers.
func namesOf(m module.Module) (map[uint32]string, error) {
	for _, s := range m {
		if s.ID != module.Custom {
			continue
		}
		name, content, err := s.CustomName()
		if err != nil {
			return nil, err
		}
		if name != "name" {
			continue
		}
		if r := module.NewReader("names", content); r.Byte() == functionNames {
			return readNames(module.NewReader("names of functions", r.Bytes(r.U32())))
		}
	}
	return nil, errors.New("the module has no names of functions: was it stripped?")
}

func readNames(r *module.Reader) (map[uint32]string, error) {
	names := map[uint32]string{}
	for range r.Items() {
		index := r.U32()
		names[index] = r.Name()
	}
	return names, r.End()
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
