package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cacheIn makes a folder the user's cache.
func cacheIn(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, dir)
	}
}

// TestEngines: the module says byte for byte what the decoder says, to people
// and to programs.
func TestEngines(t *testing.T) {
	dir := t.TempDir()
	cacheIn(t, dir)
	for _, g := range goldens {
		command, rest, _ := strings.Cut(g.args, " ")
		if command != "classify" && command != "explain" || g.colours || g.columns > 0 {
			continue
		}
		t.Run(g.name, func(t *testing.T) {
			for _, terminal := range []bool{true, false} {
				c := call{args: command + " --engine native " + rest, more: g.more, terminal: terminal, columns: 80, env: noColour}
				want := c.run()
				require.Zero(t, want.code, want.err)
				c.args = command + " --engine wasm " + rest
				assert.Equal(t, want, c.run())
			}
		})
	}
	assertKept(t, dir)
}

// assertKept: what was compiled is kept for the next run, where the name says
// whose it is.
func assertKept(t *testing.T, dir string) {
	t.Helper()
	kept := 0
	require.NoError(t, filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			kept++
			assert.Contains(t, name, string(filepath.Separator)+"finfault"+string(filepath.Separator))
		}
		return err
	}))
	assert.Positive(t, kept)
}

// TestEngineWithoutCache: a cache that cannot be had costs no verdict.
func TestEngineWithoutCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	cacheIn(t, file)
	want := call{args: "classify --status 503"}.run()
	assert.Equal(t, want, call{args: "classify --engine wasm --status 503"}.run())
}

// TestEngineFails: that the engine fails is neither the caller's fault nor that
// of the output, and nothing of the answer is told.
func TestEngineFails(t *testing.T) {
	cacheIn(t, t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var v catalog.Verdict
	err := decideInWasm(ctx, nil, &decoder.Request{Body: []byte(secret)}, &v, nil)
	assert.EqualError(t, err, "the wasm engine failed: context canceled")
	require.ErrorIs(t, err, context.Canceled)

	var message bytes.Buffer
	broken := &engineError{errors.New("finfault: module: it cannot be started")}
	assert.Equal(t, exitEngine, fail(&Streams{Err: &message}, nil, broken))
	assert.Equal(t, "finfault: the wasm engine failed: module: it cannot be started\n", message.String())
}
