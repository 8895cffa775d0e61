package cli

import (
	"context"
	"os"
	"path/filepath"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
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

// engineFlags are what decides, and rules of the user's own that are asked first.
type engineFlags struct {
	engine  *choice
	overlay *overlayFlag
}

func addEngineFlags(cmd *cobra.Command) *engineFlags {
	rules := addOverlayFlag(cmd)
	engine := &choice{value: nativeEngine, words: []string{nativeEngine, wasmEngine}}
	cmd.Flags().Var(engine, "engine", "what decides: native, or wasm for the same rules as a WebAssembly module in a sandbox")
	complete(cmd, "engine", engine.words)
	return &engineFlags{engine, rules}
}

// decide fills v with the verdict on an answer and, unless t is nil, t with how
// it comes about. The strings of v alias the request or memory of their own.
func (f *engineFlags) decide(ctx context.Context, p *program, req *decoder.Request, v *catalog.Verdict, t *decoder.Trace) error {
	rules, err := f.overlay.load(p)
	if err != nil {
		return err
	}
	if f.engine.value == wasmEngine {
		return decideInWasm(ctx, rules, req, v, t)
	}
	own, err := loadRules(rules)
	if err != nil {
		return err
	}
	d := decoder.New(decoder.WithOverlay(own))
	if t == nil {
		d.Classify(req, v)
	} else {
		d.Explain(req, v, t)
	}
	return nil
}

// loadRules makes rules in the binary form ready to be asked; nil is none.
func loadRules(rules []byte) (*overlay.Overlay, error) {
	if rules == nil {
		return nil, nil
	}
	return overlay.Load(rules)
}

func decideInWasm(ctx context.Context, rules []byte, req *decoder.Request, v *catalog.Verdict, t *decoder.Trace) error {
	e, err := startEngine(ctx, 1, rules)
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

// startEngine starts the embedded module with rules of the user's own, for so
// many calls at a time; 0 for one a processor.
func startEngine(ctx context.Context, calls int, rules []byte) (*host.Engine, error) {
	return openEngine(ctx, host.NewConfig().WithMaxInstances(calls).WithOverlay(rules))
}

// openEngine compiles a module, or takes what an earlier run compiled. A cache
// that cannot be had costs a second and not the verdict.
func openEngine(ctx context.Context, config host.Config) (*host.Engine, error) {
	if dir, err := os.UserCacheDir(); err == nil {
		if e, err := host.New(ctx, config.WithCompilationCache(filepath.Join(dir, "finfault"))); err == nil {
			return e, nil
		}
	}
	return host.New(ctx, config)
}
