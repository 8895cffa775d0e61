package freeze

import (
	"context"
	"testing"

	"github.com/finfault/finfault/wasm/abi"
	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sectionsOf parses a module that has to be sound.
func sectionsOf(t *testing.T, b []byte) module.Module {
	t.Helper()
	m, err := module.Parse(b)
	require.NoError(t, err)
	return m
}

func segmentsIn(m module.Module) int { return int(m.Content(module.Data).U32()) }

func TestShapeOfFrozenCore(t *testing.T) {
	reactor := core(t)
	linked, frozen := sectionsOf(t, reactor.linked), sectionsOf(t, reactor.frozen)

	assert.False(t, frozen.Has(module.Start))
	assert.Equal(t, len(linked), len(frozen), "every section is still there")
	assert.Less(t, segmentsIn(frozen)*5, segmentsIn(linked))
	for _, id := range []module.ID{module.Type, module.Import, module.Function, module.Table, module.Element, module.Code} {
		assert.Equal(t, linked.Content(id), frozen.Content(id), id)
	}

	exports, err := frozen.Exports()
	require.NoError(t, err)
	var names []string
	for _, e := range exports {
		names = append(names, e.Name)
	}
	want := []string{abi.ExportMemory}
	for _, e := range abi.Exports {
		want = append(want, e.Name)
	}
	assert.ElementsMatch(t, want, names)
}

// TestMemoryIsThatOfTheStart: an instance of the frozen module begins with the
// memory, byte for byte, that the start has left without the lines, and needs
// no more of it.
func TestMemoryIsThatOfTheStart(t *testing.T) {
	reactor := core(t)
	p, err := take(reactor.linked)
	require.NoError(t, err)
	s, err := start(context.Background(), interpreter(), p)
	require.NoError(t, err)
	require.NoError(t, forgetLines(s.memory))

	declared, err := sectionsOf(t, reactor.frozen).Memory()
	require.NoError(t, err)
	assert.Equal(t, len(s.memory), int(declared.Minimum)*module.PageSize)
	memory := run(t, interpreter(), reactor.frozen).module.Memory()
	bytes, ok := memory.Read(0, memory.Size())
	require.True(t, ok)
	assert.True(t, string(s.memory) == string(bytes), "the memory differs")
}

// TestFrozenAgain: there is no start to run twice.
func TestFrozenAgain(t *testing.T) {
	_, err := Freeze(context.Background(), guest(t).frozen)
	assert.EqualError(t, err, "freeze: the module has no function _initialize: only a reactor can be frozen, and a frozen module cannot be frozen again")
}

// TestNamesSurvive: a module that was not stripped can be profiled frozen.
func TestNamesSurvive(t *testing.T) {
	linked, err := gobuild.Target{Dir: ".", Package: "./testdata/guest", Reactor: true, Symbols: true}.Build(context.Background())
	require.NoError(t, err)
	frozen, err := Freeze(context.Background(), linked)
	require.NoError(t, err)
	assert.Equal(t, []string{"producers", "name"}, customNames(t, frozen))
	assert.Equal(t, []string{"producers"}, customNames(t, guest(t).frozen))
}

func customNames(t *testing.T, b []byte) []string {
	t.Helper()
	var names []string
	for _, s := range sectionsOf(t, b) {
		if s.ID == module.Custom {
			name, _, err := s.CustomName()
			require.NoError(t, err)
			names = append(names, name)
		}
	}
	return names
}
