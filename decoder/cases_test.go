package decoder_test

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// disputed are labels that contradict a sentence of the contract. The verdict
// follows the contract; what the label says instead is written here, so that a
// label that is mended fails the test.
var disputed = map[string]string{
	// "a top-level array [is] other, without drift"
	"adv-27": "drift: got <nil>, want [unknown_shape]",
}

// TestCases holds the verdict on every labelled answer against its label, in
// every field that the label names.
func TestCases(t *testing.T) {
	cases, err := corpus.Load("testdata/cases")
	require.NoError(t, err)
	var d decoder.Decoder
	var v catalog.Verdict
	for i := range cases {
		c := &cases[i]
		t.Run(c.ID, func(t *testing.T) {
			req, err := c.Request()
			require.NoError(t, err)
			d.Classify(req, &v)
			_, wrong := held(t, c, &v)
			assert.Equal(t, disputed[c.ID], wrong, "%s\n%s", c.Why, v.AppendJSON(nil))
		})
	}
}

// held holds a verdict against the label of a case, and returns its fields and
// what is wrong with them.
func held(t *testing.T, c *corpus.Case, v *catalog.Verdict) (got corpus.Fields, wrong string) {
	got, err := corpus.FieldsOf(v.AppendJSON(nil))
	require.NoError(t, err)
	return got, strings.Join(c.Wrong(got), "\n")
}
