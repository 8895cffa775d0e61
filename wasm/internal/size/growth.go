package size

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Growth says what has grown, a line each: code and data with the most growth
// first, then the imports that have come in. It is "" when nothing has grown.
func Growth(before, after Sizes) string {
	var lines strings.Builder
	for _, p := range grown(before, after) {
		fmt.Fprintf(&lines, "%+9d bytes of %s\n", p.by, p.name)
	}
	for _, name := range after.Imports {
		if !slices.Contains(before.Imports, name) {
			fmt.Fprintf(&lines, "a new import: %s\n", name)
		}
	}
	return lines.String()
}

// part is a part of a module that has grown.
type part struct {
	name string
	by   int // bytes
}

// grown returns the parts that have grown, those that have most first.
func grown(before, after Sizes) []part {
	parts := []part{{"data", after.Data - before.Data}}
	for path, size := range after.Code {
		name := "code of " + path
		if before.Code[path] == 0 {
			name += ", which is new"
		}
		parts = append(parts, part{name, size - before.Code[path]})
	}
	parts = slices.DeleteFunc(parts, func(p part) bool { return p.by <= 0 })
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(b.by, a.by), cmp.Compare(a.name, b.name))
	})
	return parts
}

// imported is how many functions a module imports that links neither fmt nor os.
const imported = 10

// Excess says by how much sizes are over the budget, and what has grown since
// the sizes before. It is "" when they are within it.
func Excess(before, after Sizes) string {
	if after.Brotli <= Budget {
		return ""
	}
	text := fmt.Sprintf("finfault.wasm has %d bytes after brotli, %d more than its budget of %d\n", after.Brotli, after.Brotli-Budget, Budget)
	if n := len(after.Imports); n > imported {
		text += fmt.Sprintf("it imports %d functions; without fmt and os there are %d\n", n, imported)
	}
	growth := Growth(before, after)
	if growth == "" {
		return text + "nothing has grown since testdata/sizes.json was written, which was over the budget already\n"
	}
	return text + "since testdata/sizes.json was written there are\n" + growth
}
