package abi_test

import (
	"testing"

	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNextStep asks the module for each step of the cases that all surfaces
// share, of the record of the last call and of one that was kept.
func TestNextStep(t *testing.T) {
	h := newHost(t)
	descriptor := h.read("descriptor", h.call(abi.ExportABI))
	input, record := uint32(descriptor["input"].(float64)), uint32(descriptor["record"].(float64))
	cases, err := corpus.NextCases("../../decoder/testdata/next.jsonl")
	require.NoError(t, err)
	for _, c := range cases {
		req, err := c.Answer.Request()
		require.NoError(t, err)
		require.Equal(t, record, h.classify(input, req))
		require.True(t, h.module.Memory().Write(input, append([]byte{}, h.bytes(record, abi.HeadSize)...)))
		for _, step := range c.Steps {
			for _, at := range []uint32{record, input} {
				assert.Equal(t, step.Next, h.nextStep(at, &step.Tried), "%s %+v", c.ID, step.Tried)
			}
		}
	}
	assert.Zero(t, h.call(abi.ExportNextStep, uint64(record)+1, 0, 0, 0, 0), "no record")
}

// nextStep asks for one step and reads it as layout.json says.
func (h *host) nextStep(at uint32, names *corpus.NextTried) corpus.NextNext {
	tried, err := names.Tried()
	require.NoError(h.t, err)
	got := h.read("next", h.call(abi.ExportNextStep, uint64(at), uint64(tried.Refreshes), uint64(tried.Waits), uint64(tried.Polls), uint64(tried.Done)))
	is := func(name string) bool { return got[name].(float64) == 1 }
	return corpus.NextNext{
		Action: got["action"].(string), By: got["by"].(string), Why: got["why"].(string),
		Resend: is("resend"), Background: is("background"), Stop: is("stop"), Page: is("page"),
		AtLeastMs: uint32(got["at_least_ms"].(float64)), JitterMs: uint32(got["jitter_ms"].(float64)),
	}
}
