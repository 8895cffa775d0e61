package host_test

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm/abi"
)

// watched is a runtime that counts what is open in it.
type watched struct {
	wazero.Runtime
	mu        sync.Mutex
	programs  int
	instances []*watchedInstance
	// compiled are the programs that there were.
	compiled []*watchedProgram
	// made is how many instances there were.
	made int
	// calls is how many calls of classify have begun.
	calls atomic.Int64
	// onCompile is called before a module is compiled, if it is there, and onCall
	// before each call of classify.
	onCompile, onCall func()
}

// watch returns a runtime of the test's own, with the tests' cache.
func watch(t testing.TB, c wazero.RuntimeConfig) *watched {
	t.Helper()
	ctx := context.Background()
	cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
	require.NoError(t, err)
	r := wazero.NewRuntimeWithConfig(ctx, c.WithCompilationCache(cache))
	t.Cleanup(func() {
		require.NoError(t, r.Close(ctx))
		require.NoError(t, cache.Close(ctx))
	})
	return &watched{Runtime: r}
}

// open returns how many programs and instances are open.
func (w *watched) open() (programs, instances int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.programs, len(w.instances)
}

// memory returns how much memory the instances have that are open.
func (w *watched) memory() (total uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, m := range w.instances {
		total += uint64(m.Memory().Size())
	}
	return total
}

// spread returns how many instances of each program are open, the programs
// ordered by their bytes: those of copies of a module by their numbers.
func (w *watched) spread() []int {
	return w.each(func(p *watchedProgram) int { return p.instances })
}

// called returns how many calls of classify each program has seen.
func (w *watched) called() []int {
	return w.each(func(p *watchedProgram) int { return int(p.calls.Load()) })
}

// each returns a number of each program that there was, ordered by their bytes.
func (w *watched) each(number func(*watchedProgram) int) (list []int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.SortFunc(w.compiled, func(a, b *watchedProgram) int { return bytes.Compare(a.module, b.module) })
	for _, p := range w.compiled {
		list = append(list, number(p))
	}
	return list
}

type watchedProgram struct {
	wazero.CompiledModule
	w      *watched
	module []byte
	// instances is how many are open.
	instances int
	calls     atomic.Int64
}

func (w *watched) CompileModule(ctx context.Context, b []byte) (wazero.CompiledModule, error) {
	if w.onCompile != nil {
		w.onCompile()
	}
	c, err := w.Runtime.CompileModule(ctx, b)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.programs++
	p := &watchedProgram{CompiledModule: c, w: w, module: b}
	w.compiled = append(w.compiled, p)
	return p, nil
}

func (p *watchedProgram) Close(ctx context.Context) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	p.w.programs--
	return p.CompiledModule.Close(ctx)
}

type watchedInstance struct {
	api.Module
	program *watchedProgram
}

func (w *watched) InstantiateModule(ctx context.Context, c wazero.CompiledModule, config wazero.ModuleConfig) (api.Module, error) {
	p := c.(*watchedProgram)
	m, err := w.Runtime.InstantiateModule(ctx, p.CompiledModule, config)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made++
	p.instances++
	in := &watchedInstance{m, p}
	w.instances = append(w.instances, in)
	return in, nil
}

func (m *watchedInstance) ExportedFunction(name string) api.Function {
	f := m.Module.ExportedFunction(name)
	if name == abi.ExportClassify {
		return &watchedFunction{f, m.program}
	}
	return f
}

type watchedFunction struct {
	api.Function
	program *watchedProgram
}

func (f *watchedFunction) CallWithStack(ctx context.Context, stack []uint64) error {
	w := f.program.w
	w.calls.Add(1)
	f.program.calls.Add(1)
	if w.onCall != nil {
		w.onCall()
	}
	return f.Function.CallWithStack(ctx, stack)
}

func (m *watchedInstance) Close(ctx context.Context) error {
	w := m.program.w
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.instances, m)
	if i < 0 {
		panic("closed twice")
	}
	w.instances = slices.Delete(w.instances, i, i+1)
	m.program.instances--
	return m.Module.Close(ctx)
}

// TestOwnRuntime: the caller's runtime is used, and only what the engine opened
// in it is closed with the engine.
func TestOwnRuntime(t *testing.T) {
	ctx := context.Background()
	for name, withWASI := range map[string]bool{"with WASI": true, "without WASI": false} {
		t.Run(name, func(t *testing.T) {
			w := watch(t, wazero.NewRuntimeConfig())
			if withWASI {
				wasi_snapshot_preview1.MustInstantiate(ctx, w.Runtime)
			}
			first, err := host.New(ctx, host.NewConfig().WithRuntime(w))
			require.NoError(t, err)
			second, err := host.New(ctx, host.NewConfig().WithRuntime(w))
			require.NoError(t, err)
			assert.Equal(t, 2, w.programs)

			require.NoError(t, first.Close(ctx))
			assert.NotNil(t, w.Module(wasi_snapshot_preview1.ModuleName), "WASI stays for others")
			var v host.Verdict
			require.NoError(t, second.Classify(ctx, &decoder.Request{Status: 429}, &v), "equal modules share code, closing one leaves it to the other")
			require.NoError(t, second.Close(ctx))
			programs, instances := w.open()
			assert.Zero(t, programs)
			assert.Zero(t, instances)
			_, err = w.Instantiate(ctx, newFake().bytes())
			assert.NoError(t, err, "the runtime is open")
		})
	}
}

// TestEnginesAtTheSameTime are made in one runtime, of the same module, which
// comes from the cache.
func TestEnginesAtTheSameTime(t *testing.T) {
	open(t, cached()) // fills the cache
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	var engines sync.WaitGroup
	for range 4 {
		engines.Go(func() {
			e, err := host.New(ctx, host.NewConfig().WithRuntime(w))
			if assert.NoError(t, err) {
				assert.Equal(t, "http.too-many-requests", reason(t, e))
				assert.NoError(t, e.Close(ctx))
			}
		})
	}
	engines.Wait()
}

// TestOwnRuntimeClosed: a runtime that was closed too early is an error of the
// call, not a crash.
func TestOwnRuntimeClosed(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w))
	require.NoError(t, err)
	require.NoError(t, w.Runtime.Close(ctx))
	var v host.Verdict
	assert.ErrorIs(t, e.Classify(ctx, &decoder.Request{Status: 429}, &v), host.ErrTrap)
	assert.ErrorIs(t, e.Classify(ctx, &decoder.Request{Status: 429}, &v), host.ErrModule, "no further instance can be made")
	assert.NoError(t, e.Close(ctx))
	_, err = host.New(ctx, host.NewConfig().WithRuntime(w))
	assert.ErrorContains(t, err, "runtime closed")
}

// blind is a runtime that hides that it has WASI.
type blind struct{ *watched }

func (blind) Module(string) api.Module { return nil }

// TestRuntimeThatTakesNoWASI is an error of New that is not the module's fault.
func TestRuntimeThatTakesNoWASI(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	wasi_snapshot_preview1.MustInstantiate(ctx, w.Runtime)
	_, err := host.New(ctx, host.NewConfig().WithRuntime(blind{w}))
	require.ErrorContains(t, err, "finfault: WASI cannot be put into the runtime: ")
	assert.NotErrorIs(t, err, host.ErrModule)
	programs, _ := w.open()
	assert.Zero(t, programs)
}
