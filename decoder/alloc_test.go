package decoder_test

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNoAllocations: a decoder that has grown to the bodies it sees allocates
// nothing, whatever they hold.
func TestNoAllocations(t *testing.T) {
	cases, err := corpus.Load("testdata/cases")
	require.NoError(t, err)
	var d decoder.Decoder
	var v catalog.Verdict
	buf := make([]byte, 0, 4<<20)
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		n := testing.AllocsPerRun(20, func() {
			d.Classify(req, &v)
			buf = v.AppendJSON(buf[:0])
		})
		assert.Zero(t, n, cases[i].ID)
	}
}
