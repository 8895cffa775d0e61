package archive_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/finfault/finfault/host/internal/release/archive"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var formats = map[string]func(io.Writer, []archive.File) error{"a.tar.gz": archive.Tar, "a.zip": archive.Zip}

// pack writes an archive into a file of its own.
func pack(t *testing.T, name string, files []archive.File) string {
	t.Helper()
	var packed bytes.Buffer
	require.NoError(t, formats[name](&packed, files))
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, packed.Bytes(), 0o600))
	return path
}

func TestThereAndBack(t *testing.T) {
	files := []archive.File{{Name: "b/program", Content: []byte("runs"), Executable: true}, {Name: "b/LICENSE", Content: []byte("text")}}
	for name := range formats {
		t.Run(name, func(t *testing.T) {
			first, second := pack(t, name, files), pack(t, name, files)
			found, err := archive.Open(first)
			require.NoError(t, err)
			assert.Equal(t, files, found)
			one, _ := os.ReadFile(first)
			two, _ := os.ReadFile(second)
			assert.Equal(t, one, two)

			folder := t.TempDir()
			require.NoError(t, archive.Extract(first, folder))
			program, err := os.Stat(filepath.Join(folder, "b/program"))
			require.NoError(t, err)
			assert.NotZero(t, program.Mode()&0o100)
			licence, err := os.ReadFile(filepath.Join(folder, "b/LICENSE"))
			require.NoError(t, err)
			assert.Equal(t, "text", string(licence))
		})
	}
}

func TestRefused(t *testing.T) {
	for name := range formats {
		outside := pack(t, name, []archive.File{{Name: "../outside", Content: []byte("x")}})
		assert.ErrorContains(t, archive.Extract(outside, t.TempDir()), `"../outside" would lie outside`)
		broken := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(broken, []byte("neither"), 0o600))
		assert.Error(t, archive.Extract(broken, t.TempDir()))
		assert.Error(t, archive.Extract(broken+".gone", t.TempDir()))
	}
}
