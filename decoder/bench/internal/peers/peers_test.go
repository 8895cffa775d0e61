package peers_test

import (
	"runtime"
	"testing"

	"github.com/bytedance/sonic"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/bench/internal/peers"
	"github.com/finfault/finfault/decoder/bench/internal/wire"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const cases = "../../../testdata/cases"

// TestPeersAgree: every library reads the same as Finfault and comes to the
// same decision, also when its memory is used again.
func TestPeersAgree(t *testing.T) {
	samples, err := peers.Load(cases)
	require.NoError(t, err)
	contenders := peers.Contenders()
	for i := range samples {
		want := result(&samples[i], contenders[0])
		for _, c := range contenders[1:] {
			t.Run(samples[i].Name()+"/"+c.Name, func(t *testing.T) {
				got := result(&samples[i], c)
				require.NoError(t, got.Err)
				if c.Name != peers.FastjsonOnly {
					agree(t, want, got)
				}
			})
		}
	}
}

// result is that of the third run.
func result(s *peers.Sample, c peers.Contender) peers.Result {
	r := c.Prepare(s)
	for range 3 {
		r.Run()
	}
	return r.Result()
}

// agree compares decisions and what was read. The verdicts ok and pending carry
// no texts; the source is compared where the library's struct has it.
func agree(t *testing.T, want, got peers.Result) {
	assert.Equal(t, want.Decision, got.Decision)
	assert.Equal(t, want.Code, got.Code)
	if want.Outcome != catalog.OutcomeError {
		return
	}
	if got.Source == "" {
		want.Source = ""
	}
	assert.Equal(t, want.Answer, got.Answer)
}

// TestSamples: every shape that has a struct has a sample, and no other has.
func TestSamples(t *testing.T) {
	samples, err := peers.Load(cases)
	require.NoError(t, err)
	seen := map[catalog.Shape]bool{}
	for _, s := range samples {
		seen[s.Shape] = true
		assert.NotEmpty(t, s.Request.Body, s.Name())
		assert.Empty(t, s.Request.Headers, s.Name())
	}
	for shape := range catalog.Shape(64) {
		assert.Equal(t, wire.New(shape) != nil, seen[shape], shape.String())
	}
}

// TestSonicIsNative: sonic is itself and not encoding/json, to which it falls
// back on platforms and Go versions that it does not know.
func TestSonicIsNative(t *testing.T) {
	native := runtime.GOARCH == "amd64" || runtime.GOARCH == "arm64"
	assert.Equal(t, native, sonic.APIKind == sonic.UseSonicJSON)
}
