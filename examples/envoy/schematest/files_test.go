package schematest

import (
	"os"
	"strings"
	"testing"

	"github.com/finfault/finfault/wasm/envoy/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// read returns a file of the examples.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../" + name)
	require.NoError(t, err)
	return string(text)
}

// change returns a text with one piece replaced; a piece that is not there
// fails the test.
func change(t *testing.T, text, old, new string) string {
	t.Helper()
	require.Contains(t, text, old)
	return strings.Replace(text, old, new, 1)
}

// refused asserts that a reader takes a text, and refuses it with each of the
// changes, which are pairs of old and new.
func refused(t *testing.T, text string, read func([]byte) error, changes map[string][2]string) {
	t.Helper()
	require.NoError(t, read([]byte(text)))
	for name, pair := range changes {
		assert.Error(t, read([]byte(change(t, text, pair[0], pair[1]))), name)
	}
}

// filterConfig returns the configuration of the filter in envoy.yaml.
func filterConfig(t *testing.T) string {
	t.Helper()
	b, err := Bootstrap([]byte(read(t, "envoy/envoy.yaml")))
	require.NoError(t, err)
	filters, err := WasmFilters(b)
	require.NoError(t, err)
	require.Len(t, filters, 1)
	json, err := FilterConfig(filters[0])
	require.NoError(t, err)
	return string(json)
}

// parsed returns the configuration as the filter reads it.
func parsed(t *testing.T, json string) *config.Config {
	t.Helper()
	c, err := config.Parse([]byte(json))
	require.NoError(t, err)
	return c
}
