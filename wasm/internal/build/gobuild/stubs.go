package gobuild

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// importing are the files of Go's runtime that import functions of WASI.
var importing = []string{"os_wasip1.go", "lock_wasip1.go"}

// overlay writes versions of these files with stubs to a folder, and an overlay
// that has the compiler take them. It returns the overlay's name.
func (t Target) overlay(ctx context.Context, folder string) (string, error) {
	root, err := run(ctx, t.Dir, "env", "GOROOT")
	if err != nil {
		return "", err
	}
	stubbed := map[string]int{}
	replace := map[string]string{}
	for _, name := range importing {
		original := filepath.Join(strings.TrimSpace(string(root)), "src", "runtime", name)
		source, err := os.ReadFile(original)
		if err != nil {
			return "", err
		}
		for _, function := range t.Stubs {
			var n int
			source, n = stub(source, function)
			stubbed[function] += n
		}
		replace[original] = filepath.Join(folder, name)
		if err := os.WriteFile(replace[original], source, 0o644); err != nil {
			return "", err
		}
	}
	for _, function := range t.Stubs {
		if n := stubbed[function]; n != 1 {
			return "", fmt.Errorf("%s is declared %d times in %s of Go's runtime, not once: is this a new version of Go?", function, n, strings.Join(importing, " and "))
		}
	}
	content, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, content, 0o644)
}

// stub gives the declarations of an imported function a body, and returns how
// many there were.
func stub(source []byte, name string) ([]byte, int) {
	declaration := regexp.MustCompile(`(?m)^//go:wasmimport wasi_snapshot_preview1 ` + name + `\n(?://go:noescape\n)?(func ` + name + `\(.*\) errno)$`)
	n := len(declaration.FindAll(source, -1))
	return declaration.ReplaceAll(source, []byte("$1 { return 0 }")), n
}
