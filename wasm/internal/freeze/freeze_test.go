package freeze

import (
	"context"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
)

// TestFreezeIsReproducible: neither when nor by which engine the start is run
// can be seen in the bytes.
func TestFreezeIsReproducible(t *testing.T) {
	reactor := core(t)
	for name, engine := range map[string]wazero.RuntimeConfig{
		"interpreter": interpreter(),
		"compiler":    wazero.NewRuntimeConfig(),
	} {
		t.Run(name, func(t *testing.T) {
			again, err := freeze(context.Background(), engine, reactor.linked)
			require.NoError(t, err)
			assert.True(t, string(reactor.frozen) == string(again), "the bytes differ")
		})
	}
}

// TestGuestAnswersAlike: what the initialisers computed is there, calls change
// it as they would without freezing, and a goroutine of the start goes on.
func TestGuestAnswersAlike(t *testing.T) {
	reactor := guest(t)
	linked, frozen := run(t, interpreter(), reactor.linked), run(t, interpreter(), reactor.frozen)
	seen := map[uint32]bool{}
	for n := range uint32(20) {
		want := linked.call("checksum", n)
		assert.Equal(t, want, frozen.call("checksum", n))
		seen[want] = true
		assert.Equal(t, n+1, linked.call("ask"))
		assert.Equal(t, n+1, frozen.call("ask"))
	}
	assert.Len(t, seen, 20, "the checksum depends on what it should")
}

// TestInstancesShareNothing: an instance starts from the frozen state, whatever
// others have done.
func TestInstancesShareNothing(t *testing.T) {
	frozen := guest(t).frozen
	first, second := run(t, interpreter(), frozen), run(t, interpreter(), frozen)
	want := first.call("checksum", 7)
	assert.NotEqual(t, want, first.call("checksum", 7))
	assert.Equal(t, want, second.call("checksum", 7))
}

// TestCollector: garbage far beyond what a stalled collector survives leaves
// the memory as small as it was, in both forms.
func TestCollector(t *testing.T) {
	const (
		rounds  = 40
		kib     = 16 << 10 // a round, 640 MiB in all
		allowed = 32 << 20
	)
	reactor := guest(t)
	for name, module := range map[string][]byte{"linked": reactor.linked, "frozen": reactor.frozen} {
		t.Run(name, func(t *testing.T) {
			i := run(t, wazero.NewRuntimeConfig(), module)
			before := i.call("collect")
			assert.Greater(t, before, uint32(1), "it ran during the start too")
			for range rounds {
				i.call("churn", kib)
				require.Less(t, i.module.Memory().Size(), uint32(allowed))
			}
			assert.Greater(t, i.call("collect"), before+rounds, "it runs by itself")
		})
	}
}

// TestCoreAnswersAlike: over the labelled answers the module says what the
// native decoder says, frozen or not.
func TestCoreAnswersAlike(t *testing.T) {
	reactor := core(t)
	requests, err := corpus.Requests("../../../decoder/testdata/cases")
	require.NoError(t, err)
	require.NotEmpty(t, requests)
	var native decoder.Decoder
	var verdict catalog.Verdict
	for name, module := range map[string][]byte{"linked": reactor.linked, "frozen": reactor.frozen} {
		t.Run(name, func(t *testing.T) {
			i := run(t, interpreter(), module)
			var d abi.Descriptor
			i.read(i.call(abi.ExportABI), &d)
			require.Equal(t, uint32(abi.Magic), d.Magic)
			for _, r := range requests {
				native.Classify(r, &verdict)
				assert.Equal(t, string(verdict.AppendJSON(nil)), i.classify(&d, r))
			}
		})
	}
}
