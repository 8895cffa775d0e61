// Package notices collects the licences of what is compiled into a program: the
// files that its modules ship, as they are, and what kind of licence each is.
package notices

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Target is a program for a platform.
type Target struct {
	OS, Arch string
	// Package is its folder, seen from the root.
	Package string
}

// Component is a module that is compiled in, or Go itself, with its licences.
type Component struct {
	// Name is the module's path, or "Go".
	Name    string
	Version string
	Files   []File
}

// File is a text that has to go along.
type File struct {
	// Path is where it lies in the module.
	Path string
	Text string
}

// module and listed are what is read of the output of go list.
type module struct {
	Path, Version, Dir string
	Main               bool
}

type listed struct {
	Dir      string
	Standard bool
	Module   *module
}

// Collect returns what is compiled into any of the targets, Go first and the
// modules by name. Finfault itself is not among them.
func Collect(ctx context.Context, root string, targets []Target) ([]Component, error) {
	modules := map[string]*module{}
	folders := map[string][]string{}
	for _, t := range targets {
		packages, err := list(ctx, root, t)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Standard || p.Module.Main {
				continue
			}
			modules[p.Module.Path] = p.Module
			folders[p.Module.Path] = append(folders[p.Module.Path], p.Dir)
		}
	}
	found, err := golang(ctx)
	if err != nil {
		return nil, err
	}
	components := []Component{found}
	for path, m := range modules {
		files, err := m.files(folders[path])
		if err != nil {
			return nil, err
		}
		components = append(components, Component{Name: path, Version: m.Version, Files: files})
	}
	slices.SortFunc(components[1:], func(a, b Component) int { return strings.Compare(a.Name, b.Name) })
	return components, nil
}

// list asks go for the packages that a program is made of.
func list(ctx context.Context, root string, t Target) ([]listed, error) {
	output, err := output(ctx, root, []string{"GOOS=" + t.OS, "GOARCH=" + t.Arch}, "list", "-deps", "-json=Dir,Standard,Module", t.Package)
	if err != nil {
		return nil, err
	}
	var packages []listed
	for d := json.NewDecoder(bytes.NewReader(output)); ; {
		var p listed
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("go list %s: %w", t.Package, err)
		}
		packages = append(packages, p)
	}
}

// output runs go as for a release: no cgo, no settings of this machine.
func output(ctx context.Context, dir string, environment []string, arguments ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", arguments...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off"), environment...)
	out, err := cmd.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, fmt.Errorf("go %s: %s", strings.Join(arguments, " "), bytes.TrimSpace(failed.Stderr))
	}
	return out, err
}

// golang is Go's runtime and standard library, which every program holds.
func golang(ctx context.Context) (Component, error) {
	root, err := output(ctx, ".", nil, "env", "GOROOT")
	if err != nil {
		return Component{}, err
	}
	files, err := read(strings.TrimSpace(string(root)), []string{"LICENSE", "PATENTS"})
	return Component{Name: "Go", Version: runtime.Version(), Files: files}, err
}

// files are the licences of the folders that are compiled in and of those above
// them: what a module took from elsewhere has its own beside it.
func (m *module) files(folders []string) ([]File, error) {
	var paths []string
	for _, folder := range folders {
		for {
			entries, err := os.ReadDir(folder)
			if err != nil {
				return nil, err
			}
			for _, e := range entries {
				if !e.IsDir() && isNotice(e.Name()) {
					path, _ := filepath.Rel(m.Dir, filepath.Join(folder, e.Name()))
					paths = append(paths, filepath.ToSlash(path))
				}
			}
			if folder == m.Dir {
				break
			}
			folder = filepath.Dir(folder)
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s is compiled in and has no licence: it cannot be shipped", m.Path)
	}
	return read(m.Dir, paths)
}

// isNotice reports whether a file's name is one of those that licences have.
func isNotice(name string) bool {
	upper := strings.ToUpper(name)
	stem, extension, _ := strings.Cut(upper, ".")
	known := slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"}, stem)
	return known && slices.Contains([]string{"", "TXT", "MD"}, extension)
}

func read(folder string, paths []string) ([]File, error) {
	var files []File
	for _, path := range paths {
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(path)))
		if err != nil {
			return nil, err
		}
		files = append(files, File{path, strings.ReplaceAll(string(text), "\r\n", "\n")})
	}
	return files, nil
}
