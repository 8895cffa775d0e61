package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/finfault/finfault/wasm/requestflags/misuse"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

// module is finfault-cli.wasm in wazero, compiled once.
type module struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

func buildModule(t *testing.T) *module {
	t.Helper()
	ctx := context.Background()
	binary, err := gobuild.Target{Dir: ".", Package: "."}.Build(ctx)
	require.NoError(t, err)
	m := &module{runtime: wazero.NewRuntime(ctx)}
	t.Cleanup(func() { assert.NoError(t, m.runtime.Close(ctx)) })
	_, err = wasi_snapshot_preview1.Instantiate(ctx, m.runtime)
	require.NoError(t, err)
	m.compiled, err = m.runtime.CompileModule(ctx, binary)
	require.NoError(t, err)
	return m
}

// run runs the command as a WASI runtime does, with a directory mounted unless
// it is "".
func (m *module) run(t *testing.T, dir string, in io.Reader, args ...string) result {
	t.Helper()
	var out, errw bytes.Buffer
	config := wazero.NewModuleConfig().WithName("").
		WithArgs(append([]string{"finfault-cli.wasm"}, args...)...).
		WithStdin(in).WithStdout(&out).WithStderr(&errw).
		WithSysNanotime().WithSysWalltime()
	if dir != "" {
		config = config.WithFSConfig(wazero.NewFSConfig().WithReadOnlyDirMount(dir, "/"))
	}
	_, err := m.runtime.InstantiateModule(context.Background(), m.compiled, config)
	if exit, ok := errors.AsType[*sys.ExitError](err); ok {
		return result{out.String(), errw.String(), int(exit.ExitCode())}
	}
	require.NoError(t, err)
	return result{out.String(), errw.String(), exitOK}
}

// TestModule runs the module as people get it, on all there is.
func TestModule(t *testing.T) {
	m := buildModule(t)
	t.Run("labelled answers", func(t *testing.T) { testLabelledAnswers(t, m) })
	t.Run("overlay", func(t *testing.T) { testOverlayInModule(t, m) })
	t.Run("misuse", func(t *testing.T) { testMisuseInModule(t, m) })
	t.Run("file", func(t *testing.T) { testFile(t, m) })
	t.Run("help", func(t *testing.T) {
		assert.Equal(t, native(strings.NewReader(""), "--help"), m.run(t, "", strings.NewReader(""), "--help"))
	})
}

// testLabelledAnswers: the module says byte for byte what the decoder says.
func testLabelledAnswers(t *testing.T, m *module) {
	cases, err := corpus.Load("../../decoder/testdata/cases")
	require.NoError(t, err)
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		t.Run(cases[i].ID, func(t *testing.T) {
			t.Parallel()
			verdict := decoder.Classify(req)
			want := result{out: string(verdict.AppendJSON(nil)) + "\n"}
			assert.Equal(t, want, m.run(t, "", bytes.NewReader(req.Body), arguments(req)...))
		})
	}
}

// testOverlayInModule: with rules of the user's own, which lie in a directory
// that is mounted, the module says what the decoder says.
func testOverlayInModule(t *testing.T, m *module) {
	const dir = "../../decoder/testdata/overlay"
	binary, err := os.ReadFile(filepath.Join(dir, "rules.overlay"))
	require.NoError(t, err)
	rules, err := overlay.Load(binary)
	require.NoError(t, err)
	d := decoder.New(decoder.WithOverlay(rules))
	requests, err := corpus.Requests(dir)
	require.NoError(t, err)
	var verdict catalog.Verdict
	for _, req := range requests {
		d.Classify(req, &verdict)
		want := result{out: string(verdict.AppendJSON(nil)) + "\n"}
		assert.Equal(t, want, m.run(t, dir, bytes.NewReader(req.Body), append(arguments(req), "--overlay", "rules.overlay")...))
	}
}

// arguments are the flags that say what a request says.
func arguments(req *decoder.Request) []string {
	args := []string{"--provider", req.Provider.String(), "--status", strconv.Itoa(req.Status), "--operation", req.Operation.String()}
	if req.Idempotent {
		args = append(args, "--idempotent")
	}
	for header := range strings.SplitSeq(strings.TrimSuffix(string(req.Headers), "\r\n"), "\r\n") {
		if header != "" {
			args = append(args, "--header", header)
		}
	}
	return args
}

func testMisuseInModule(t *testing.T, m *module) {
	for _, c := range misuse.Cases {
		assert.Equal(t, misused(c.Message), m.run(t, t.TempDir(), strings.NewReader(""), c.Args...), c.Args)
	}
}

func testFile(t *testing.T, m *module) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "body.json"), []byte(limited), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "long"), bytes.Repeat([]byte(" "), 2*decoder.MaxBody), 0o600))
	args := []string{"--provider", "truelayer", "--status", "429"}

	want := native(strings.NewReader(limited), args...)
	assert.Equal(t, want, m.run(t, dir, unread, append(args, "body.json")...))
	assert.Equal(t, want, m.run(t, dir, unread, append(args, "/body.json")...))
	assert.Contains(t, m.run(t, dir, unread, "long").out, `"truncated":true`)
	for _, name := range []string{"body.json", "/body.json"} {
		assert.Equal(t, misused(fmt.Sprintf("cannot read %q: it lies in no directory that is mounted", name)), m.run(t, "", unread, name))
	}
}
