// Package gobuild compiles Go packages to WebAssembly so that the same source
// gives the same bytes on every machine with the same version of Go.
package gobuild

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Target says what to compile.
type Target struct {
	// Dir is a folder of the Go module that the package is in.
	Dir string
	// Package is the package, as the go command takes it in Dir.
	Package string
	// Reactor makes a module that exports functions to be called after its
	// _initialize. Otherwise it is a command, which runs once.
	Reactor bool
	// Stubs are functions of WASI that the module does not import: in Go's
	// runtime, others stand in their place that do nothing and return 0.
	Stubs []string
	// Symbols keeps the names of the functions, in the section "name".
	Symbols bool
}

// Build compiles the target and returns the module. Errors hold what the go
// command wrote.
func (t Target) Build(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp("", "gobuild-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	output := filepath.Join(folder, "module.wasm")
	arguments := t.arguments(output)
	if len(t.Stubs) > 0 {
		overlay, err := t.overlay(ctx, folder)
		if err != nil {
			return nil, err
		}
		arguments = slices.Insert(arguments, 1, "-overlay="+overlay)
	}
	if _, err := run(ctx, t.Dir, arguments...); err != nil {
		return nil, err
	}
	return os.ReadFile(output)
}

func (t Target) arguments(output string) []string {
	linker := "-s -w -buildid="
	if t.Symbols {
		linker = "-buildid="
	}
	arguments := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=" + linker, "-o", output}
	if t.Reactor {
		arguments = append(arguments, "-buildmode=c-shared")
	}
	return append(arguments, t.Package)
}

// Packages returns the import paths of all packages that the module is made
// of, in no order; the target's own is "main", as it is in names of functions.
func (t Target) Packages(ctx context.Context) ([]string, error) {
	const path = `{{if eq .Name "main"}}main{{else}}{{.ImportPath}}{{end}}`
	paths, err := run(ctx, t.Dir, "list", "-deps", "-f", path, t.Package)
	return strings.Fields(string(paths)), err
}

// Version returns the version of Go that compiles in a folder, such as
// "go1.26.8".
func Version(ctx context.Context, dir string) (string, error) {
	version, err := run(ctx, dir, "env", "GOVERSION")
	return strings.TrimSpace(string(version)), err
}
