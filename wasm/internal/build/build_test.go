package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newTool returns the tool for a copy of the repository in testdata.
func newTool(t *testing.T) *tool {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.CopyFS(root, os.DirFS("testdata/repository")))
	require.NoError(t, os.Mkdir(filepath.Join(root, folder), 0o755))
	return &tool{root: root, goVersion: runtime.Version(), modules: []product{
		{name: "r.wasm", source: "./reactor", kind: reactor, copies: copies{of: []string{"main.*"}, except: []string{"*.init"}}},
		{name: "c.wasm", source: "./command", kind: command},
	}}
}

// run executes a command line of the tool.
func run(tool *tool, arguments ...string) error { return tool.run(context.Background(), arguments) }

// committed reads a file of the folder.
func (t *tool) committed(test *testing.T, name string) []byte {
	test.Helper()
	content, err := os.ReadFile(filepath.Join(t.root, folder, name))
	require.NoError(test, err)
	return content
}

// commit writes a file of the folder.
func (t *tool) commit(test *testing.T, name string, content []byte) {
	test.Helper()
	require.NoError(test, os.WriteFile(filepath.Join(t.root, folder, name), content, 0o644))
}

func TestWrite(t *testing.T) {
	tool := newTool(t)
	require.NoError(t, run(tool))

	var list strings.Builder
	for _, name := range []string{"r.wasm", "c.wasm"} {
		sum := sha256.Sum256(tool.committed(t, name))
		list.WriteString(hex.EncodeToString(sum[:]) + "  " + name + "\n")
	}
	assert.Equal(t, list.String(), string(tool.committed(t, sums)))
	_, err := freeze.Freeze(context.Background(), tool.committed(t, "r.wasm"))
	assert.ErrorContains(t, err, "a frozen module cannot be frozen again")
	_, err = freeze.Freeze(context.Background(), tool.committed(t, "c.wasm"))
	assert.ErrorContains(t, err, "only a reactor can be frozen")
}

func TestCheck(t *testing.T) {
	tool := newTool(t)
	assert.EqualError(t, run(tool, "-check"), "wasm/r.wasm is missing\nwasm/c.wasm is missing\nwasm/SHA256SUMS is missing\nrun make wasm and commit what it writes")
	_, err := os.Stat(filepath.Join(tool.root, folder, "r.wasm"))
	assert.ErrorIs(t, err, os.ErrNotExist, "it writes nothing")
	require.NoError(t, run(tool))
	require.NoError(t, run(tool, "-check"))

	right := tool.committed(t, "r.wasm")
	wrong := bytes.Clone(right)
	wrong[1000]++
	tool.commit(t, "r.wasm", wrong)
	err = run(tool, "-check")
	assert.ErrorContains(t, err, "wasm/r.wasm is not what its source gives: ")
	assert.ErrorContains(t, err, "they differ from byte 1000 on\nrun make wasm and commit what it writes")
	assert.NotContains(t, err.Error(), "c.wasm")

	tool.commit(t, "r.wasm", right)
	tool.commit(t, sums, append([]byte("x"), tool.committed(t, sums)...))
	assert.ErrorContains(t, run(tool, "-check"), "wasm/SHA256SUMS is not what its source gives")
	require.NoError(t, run(tool))
	assert.NoError(t, run(tool, "-check"))
}

// TestSurroundingsDoNotMatter: neither variables nor files of settings nor the
// place of the repository change a byte.
func TestSurroundingsDoNotMatter(t *testing.T) {
	first, second := newTool(t), newTool(t)
	require.NoError(t, run(first))

	settings := filepath.Join(t.TempDir(), "env")
	require.NoError(t, os.WriteFile(settings, []byte("GOFLAGS=-tags=loud\nGOWASM=satconv\n"), 0o644))
	for name, value := range map[string]string{
		"GOENV": settings, "GOFLAGS": "-tags=loud", "GOOS": "plan9", "GOARCH": "386", "GOWASM": "signext", "CGO_ENABLED": "1",
		"GOEXPERIMENT": "nogreenteagc", "GOFIPS140": "latest", "GODEBUG": "madvdontneed=1", "GOWORK": "/nowhere/go.work",
	} {
		t.Setenv(name, value)
	}
	require.NoError(t, run(second))
	for _, name := range []string{"r.wasm", "c.wasm", sums} {
		assert.True(t, bytes.Equal(first.committed(t, name), second.committed(t, name)), name)
	}
}

func TestUnfrozen(t *testing.T) {
	tool := newTool(t)
	output := filepath.Join(t.TempDir(), "new")
	require.NoError(t, run(tool, "-unfrozen", output))
	linked, err := os.ReadFile(filepath.Join(output, "r.wasm"))
	require.NoError(t, err)
	_, err = freeze.Freeze(context.Background(), linked)
	assert.NoError(t, err, "it can still be frozen")
	_, err = os.Stat(filepath.Join(output, "c.wasm"))
	assert.ErrorIs(t, err, os.ErrNotExist, "a command is not frozen")
	_, err = os.Stat(filepath.Join(tool.root, folder, "r.wasm"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestWrongVersion(t *testing.T) {
	tool := newTool(t)
	tool.goVersion = "go1.26.99"
	for _, arguments := range [][]string{nil, {"-check"}, {"-unfrozen", t.TempDir()}} {
		err := run(tool, arguments...)
		assert.ErrorContains(t, err, "are built with go1.26.99, and this is "+runtime.Version()+", which gives other bytes")
		assert.ErrorContains(t, err, "GOTOOLCHAIN=go1.26.99")
		assert.ErrorContains(t, err, "change goVersion in wasm/internal/build/modules.go")
	}
}

func TestErrors(t *testing.T) {
	tool := newTool(t)
	assert.EqualError(t, run(tool, "-check", "core"), `no arguments are taken, and there is "core"`)

	tool.modules = []product{{name: "c.wasm", source: "./command", kind: reactor}, {name: "b.wasm", source: "./broken"}}
	err := run(tool)
	assert.ErrorContains(t, err, "go build ")
	assert.ErrorContains(t, err, "undefined: undefined")
	tool.modules = []product{{name: "n.wasm", source: "./none"}}
	assert.ErrorContains(t, run(tool), "directory not found")
	tool.modules = []product{{name: "c.wasm", source: "./command", kind: reactor, copies: copies{of: []string{"gone"}}}}
	assert.ErrorContains(t, run(tool), `c.wasm: no function to copy or to except matches "gone"`)
}
