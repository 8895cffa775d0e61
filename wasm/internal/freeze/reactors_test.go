package freeze

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"sync"
	"testing"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// interpreter is the engine of tests that call little.
func interpreter() wazero.RuntimeConfig { return wazero.NewRuntimeConfigInterpreter() }

// pair is a reactor as it was linked, and frozen.
type pair struct{ linked, frozen []byte }

// reactor returns what builds a package once for all tests.
func reactor(pkg string) func() (pair, error) {
	return sync.OnceValues(func() (pair, error) {
		ctx := context.Background()
		linked, err := gobuild.Target{Dir: ".", Package: pkg, Reactor: true}.Build(ctx)
		if err != nil {
			return pair{}, err
		}
		frozen, err := Freeze(ctx, linked)
		return pair{linked, frozen}, err
	})
}

var (
	buildGuest = reactor("./testdata/guest")
	buildCore  = reactor("../../core")
)

func guest(t *testing.T) pair {
	t.Helper()
	p, err := buildGuest()
	require.NoError(t, err)
	return p
}

func core(t *testing.T) pair {
	t.Helper()
	p, err := buildCore()
	require.NoError(t, err)
	return p
}

// instance is a reactor that runs.
type instance struct {
	t      *testing.T
	module api.Module
}

// run instantiates a reactor as hosts do: with clocks that go, and with its
// start where it has one.
func run(t *testing.T, engine wazero.RuntimeConfig, reactor []byte) instance {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, engine)
	t.Cleanup(func() { require.NoError(t, runtime.Close(ctx)) })
	_, err := wasi_snapshot_preview1.Instantiate(ctx, runtime)
	require.NoError(t, err)
	config := wazero.NewModuleConfig().WithStartFunctions(Initialize).WithSysNanotime().WithSysWalltime()
	module, err := runtime.InstantiateWithConfig(ctx, reactor, config)
	require.NoError(t, err)
	return instance{t, module}
}

// call calls a function of i32s that returns at most one.
func (i instance) call(name string, parameters ...uint32) uint32 {
	i.t.Helper()
	stack := make([]uint64, max(1, len(parameters)))
	for n, p := range parameters {
		stack[n] = api.EncodeU32(p)
	}
	require.NoError(i.t, i.module.ExportedFunction(name).CallWithStack(context.Background(), stack))
	return api.DecodeU32(stack[0])
}

// read fills a struct of the ABI from the memory.
func (i instance) read(address uint32, into any) {
	i.t.Helper()
	raw, ok := i.module.Memory().Read(address, uint32(binary.Size(into)))
	require.True(i.t, ok)
	require.NoError(i.t, binary.Read(bytes.NewReader(raw), binary.LittleEndian, into))
}

// classify has the core, whose descriptor it takes, write a verdict's JSON.
func (i instance) classify(d *abi.Descriptor, r *decoder.Request) string {
	i.t.Helper()
	headers := r.Headers[:min(len(r.Headers), int(d.MaxHeaders)+1)]
	body := r.Body[:min(len(r.Body), int(d.MaxBody)+1)]
	require.True(i.t, i.module.Memory().Write(d.Input, slices.Concat(headers, body)))
	var idempotent uint32
	if r.Idempotent {
		idempotent = 1
	}
	var json abi.Ref
	i.read(i.call(abi.ExportVerdictJSON, uint32(len(headers)), uint32(len(body)), uint32(r.Status),
		uint32(r.Provider), uint32(r.Operation), idempotent), &json)
	text, ok := i.module.Memory().Read(json.Address, json.Length)
	require.True(i.t, ok)
	return string(text)
}
