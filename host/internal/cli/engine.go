package cli

import (
	"context"
	"os"
	"path/filepath"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/spf13/cobra"
)

// What decides: the decoder itself, or the same decoder as the embedded
// WebAssembly module.
const (
	nativeEngine = "native"
	wasmEngine   = "wasm"
)

func addEngineFlag(cmd *cobra.Command) *choice {
	engine := &choice{value: nativeEngine, words: []string{nativeEngine, wasmEngine}}
	cmd.Flags().Var(engine, "engine", "what decides: native, or wasm for the same rules as a WebAssembly module in a sandbox")
	complete(cmd, "engine", engine.words)
	return engine
}

// decide fills v with the verdict of an engine on an answer and, unless t is
// nil, t with how it comes about. The strings of v alias the request or memory
// of their own.
func decide(ctx context.Context, engine string, req *decoder.Request, v *catalog.Verdict, t *decoder.Trace) error {
	if engine == wasmEngine {
		return decideInWasm(ctx, req, v, t)
	}
	var d decoder.Decoder
	if t == nil {
		d.Classify(req, v)
	} else {
		d.Explain(req, v, t)
	}
	return nil
}

func decideInWasm(ctx context.Context, req *decoder.Request, v *catalog.Verdict, t *decoder.Trace) error {
	e, err := startEngine(ctx, 1)
	if err != nil {
		return &engineError{err}
	}
	defer e.Close(ctx)
	var own host.Verdict
	if t == nil {
		err = e.Classify(ctx, req, &own)
	} else {
		err = e.Explain(ctx, req, &own, t)
	}
	if err != nil {
		return &engineError{err}
	}
	*v = own.Verdict
	return nil
}

// startEngine compiles the module, or takes what an earlier run compiled, for so
// many calls at a time; 0 for one a processor. A cache that cannot be had costs a
// second and not the verdict.
func startEngine(ctx context.Context, calls int) (*host.Engine, error) {
	config := host.NewConfig().WithMaxInstances(calls)
	if dir, err := os.UserCacheDir(); err == nil {
		if e, err := host.New(ctx, config.WithCompilationCache(filepath.Join(dir, "finfault"))); err == nil {
			return e, nil
		}
	}
	return host.New(ctx, config)
}
