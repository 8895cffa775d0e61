package records

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func packed(t testing.TB, text string, with func(io.Writer) io.WriteCloser) string {
	t.Helper()
	var b bytes.Buffer
	w := with(&b)
	_, err := io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

func gzipped(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

func zstandard(w io.Writer) io.WriteCloser {
	z, _ := zstd.NewWriter(w)
	return z
}

func TestOpen(t *testing.T) {
	text := strings.Repeat("{\"status\":403}\n", 9_000)
	half := len(text) / 2
	tests := map[string]string{
		"plain":       text,
		"gzip":        packed(t, text, gzipped),
		"gzip parts":  packed(t, text[:half], gzipped) + packed(t, text[half:], gzipped),
		"zstd":        packed(t, text, zstandard),
		"zstd parts":  packed(t, text[:half], zstandard) + packed(t, text[half:], zstandard),
		"zstd pieces": "\x50\x2a\x4d\x18\x04\x00\x00\x00abcd" + packed(t, text, zstandard),
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "in")
			require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
			in, err := Open(file)
			require.NoError(t, err)
			got, err := io.ReadAll(in)
			require.NoError(t, err)
			assert.True(t, string(got) == text)
			require.NoError(t, in.Close())
			assert.Error(t, in.Close(), "the file was closed")

			in = Decompress(iotest.OneByteReader(strings.NewReader(content)))
			got, err = io.ReadAll(in)
			require.NoError(t, err)
			assert.True(t, string(got) == text)
		})
	}
}

func TestOpenShort(t *testing.T) {
	for _, content := range []string{"", "{", "{}", "{}\n", "{}\n{}"} {
		got, err := io.ReadAll(Decompress(strings.NewReader(content)))
		require.NoError(t, err)
		assert.Equal(t, content, string(got))
	}
}

func TestOpenErrors(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	broken := errors.New("broken")
	for _, content := range []string{"", "{}\n", packed(t, "{}\n", gzipped)[:20], packed(t, "{}\n", zstandard)[:8]} {
		_, err = io.ReadAll(Decompress(io.MultiReader(strings.NewReader(content), iotest.ErrReader(broken))))
		require.ErrorIs(t, err, broken)
		require.NotErrorIs(t, err, ErrDamaged)
	}
	_, err = io.ReadAll(Decompress(strings.NewReader("\x1f\x8b\x00\x00\x00\x00\x00\x00\x00\x00")))
	require.ErrorIs(t, err, ErrDamaged)
	require.ErrorIs(t, err, gzip.ErrHeader)
	for _, with := range []func(io.Writer) io.WriteCloser{gzipped, zstandard} {
		content := packed(t, strings.Repeat("{\"status\":403}\n", 1000), with)
		_, err = io.ReadAll(Decompress(strings.NewReader(content[:len(content)-5])))
		require.ErrorIs(t, err, ErrDamaged)
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	}
}
