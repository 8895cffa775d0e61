package decoder_test

import (
	"os"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// vectorRules are the rules of the vectors for overlays.
func vectorRules(t testing.TB) *overlay.Overlay {
	b, err := os.ReadFile("testdata/overlay/rules.overlay")
	require.NoError(t, err)
	o, err := overlay.Load(b)
	require.NoError(t, err)
	return o
}

// TestOverlayCases holds the verdicts under an overlay against their labels.
// The other surfaces run the same cases.
func TestOverlayCases(t *testing.T) {
	cases, err := corpus.Load("testdata/overlay")
	require.NoError(t, err)
	o := vectorRules(t)
	d := decoder.New(decoder.WithOverlay(o))
	var v catalog.Verdict
	asked := map[string]bool{}
	for i := range cases {
		c := &cases[i]
		t.Run(c.ID, func(t *testing.T) {
			req, err := c.Request()
			require.NoError(t, err)
			d.Classify(req, &v)
			checkInvariants(t, req, &v)
			got, wrong := held(t, c, &v)
			for name := range c.Expect {
				_, known := got[name]
				assert.True(t, known || optional[name], "no verdict has a field %q", name)
			}
			assert.Empty(t, wrong, "%s\n%s", c.Why, v.AppendJSON(nil))
			asked[v.Row] = true
			assert.Zero(t, testing.AllocsPerRun(5, func() { d.Classify(req, &v) }))
		})
	}
	for i := range o.Len() {
		assert.True(t, asked[o.Rule(i).Name], "no case decides by %s", o.Rule(i).Name)
	}
}

// optional are the fields that a verdict leaves out where they are empty.
var optional = map[string]bool{"code": true, "title": true, "detail": true, "row": true, "effect": true, "trace_id": true,
	"initial_ms": true, "factor": true, "cap_ms": true, "after_ms": true, "max_retries": true, "alternatives": true, "drift": true}

// TestEmptyOverlay: rules that are not there change nothing.
func TestEmptyOverlay(t *testing.T) {
	b, err := overlay.Encode(nil)
	require.NoError(t, err)
	o, err := overlay.Load(b)
	require.NoError(t, err)
	with, without := decoder.New(decoder.WithOverlay(o)), decoder.New()
	var got, want catalog.Verdict
	asIfOfAnybody(t, func(req *decoder.Request) {
		with.Classify(req, &got)
		without.Classify(req, &want)
		assert.Equal(t, want, got)
	})
}

// TestOverlayInvariants: under rules of all kinds no answer of the corpus breaks
// what holds for every verdict, and explaining changes nothing.
func TestOverlayInvariants(t *testing.T) {
	d := decoder.New(decoder.WithOverlay(vectorRules(t)))
	var v, explained catalog.Verdict
	var trace decoder.Trace
	asIfOfAnybody(t, func(req *decoder.Request) {
		d.Classify(req, &v)
		checkInvariants(t, req, &v)
		want := v.Clone()
		d.Explain(req, &explained, &trace)
		assert.Equal(t, want, explained.Clone())
	})
}

// TestOverlayIsReplaced: the option may be applied between two calls, and taken
// back.
func TestOverlayIsReplaced(t *testing.T) {
	d := decoder.New(decoder.WithOverlay(vectorRules(t)))
	req := &decoder.Request{Provider: catalog.TrueLayer, Status: 419}
	var v catalog.Verdict
	d.Classify(req, &v)
	assert.Equal(t, "v.teapot", v.Row)
	decoder.WithOverlay(nil)(d)
	d.Classify(req, &v)
	assert.Empty(t, v.Row)
	assert.NotEqual(t, catalog.BasisOverlay, v.Basis)
}
