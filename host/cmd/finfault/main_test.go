package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// binary is the program as people run it, built once.
var binary string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "finfault")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "finfault")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		log.Fatalf("go build: %v\n%s", err, out)
	}
	return m.Run()
}

// exitCode runs a command and returns its exit code.
func exitCode(t *testing.T, cmd *exec.Cmd) int {
	t.Helper()
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	require.NoError(t, err)
	return 0
}

func TestPipe(t *testing.T) {
	var out, errs bytes.Buffer
	cmd := exec.Command(binary, "classify", "--provider", "truelayer", "--status", "400", "--operation", "token")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(`{"error":"invalid_grant"}`), &out, &errs
	require.Zero(t, exitCode(t, cmd), errs.String())
	var v struct{ Category, Row string }
	require.NoError(t, json.Unmarshal(out.Bytes(), &v), "JSON, as nobody looks at a terminal")
	assert.Equal(t, "consent_required", v.Category)
	assert.Equal(t, "truelayer-403", v.Row)
	assert.Empty(t, errs.String())
}

func TestNoInputAtAll(t *testing.T) {
	cmd := exec.Command(binary, "classify", "--status", "504") // standard input is the null device
	var out bytes.Buffer
	cmd.Stdout = &out
	assert.Zero(t, exitCode(t, cmd))
	assert.Contains(t, out.String(), "aggregator_timeout")
}

func TestExitCodes(t *testing.T) {
	tests := map[string]struct {
		args []string
		code int
	}{
		"answer":          {[]string{"version"}, 0},
		"error is answer": {[]string{"classify", "--status", "500"}, 0},
		"help":            {[]string{"--help"}, 0},
		"wrong flag":      {[]string{"classify", "--status", "5"}, 2},
		"no such file":    {[]string{"classify", "no-such-file"}, 2},
		"no such row":     {[]string{"catalog", "show", "basiq-0"}, 2},
		"output":          {[]string{"catalog", "export", "--format", "json", "-o", t.TempDir()}, 1},
	}
	for name, test := range tests {
		assert.Equal(t, test.code, exitCode(t, exec.Command(binary, test.args...)), name)
	}
}

// TestClosedPipe: a reader that is gone ends the program with its own exit
// code, not with a signal.
func TestClosedPipe(t *testing.T) {
	read, write, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, read.Close())
	defer write.Close()
	var errs bytes.Buffer
	cmd := exec.Command(binary, "catalog", "list")
	cmd.Stdout, cmd.Stderr = write, &errs
	assert.Equal(t, 1, exitCode(t, cmd))
	assert.Empty(t, errs.String())
}

func TestLargeInput(t *testing.T) {
	var out bytes.Buffer
	cmd := exec.Command(binary, "classify", "--provider", "basiq", "--status", "500")
	cmd.Stdin, cmd.Stdout = bytes.NewReader(bytes.Repeat([]byte(" "), 8<<20)), &out
	// What the program does not read breaks the pipe of the writer, not the program.
	assert.Zero(t, exitCode(t, cmd))
	assert.Contains(t, out.String(), `"truncated":true`)
}
