package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/wasm/requestflags/misuse"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// result is what came of a command line.
type result struct {
	out, err string
	code     int
}

func native(in io.Reader, args ...string) result {
	var out, errw bytes.Buffer
	code := run(args, in, &out, &errw)
	return result{out.String(), errw.String(), code}
}

// misused is the result of a wrong command line.
func misused(message string) result {
	return result{err: "finfault: " + message + "\nsee finfault-cli.wasm --help\n", code: exitUsage}
}

// unread is a standard input that must not be read.
var unread = iotest.ErrReader(errors.New("must not be read"))

const limited = `{"error":"provider_too_many_requests"}`

// limitedVerdict is the start of the verdict on limited.
const limitedVerdict = `{"outcome":"error","provider":"truelayer","shape":"truelayer_error"`

func TestClassify(t *testing.T) {
	file := filepath.Join(t.TempDir(), "body.json")
	require.NoError(t, os.WriteFile(file, []byte(limited), 0o600))
	tests := map[string]struct {
		in   io.Reader
		args []string
	}{
		"standard input": {strings.NewReader(limited), nil},
		"dash":           {strings.NewReader(limited), []string{"-"}},
		"file":           {unread, []string{file}},
		"json":           {strings.NewReader(limited), []string{"--json"}},
		"json=true":      {strings.NewReader(limited), []string{"--json=true"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := native(test.in, append(test.args, "--provider", "truelayer", "--status", "429")...)
			assert.Zero(t, got.code, got.err)
			assert.Empty(t, got.err)
			assert.True(t, strings.HasPrefix(got.out, limitedVerdict), got.out)
			assert.Equal(t, len(got.out)-1, strings.IndexByte(got.out, '\n'), "one object on one line")
		})
	}
}

// TestOverlay: rules of the user's own are asked first; what is wrong with the
// file is said.
func TestOverlay(t *testing.T) {
	rules, err := overlay.Encode([]overlay.Rule{{Name: "acme.tea",
		When: overlay.When{Statuses: []overlay.StatusRange{{From: 418, To: 418}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.Unsupported}}})
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "rules.overlay")
	require.NoError(t, os.WriteFile(file, rules, 0o600))
	got := native(strings.NewReader(""), "--status", "418", "--overlay", file)
	assert.Contains(t, got.out, `"row":"acme.tea","basis":"overlay"`, got.err)

	require.NoError(t, os.WriteFile(file, rules[1:], 0o600))
	want := misused(fmt.Sprintf("--overlay %q: overlay: is not in the binary form: compile its source with finfault overlay compile", file))
	assert.Equal(t, want, native(unread, "--overlay", file))
	require.NoError(t, os.Remove(file))
	want = misused(fmt.Sprintf("--overlay: cannot read %q: no such file or directory", file))
	assert.Equal(t, want, native(unread, "--overlay", file))
}

func TestMisuse(t *testing.T) {
	for _, c := range misuse.Cases {
		assert.Equal(t, misused(c.Message), native(strings.NewReader(""), c.Args...), c.Args)
	}
}

func TestNoTextForm(t *testing.T) {
	want := misused("--json: false is for the native command, finfault classify, which has a text form too")
	assert.Equal(t, want, native(unread, "--json=false"))
}

func TestUnreadableInput(t *testing.T) {
	assert.Equal(t, misused("cannot read standard input: input/output error"), native(iotest.ErrReader(syscall.EIO)))
}

// TestHelp: the text names every flag and fits a terminal.
func TestHelp(t *testing.T) {
	got := native(unread, "--help")
	assert.Zero(t, got.code)
	assert.Empty(t, got.err)
	for _, part := range []string{"--provider name", "--status number", "--operation name", "--idempotent yes|no", "--header 'Name: value'", "--overlay file", "--json ", "-h, --help ", "Exit codes:"} {
		assert.Contains(t, got.out, part)
	}
	for line := range strings.Lines(got.out) {
		assert.LessOrEqual(t, len(strings.TrimSuffix(line, "\n")), 80, line)
	}
	assert.Equal(t, got, native(strings.NewReader(""), "-h", "one", "two"))
}

// broken is an output that cannot be written to.
type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestOutputErrors(t *testing.T) {
	tests := map[error]string{
		syscall.ENOSPC:             "finfault: cannot write standard output: no space left on device\n",
		errors.New("SSN123456789"): "finfault: cannot write standard output: input/output error\n",
		syscall.EPIPE:              "", // a reader who has seen enough needs no message
	}
	for cause, want := range tests {
		for _, args := range [][]string{nil, {"--help"}} {
			var message bytes.Buffer
			assert.Equal(t, exitOutput, run(args, strings.NewReader(""), broken{cause}, &message))
			assert.Equal(t, want, message.String())
		}
	}
}
