package report

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
)

// TestWords: every name of the vocabulary has words, so that one that is added
// is not shown as nothing.
func TestWords(t *testing.T) {
	everyNameHasWords(t, categoryWords, 0)
	everyNameHasWords(t, actionWords, catalog.FixRequest)
	everyNameHasWords(t, partyWords, 0)
	everyNameHasWords(t, severityWords, 0)
	everyNameHasWords(t, scopeWords, 0)
	everyNameHasWords(t, effectWords, catalog.EffectNotApplied)
	everyNameHasWords(t, basisWords, 0)
	everyNameHasWords(t, certaintyWords, 0)
	everyNameHasWords(t, driftWords, 0)
	everyNameHasWords(t, namespaceWords, 0)
	everyNameHasWords(t, sourceWords, decoder.SourceBody)
	for p := catalog.ProviderUnknown; p.String() != ""; p++ {
		assert.NotEmpty(t, Provider(p))
	}
}

func everyNameHasWords[T interface {
	~uint8
	String() string
}](t *testing.T, words map[T]string, first T) {
	t.Helper()
	n := 0
	for v := first; v.String() != ""; v++ {
		assert.NotEmpty(t, words[v], v.String())
		n++
	}
	assert.Len(t, words, n)
}
