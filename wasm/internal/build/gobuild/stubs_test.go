package gobuild

import (
	"context"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// rare are functions of WASI that not all hosts have.
var rare = []string{"sched_yield", "poll_oneoff"}

// imports returns the names of what a module imports.
func imports(t *testing.T, binary []byte) (names []string) {
	t.Helper()
	m, err := module.Parse(binary)
	require.NoError(t, err)
	list, err := m.Imports()
	require.NoError(t, err)
	for _, f := range list {
		names = append(names, f.Name)
	}
	return names
}

// TestStubs: what has a stub is not imported, all else is as before, and the
// same in any folder; the collector works.
func TestStubs(t *testing.T) {
	ctx := context.Background()
	target := Target{Dir: repository, Package: "./collects", Reactor: true}
	plain, err := target.Build(ctx)
	require.NoError(t, err)
	assert.Subset(t, imports(t, plain), rare)

	target.Stubs = rare
	stubbed, err := target.Build(ctx)
	require.NoError(t, err)
	assert.ElementsMatch(t, imports(t, plain), append(imports(t, stubbed), rare...))
	again, err := target.Build(ctx)
	require.NoError(t, err)
	assert.True(t, string(stubbed) == string(again), "each is built in a folder of its own")

	runtime := wazero.NewRuntime(ctx)
	t.Cleanup(func() { require.NoError(t, runtime.Close(ctx)) })
	_, err = wasi_snapshot_preview1.Instantiate(ctx, runtime)
	require.NoError(t, err)
	config := wazero.NewModuleConfig().WithStartFunctions("_initialize").WithSysNanotime()
	instance, err := runtime.InstantiateWithConfig(ctx, stubbed, config)
	require.NoError(t, err)
	result, err := instance.ExportedFunction("churn").Call(ctx, 256)
	require.NoError(t, err)
	assert.Greater(t, result[0], uint64(10), "collections")
	assert.Less(t, instance.Memory().Size(), uint32(32<<20))
}

// TestUnknownStub: what the runtime does not import cannot be replaced.
func TestUnknownStub(t *testing.T) {
	_, err := Target{Dir: repository, Package: "./collects", Reactor: true, Stubs: []string{"fd_pread"}}.Build(context.Background())
	assert.EqualError(t, err, "fd_pread is declared 0 times in os_wasip1.go and lock_wasip1.go of Go's runtime, not once: is this a new version of Go?")
}
