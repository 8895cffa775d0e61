package freeze

import "github.com/finfault/finfault/wasm/internal/freeze/module"

// writtenInGo reports whether a module names Go as the language of its source,
// as what the Go linker writes does.
func writtenInGo(m module.Module) bool {
	for _, s := range m {
		if s.ID != module.Custom {
			continue
		}
		if name, content, err := s.CustomName(); err == nil && name == "producers" && namesGo(module.NewReader(name, content)) {
			return true
		}
	}
	return false
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
