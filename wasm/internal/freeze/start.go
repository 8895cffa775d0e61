package freeze

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

// maxPages bounds the memory of the start: 256 MiB.
const maxPages = 4096

// features are those of WebAssembly 2.0 without reference types, with which
// code can change tables.
const features = api.CoreFeaturesV2 &^ api.CoreFeatureReferenceTypes

// state is what a start leaves behind.
type state struct {
	memory []byte
	// globals are the bits of the mutable ones by their numbers.
	globals map[int]uint64
}

// start runs a reactor up to the end of its start.
func start(ctx context.Context, engine wazero.RuntimeConfig, p *parts) (*state, error) {
	engine = engine.WithCoreFeatures(features).WithMemoryLimitPages(maxPages).WithCloseOnContextDone(true)
	runtime := wazero.NewRuntimeWithConfig(ctx, engine)
	defer runtime.Close(ctx)
	code, err := runtime.CompileModule(ctx, p.scratch())
	if err != nil {
		return nil, fmt.Errorf("the module is invalid, or does what is not supported: %w", err)
	}
	if err := provideImports(ctx, runtime, code); err != nil {
		return nil, err
	}
	var stderr head
	instance, err := runtime.InstantiateModule(ctx, code, surroundings().WithStderr(&stderr))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the start fails: %w", err), stderr.err())
	}
	return p.read(instance), nil
}

// surroundings are all that the start can learn, and always the same. Time
// stands still at one nanosecond: whatever the hosts' clocks say later, it goes
// on from here. It is not zero because the Go runtime takes that for a broken
// clock.
func surroundings() wazero.ModuleConfig {
	const resolution = sys.ClockResolution(1)
	return wazero.NewModuleConfig().
		WithStartFunctions(Initialize).
		WithRandSource(rand.NewChaCha8([32]byte{})).
		WithNanotime(func() int64 { return 1 }, resolution).
		WithWalltime(func() (sec int64, nsec int32) { return 0, 1 }, resolution)
}

// provideImports gives the module WASI, and functions that fail in place of
// all others that it imports.
func provideImports(ctx context.Context, runtime wazero.Runtime, code wazero.CompiledModule) error {
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, runtime); err != nil {
		return err
	}
	hosts := map[string]wazero.HostModuleBuilder{}
	for _, f := range code.ImportedFunctions() {
		from, name, _ := f.Import()
		if from == wasi_snapshot_preview1.ModuleName {
			continue
		}
		if hosts[from] == nil {
			hosts[from] = runtime.NewHostModuleBuilder(from)
		}
		hosts[from].NewFunctionBuilder().WithGoFunction(refuse(from, name), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	for _, host := range hosts {
		if _, err := host.Instantiate(ctx); err != nil {
			return err
		}
	}
	return nil
}

// refuse returns a function that fails. wazero returns what it panics with as
// the error of the start.
func refuse(from, name string) api.GoFunc {
	return func(context.Context, []uint64) {
		panic(fmt.Errorf("it calls %q.%q, which only the final host has", from, name))
	}
}

// read copies a started instance's state.
func (p *parts) read(instance api.Module) *state {
	bytes, _ := instance.Memory().Read(0, instance.Memory().Size()) // all of it is always there
	s := &state{memory: slices.Clone(bytes), globals: map[int]uint64{}}
	for i, g := range p.globals {
		if g.mutable {
			s.globals[i] = instance.ExportedGlobal(globalName(i)).Get()
		}
	}
	return s
}
