package requestflags

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadBody: the same bytes arrive from everywhere, one more than is looked
// at where there are more.
func TestReadBody(t *testing.T) {
	for name, n := range map[string]int{"empty": 0, "short": 10, "full": decoder.MaxBody, "one too many": decoder.MaxBody + 1, "long": 2 * decoder.MaxBody} {
		t.Run(name, func(t *testing.T) {
			content := strings.Repeat("x", n)
			file := filepath.Join(t.TempDir(), "body.json")
			require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
			for _, args := range [][]string{nil, {"-"}, {file}} {
				got, err := ReadBody(args, strings.NewReader(content))
				require.NoError(t, err)
				assert.Equal(t, content[:min(n, decoder.MaxBody+1)], string(got))
			}
		})
	}
}

func TestUnreadableInput(t *testing.T) {
	_, err := ReadBody(nil, iotest.ErrReader(&fs.PathError{Op: "read", Path: secret, Err: syscall.EIO}))
	assert.EqualError(t, err, "cannot read standard input: input/output error")
}

// TestBodyAsName: a body that is given as the name of a file is not repeated.
func TestBodyAsName(t *testing.T) {
	for _, name := range []string{`{"error":1}`, "[1]", "<html>", "a\nb", "a\x1bb", `"a"`, strings.Repeat("a", longestName+1)} {
		_, err := ReadBody([]string{name}, nil)
		assert.EqualError(t, err, "FILE is the name of a file, not the body itself: pipe that in")
	}
}

func TestReason(t *testing.T) {
	assert.Equal(t, "no such file or directory", Reason(&fs.PathError{Op: "open", Path: secret, Err: syscall.ENOENT}))
	assert.Equal(t, "input/output error", Reason(errors.New(secret)))
}

func TestUncapitalised(t *testing.T) {
	for given, want := range map[string]string{"No such file": "no such file", "I/O error": "I/O error", "EILSEQ": "EILSEQ", "is": "is", "X": "X", "": ""} {
		assert.Equal(t, want, uncapitalised(given))
	}
}
