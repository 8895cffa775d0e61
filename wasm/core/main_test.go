package main

import (
	"testing"

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

func TestOverlayIsReserved(t *testing.T) {
	assert.EqualValues(t, abi.OverlayUnsupported, loadOverlay(0))
}
