package main

import (
	"testing"
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNextStep: a step is the one that the native verdict has, of the record of
// the last call and of the first bytes of one that was kept.
func TestNextStep(t *testing.T) {
	cases, err := corpus.NextCases("../../decoder/testdata/next.jsonl")
	require.NoError(t, err)
	for _, c := range cases {
		req, err := c.Answer.Request()
		require.NoError(t, err)
		require.NotZero(t, classify(write(req)))
		kept := *(*[abi.HeadSize]byte)(unsafe.Pointer(&record))
		for _, step := range c.Steps {
			tried, err := step.Tried.Tried()
			require.NoError(t, err)
			want := abi.Next{}
			fillNext(&want, verdict.Next(tried))
			for _, at := range []uint32{descriptor.Record, descriptor.Input} {
				copy(input[:], kept[:])
				next = abi.Next{}
				require.NotZero(t, nextStep(at, uint32(tried.Refreshes), uint32(tried.Waits), uint32(tried.Polls), uint32(tried.Done)))
				assert.Equal(t, want, next, "%s %+v", c.ID, step.Tried)
			}
		}
	}
}

// TestNextStepTakesCare: it reads no record that stands elsewhere, and numbers
// that are too large are not cut to small ones.
func TestNextStepTakesCare(t *testing.T) {
	for _, at := range []uint32{0, 1, descriptor.Record + 1, descriptor.Input - 1, 1<<32 - 1} {
		assert.Zero(t, nextStep(at, 0, 0, 0, 0), at)
	}
	require.NotZero(t, classify(write(&decoder.Request{Status: 429})))
	require.NotZero(t, nextStep(descriptor.Record, 0, 256, 0, 0))
	assert.EqualValues(t, catalog.WhyExhausted, next.Why)
	assert.Zero(t, testing.AllocsPerRun(5, func() { nextStep(descriptor.Record, 0, 1, 0, 1<<31) }))
}
