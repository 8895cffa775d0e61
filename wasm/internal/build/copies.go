package main

import (
	"fmt"
	"path"
	"slices"

	"github.com/finfault/finfault/wasm/internal/straighten"
)

// copies says of which functions a module holds a second, faster version: see
// package straighten. Each costs bytes, so that only those that every call
// goes through are worth it.
//
// The functions are given by their names in the module, where / and ( stand as
// _, and as patterns of [path.Match]. A pattern that matches none is an error,
// and so is an exception that matches none of what would be copied: what has
// been renamed or is gone shows.
type copies struct{ of, except []string }

// straighten straightens a module, and copies the functions.
func (c copies) straighten(module []byte) ([]byte, error) {
	matched := map[string]bool{}
	straight, err := straighten.Module(module, func(name string) bool {
		return matchAny(name, c.of, matched) && !matchAny(name, c.except, matched)
	})
	if err != nil {
		return nil, err
	}
	for _, pattern := range slices.Concat(c.of, c.except) {
		if !matched[pattern] {
			return nil, fmt.Errorf("no function to copy or to except matches %q: change it in wasm/internal/build/modules.go", pattern)
		}
	}
	return straight, nil
}

// matchAny reports whether a pattern matches a name, and notes all that do.
func matchAny(name string, patterns []string, matched map[string]bool) bool {
	found := false
	for _, pattern := range patterns {
		if ok, _ := path.Match(pattern, name); ok {
			matched[pattern], found = true, true
		}
	}
	return found
}
