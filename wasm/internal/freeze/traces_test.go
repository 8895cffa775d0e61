package freeze

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
)

// engines are those of wazero.
var engines = map[string]wazero.RuntimeConfig{
	"interpreter": interpreter(),
	"compiler":    wazero.NewRuntimeConfig(),
}

// eachEngine runs a test with the guest as it was linked, and frozen.
func eachEngine(t *testing.T, test func(t *testing.T, linked, frozen func() instance)) {
	reactor := guest(t)
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			test(t,
				func() instance { return run(t, engine, reactor.linked) },
				func() instance { return run(t, engine, reactor.frozen) })
		})
	}
}

// sumOf is the checksum of a text that the guest has.
func sumOf(text string) uint32 {
	var sum uint32
	for _, c := range []byte(text) {
		sum = sum*31 + uint32(c)
	}
	return sum
}

// TestPanicsWithoutNames: what is recovered, and what is not.
func TestPanicsWithoutNames(t *testing.T) {
	want := []string{
		"ours", "ours", "ours", "ours", "ours", "", "", "",
		"runtime error: index out of range [1048576] with length 4",
		"value method main.plain.Error called using nil *plain pointer",
	}
	eachEngine(t, func(t *testing.T, linked, frozen func() instance) {
		failures := map[string]string{}
		for name, i := range map[string]instance{"linked": linked(), "frozen": frozen()} {
			require.Equal(t, uint32(len(want)), i.call("count_recoveries"), name)
			for n, text := range want {
				assert.Equal(t, sumOf(text), i.call("recovered", uint32(n)), "%s %d %s", name, n, text)
			}
			assert.Equal(t, uint32(12), i.call("exits"), name)

			_, err := i.module.ExportedFunction("fails").Call(context.Background())
			require.ErrorContains(t, err, "unreachable", name)
			failures[name] = err.Error()
		}
		assert.Equal(t, failures["linked"], failures["frozen"], "they fail at the same place")
	})
}

// TestStackWithoutLines: stacks grow and are collected as before.
func TestStackWithoutLines(t *testing.T) {
	const depth = 1200 // the interpreter has no room for more
	eachEngine(t, func(t *testing.T, linked, frozen func() instance) {
		a, b := linked(), frozen()
		assert.Equal(t, a.call("dive", depth), b.call("dive", depth))
		assert.Equal(t, a.call("goroutines"), b.call("goroutines"))
	})
}

// TestPlaces: the runtime does not know any more where code is, but what the
// start has learnt is there.
func TestPlaces(t *testing.T) {
	eachEngine(t, func(t *testing.T, linked, frozen func() instance) {
		a, b := linked(), frozen()
		assert.Greater(t, a.call("line"), uint32(1))
		assert.Zero(t, b.call("line"))
		assert.NotZero(t, a.call("remembered"))
		assert.Equal(t, a.call("remembered"), b.call("remembered"))
	})
}
