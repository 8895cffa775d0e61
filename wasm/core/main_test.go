package main

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// write puts an answer into the input buffer and returns the parameters of a call.
func write(req *decoder.Request) (headers, body, status, provider, operation, idempotent uint32) {
	copy(input[copy(input[:], req.Headers):], req.Body)
	if req.Idempotent {
		idempotent = 1
	}
	return uint32(len(req.Headers)), uint32(len(req.Body)), uint32(req.Status), uint32(req.Provider), uint32(req.Operation), idempotent
}

// TestNoAllocations: no call allocates once the buffers have grown to the
// answers they see. The code is the same here and in the module.
func TestNoAllocations(t *testing.T) {
	answers, err := corpus.Requests("../../decoder/testdata/cases")
	require.NoError(t, err)
	for name, call := range map[string]func(headers, body, status, provider, operation, idempotent uint32) uint32{
		abi.ExportClassify: classify, abi.ExportVerdictJSON: classifyJSON, abi.ExportTraceJSON: explainJSON,
	} {
		for i, req := range answers {
			assert.Zero(t, testing.AllocsPerRun(5, func() { call(write(req)) }), "%s %d", name, i)
		}
	}
}

// TestLengths: lengths that no buffer has are refused, and nothing is read.
func TestLengths(t *testing.T) {
	for _, lengths := range [][2]uint32{
		{abi.MaxInput + 1, 0}, {0, abi.MaxInput + 1}, {abi.MaxInput, 1}, {1, abi.MaxInput}, {1<<32 - 1, 1}, {1, 1<<32 - 1},
	} {
		for _, call := range []func(headers, body, status, provider, operation, idempotent uint32) uint32{classify, classifyJSON, explainJSON} {
			assert.Zero(t, call(lengths[0], lengths[1], 500, 0, 0, 0), "%v", lengths)
		}
	}
	assert.NotZero(t, classify(abi.MaxInput, 0, 500, 0, 0, 0))
	assert.NotZero(t, classify(0, abi.MaxInput, 500, 0, 0, 0))
}

// TestLoadOverlay: rules are in force until others are loaded or none, and what
// is wrong with them is said in a text.
func TestLoadOverlay(t *testing.T) {
	rules, err := overlay.Encode([]overlay.Rule{{Name: "acme.tea",
		When: overlay.When{Statuses: []overlay.StatusRange{{From: 418, To: 418}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.Unsupported}}})
	require.NoError(t, err)
	row := func() string {
		require.NotZero(t, classify(0, 0, 418, 0, 0, 0))
		return verdict.Row
	}
	load := func(b []byte) uint32 { return loadOverlay(uint32(copy(input[:], b))) }
	assert.Empty(t, row())
	assert.EqualValues(t, abi.OverlayLoaded, load(rules))
	assert.Equal(t, "acme.tea", row())
	assert.NotZero(t, load(rules[:len(rules)-1]))
	assert.Equal(t, "overlay: its binary form is cut, or more than one", string(text))
	assert.Equal(t, "acme.tea", row(), "the rules from before stay")
	assert.NotZero(t, loadOverlay(1<<32-1))
	assert.EqualValues(t, abi.OverlayLoaded, load(nil))
	assert.Empty(t, row())
}
