package explorer

import (
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/finfault/finfault/wasm"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// builtPage serves the page that is part of the program.
func builtPage(t *testing.T) *handler {
	t.Helper()
	files, err := page()
	require.NoError(t, err)
	return &handler{files, hostsOf(netip.MustParseAddrPort(testHost))}
}

var reference = regexp.MustCompile(`\b(?:src|href)\s*=\s*["']?([^"'\s>]+)`)

// TestReferences: what the page asks for at once is served, and from here.
func TestReferences(t *testing.T) {
	h := builtPage(t)
	index := ask(h, "GET", "/")
	require.Equal(t, http.StatusOK, index.StatusCode)
	root, err := url.Parse("http://" + testHost + "/")
	require.NoError(t, err)
	references := reference.FindAllStringSubmatch(text(t, index), -1)
	require.NotEmpty(t, references)
	for _, found := range references {
		if strings.HasPrefix(found[1], "data:") {
			continue
		}
		at, err := root.Parse(found[1])
		require.NoError(t, err)
		if at.Host != root.Host && !strings.HasPrefix(found[0], "src") {
			continue // a link that a person may follow
		}
		assert.Equal(t, root.Host, at.Host, found[1])
		assert.Equal(t, http.StatusOK, ask(h, "GET", at.Path).StatusCode, found[1])
	}
}

var hashed = regexp.MustCompile(`-[A-Za-z0-9_-]{8,}\.`)

// TestBuiltFiles: each file has a type that browsers know, those that are kept
// for good change their name with their content, and the classifier is there
// once.
func TestBuiltFiles(t *testing.T) {
	h := builtPage(t)
	require.NotNil(t, h.files["/"])
	for name, file := range h.files {
		assert.NotEqual(t, "application/octet-stream", file.contentType, name)
		if file.caching == immutable {
			assert.Regexp(t, hashed, path.Base(name))
		}
		if path.Ext(name) == ".wasm" {
			assert.Equal(t, "/finfault.wasm", name, "the program serves the classifier that it holds already")
		}
	}
	assert.Equal(t, string(wasm.Core()), text(t, ask(h, "GET", "/finfault.wasm")))
}
