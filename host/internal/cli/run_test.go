package cli

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

// call is one run of the program.
type call struct {
	args string // split at blanks
	in   io.Reader
	// terminal: a person sits at both ends.
	terminal bool
	columns  int
	env      map[string]string
	// more are arguments with blanks in them.
	more []string
}

// result is what came of a call.
type result struct {
	out, err string
	code     int
}

func (c call) run() result {
	var out, err bytes.Buffer
	code := c.to(&out, &err)
	return result{out.String(), err.String(), code}
}

func (c call) to(out, err io.Writer) int {
	if c.in == nil {
		c.in = strings.NewReader("")
	}
	return Run(append(strings.Fields(c.args), c.more...), Streams{
		In: c.in, Out: out, Err: err, InTerminal: c.terminal, OutTerminal: c.terminal, Columns: c.columns,
		Env: func(name string) string { return c.env[name] },
	})
}

// body opens a file of testdata/bodies.
func body(t *testing.T, name string) io.Reader {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "bodies", name))
	require.NoError(t, err)
	return bytes.NewReader(raw)
}

// golden compares an output with the file that holds it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "go test ./host/internal/cli -update writes it")
	assert.Equal(t, string(want), got, "go test ./host/internal/cli -update writes %s anew", path)
}
