package freeze

import (
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// writtenInGo reports whether a module names Go as the language of its source,
// as what the Go linker writes does.
func writtenInGo(m module.Module) bool {
	return slices.ContainsFunc(m, func(s module.Section) bool {
		if !s.IsCustom(module.Producers) {
			return false
		}
		name, content, _ := s.CustomName()
		return namesGo(module.NewReader(name, content))
	})
}

// namesGo reads the producers: fields that have values, each with a version.
func namesGo(r *module.Reader) bool {
	for range r.Items() {
		field := r.Name()
		for range r.Items() {
			value := r.Name()
			r.Name() // the version
			if field == "language" && value == "Go" {
				return true
			}
		}
	}
	return false
}
