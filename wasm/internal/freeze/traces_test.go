package freeze

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
)

// TestGuestWithoutLines: without its names and lines the frozen guest panics,
// recovers and grows its stacks as the linked one does, on both engines.
func TestGuestWithoutLines(t *testing.T) {
	reactor := guest(t)
	for name, engine := range map[string]wazero.RuntimeConfig{
		"interpreter": interpreter(),
		"compiler":    wazero.NewRuntimeConfig(),
	} {
		t.Run(name, func(t *testing.T) {
			// Compiling takes longer than all that is tested.
			linked, frozen := run(t, engine, reactor.linked), run(t, engine, reactor.frozen)
			testRecovery(t, linked)
			testRecovery(t, frozen)
			testPlaces(t, linked, frozen)
			testStack(t, linked, frozen)
			testFailure(t, linked, frozen)
		})
	}
}

// testRecovery: what can be recovered, and what cannot.
func testRecovery(t *testing.T, i instance) {
	want := []string{
		"ours", "ours", "ours", "ours", "ours", "", "", "",
		"runtime error: index out of range [1048576] with length 4",
		"value method main.plain.Error called using nil *plain pointer",
	}
	require.Equal(t, uint32(len(want)), i.call("count_recoveries"))
	for n, text := range want {
		assert.Equal(t, sumOf(text), i.call("recovered", uint32(n)), "%d %s", n, text)
	}
	assert.Equal(t, uint32(12), i.call("exits"), "in this order")
}

// sumOf is the checksum of a text that the guest has.
func sumOf(text string) uint32 {
	var sum uint32
	for _, c := range []byte(text) {
		sum = sum*31 + uint32(c)
	}
	return sum
}

// testPlaces: the runtime does not know any more where code is, but what the
// start has learnt is there.
func testPlaces(t *testing.T, linked, frozen instance) {
	assert.Greater(t, linked.call("line"), uint32(1))
	assert.Zero(t, frozen.call("line"))
	remembered := linked.call("remembered")
	assert.NotZero(t, remembered)
	assert.Equal(t, remembered, frozen.call("remembered"))
}

// testStack: stacks grow and are collected, and the goroutines of the runtime
// are told from others.
func testStack(t *testing.T, linked, frozen instance) {
	const depth = 1200 // the interpreter has no room for more
	assert.Equal(t, linked.call("dive", depth), frozen.call("dive", depth))
	assert.Equal(t, linked.call("goroutines"), frozen.call("goroutines"))
}

// testFailure: a panic that nobody recovers traps, at the same place.
func testFailure(t *testing.T, linked, frozen instance) {
	_, want := linked.module.ExportedFunction("fails").Call(context.Background())
	require.ErrorContains(t, want, "unreachable")
	_, got := frozen.module.ExportedFunction("fails").Call(context.Background())
	assert.EqualError(t, got, want.Error())
}
