package size

import (
	"bytes"
	"context"

	"github.com/andybalholm/brotli"
	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// Budget is how many bytes finfault.wasm may have after brotli.
const Budget = 460_000

// EnvoyBudget is the same for finfault-envoy.wasm. It is larger, as the module
// carries the reader of its configuration besides, and a proxy loads it once,
// where a page makes each of its visitors wait.
const EnvoyBudget = 480_000

// Sizes are what a module is made of, in bytes.
type Sizes struct {
	// Brotli is the size of all of it, compressed as well as brotli can.
	Brotli int `json:"brotli"`
	// Data is the size of the data section.
	Data int `json:"data"`
	// Imports are the functions that the host has to have.
	Imports []string `json:"imports"`
	// Code is the size of the functions of each package, by its import path.
	// Functions of none are [Generated].
	Code map[string]int `json:"code"`
}

// Generated stands in [Sizes.Code] for the functions that compiler and linker
// add and that belong to no package.
const Generated = "(generated)"

// Measure returns the sizes of a module that was stripped of the names of its
// functions. It compiles the package again to have them.
func Measure(ctx context.Context, stripped []byte, source gobuild.Target) (Sizes, error) {
	compressed, err := compress(stripped)
	if err != nil {
		return Sizes{}, err
	}
	shipped, err := module.Parse(stripped)
	if err != nil {
		return Sizes{}, err
	}
	functions, err := shipped.Imports()
	if err != nil {
		return Sizes{}, err
	}
	var imports []string
	for _, f := range functions {
		imports = append(imports, f.From+"."+f.Name)
	}
	source.Symbols = true
	binary, err := source.Build(ctx)
	if err != nil {
		return Sizes{}, err
	}
	packages, err := source.Packages(ctx)
	if err != nil {
		return Sizes{}, err
	}
	code, err := codeByPackage(binary, packages)
	return Sizes{Brotli: compressed, Data: shipped.Content(module.Data).Left(), Imports: imports, Code: code}, err
}

// compress returns how many bytes are left at the highest quality and in the
// largest window.
func compress(b []byte) (int, error) {
	var compressed bytes.Buffer
	w := brotli.NewWriterOptions(&compressed, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	if _, err := w.Write(b); err != nil {
		return 0, err
	}
	// Only then everything is written.
	err := w.Close()
	return compressed.Len(), err
}
