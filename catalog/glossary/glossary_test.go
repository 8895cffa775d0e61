package glossary

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEveryName: every name of the vocabulary is explained, so that one that is
// added is not shown as nothing, and nothing else is.
func TestEveryName(t *testing.T) {
	everyName(t, entries().Category, Category)
	everyName(t, entries().Action, Action)
	everyName(t, entries().Party, Party)
	everyName(t, entries().Severity, Severity)
	everyName(t, entries().Scope, Scope)
	everyName(t, entries().Effect, Effect)
	everyName(t, entries().Basis, Basis)
	everyName(t, entries().Certainty, Certainty)
	everyName(t, entries().Drift, Drift)
	everyName(t, entries().Namespace, Namespace)
	assert.Empty(t, Category(catalog.None))
	for name, text := range entries().Source {
		assert.Equal(t, text, Source(name))
		assert.NotEmpty(t, text, name)
	}
}

func everyName[T interface {
	~uint8
	String() string
}](t *testing.T, said map[string]string, of func(T) string) {
	t.Helper()
	n := 0
	for v := T(0); v < 100; v++ {
		if v.String() == "" {
			assert.Empty(t, of(v), v)
			continue
		}
		assert.NotEmpty(t, of(v), v.String())
		n++
	}
	assert.Len(t, said, n)
}

// TestFile: the file holds the tables and no others.
func TestFile(t *testing.T) {
	from := json.NewDecoder(bytes.NewReader(file))
	from.DisallowUnknownFields()
	require.NoError(t, from.Decode(&table{}))
}
