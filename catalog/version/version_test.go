package version_test

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"github.com/finfault/finfault/catalog/version"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// read returns a file of the repository.
func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile("../../" + path)
	require.NoError(t, err)
	return content
}

func TestForm(t *testing.T) {
	assert.Regexp(t, `^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$`, version.Release)
}

// TestPackage: npm reads the version from files of its own.
func TestPackage(t *testing.T) {
	type named struct{ Name, Version string }
	var lock struct {
		named
		Packages map[string]named
	}
	var manifest named
	require.NoError(t, json.Unmarshal(read(t, "wasm/js/package.json"), &manifest))
	require.NoError(t, json.Unmarshal(read(t, "wasm/js/package-lock.json"), &lock))
	for file, found := range map[string]named{"package.json": manifest, "package-lock.json": lock.named, "package-lock.json, packages": lock.Packages[""]} {
		assert.Equal(t, named{"finfault", version.Release}, found, "%s: run npm version %s --no-git-tag-version in wasm/js", file, version.Release)
	}
}

// TestDocuments: the changelog begins with this version, and the table of
// contracts ends with it.
func TestDocuments(t *testing.T) {
	newest := regexp.MustCompile(`(?m)^## (\S+)`).FindSubmatch(read(t, "wasm/js/CHANGELOG.md"))
	require.NotNil(t, newest)
	assert.Equal(t, version.Release, string(newest[1]), "wasm/js/CHANGELOG.md: write what has changed")
	rows := regexp.MustCompile(`(?m)^\| (\d\S*) \| \d+\.\d+ \|$`).FindAllSubmatch(read(t, "catalog/VERSIONS.md"), -1)
	require.NotEmpty(t, rows)
	assert.Equal(t, version.Release, string(rows[len(rows)-1][1]), "catalog/VERSIONS.md: name the contract of this version")
}
