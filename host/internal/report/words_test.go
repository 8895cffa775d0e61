package report

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
)

// TestWords: every source of evidence and every provider has words, so that one
// that is added is not shown as nothing.
func TestWords(t *testing.T) {
	sources := 0
	for s := decoder.SourceBody; s.String() != ""; s++ {
		assert.NotEmpty(t, glossary.Source(s.String()), s.String())
		sources++
	}
	assert.Equal(t, 11, sources)
	for p := catalog.ProviderUnknown; p.String() != ""; p++ {
		assert.NotEmpty(t, Provider(p))
	}
}
