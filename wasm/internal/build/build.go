package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"github.com/finfault/finfault/wasm/internal/build/gobuild"
)

// sums lists the modules' checksums, in the form of sha256sum -c.
const sums = "SHA256SUMS"

// tool is a run of the command.
type tool struct {
	// root is the root of the repository.
	root      string
	modules   []product
	goVersion string
}

// file is one that is committed.
type file struct {
	name    string // in the folder
	content []byte
}

// checkVersion refuses versions of Go with which the modules would differ from
// the committed ones though nobody changed anything.
func (t *tool) checkVersion(ctx context.Context) error {
	have, err := gobuild.Version(ctx, t.root)
	if err != nil || have == t.goVersion {
		return err
	}
	return fmt.Errorf(`the committed WebAssembly modules are built with %[1]s, and this is %[2]s, which gives other bytes.
Run the same with GOTOOLCHAIN=%[1]s in the environment: the go command fetches that version.
To move the modules to %[2]s, change goVersion in wasm/internal/build/modules.go and commit the modules with it`, t.goVersion, have)
}

// files builds everything that is committed.
func (t *tool) files(ctx context.Context) ([]file, error) {
	var files []file
	var list []byte
	for _, p := range t.modules {
		named := p.kind == reactor // its functions are copied by their names
		module, err := t.compile(ctx, p, named)
		if err != nil {
			return nil, err
		}
		if p.kind == reactor {
			if module, err = p.ship(ctx, module); err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
		}
		files = append(files, file{p.name, module})
		list = fmt.Appendf(list, "%x  %s\n", sha256.Sum256(module), p.name)
	}
	return append(files, file{sums, list}), nil
}

// compile compiles a module, with the names of its functions or without.
func (t *tool) compile(ctx context.Context, p product, named bool) ([]byte, error) {
	return gobuild.Target{Dir: t.root, Package: p.source, Reactor: p.kind == reactor, Stubs: p.stubs, Symbols: named}.Build(ctx)
}

// write builds everything and puts it where it is committed.
func (t *tool) write(ctx context.Context) error {
	files, err := t.files(ctx)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(t.root, folder, f.name), f.content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// writeUnfrozen puts the reactors as the linker writes them, stripped, into a
// folder.
func (t *tool) writeUnfrozen(ctx context.Context, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, p := range t.modules {
		if p.kind != reactor {
			continue
		}
		module, err := t.compile(ctx, p, false)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, p.name), module, 0o644); err != nil {
			return err
		}
	}
	return nil
}
