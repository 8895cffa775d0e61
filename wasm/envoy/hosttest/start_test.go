package hosttest

import (
	"context"
	"os"
	"testing"

	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// BenchmarkStart is what an instance of the compiled module takes, as it is
// committed and as the linker writes it.
//
//	go test -run '^$' -bench Start
func BenchmarkStart(b *testing.B) {
	ctx := context.Background()
	frozen, err := os.ReadFile("../../finfault-envoy.wasm")
	require.NoError(b, err)
	linked, err := gobuild.Target{Dir: "..", Package: ".", Reactor: true}.Build(ctx)
	require.NoError(b, err)
	for name, binary := range map[string][]byte{"frozen": frozen, "linked": linked} {
		b.Run(name, func(b *testing.B) {
			runtime := wazero.NewRuntime(ctx)
			defer runtime.Close(ctx)
			code, err := runtime.CompileModule(ctx, binary)
			require.NoError(b, err)
			provide(b, runtime, code)
			config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize").WithSysNanotime()
			n, before := 0, processorTime(b)
			for b.Loop() {
				n++
				instance, err := runtime.InstantiateModule(ctx, code, config)
				require.NoError(b, err)
				_, err = instance.ExportedFunction("proxy_on_context_create").Call(ctx, 1, 0)
				require.NoError(b, err)
				require.NoError(b, instance.Close(ctx))
			}
			b.ReportMetric(float64(processorTime(b)-before)/float64(n), "cpu-ns/op")
		})
	}
}

// provide gives a module WASI, and functions of the host that do nothing.
func provide(b *testing.B, runtime wazero.Runtime, code wazero.CompiledModule) {
	ctx := context.Background()
	_, err := wasi_snapshot_preview1.Instantiate(ctx, runtime)
	require.NoError(b, err)
	host := runtime.NewHostModuleBuilder("env")
	for _, f := range code.ImportedFunctions() {
		if from, name, _ := f.Import(); from == "env" {
			host.NewFunctionBuilder().WithGoFunction(api.GoFunc(func(context.Context, []uint64) {}), f.ParamTypes(), f.ResultTypes()).Export(name)
		}
	}
	_, err = host.Instantiate(ctx)
	require.NoError(b, err)
}
