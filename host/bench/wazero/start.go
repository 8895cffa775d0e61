package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// compareStarts measures what it costs to start: with and without a cache of
// compiled code, and frozen against linked.
func compareStarts(ctx context.Context, out io.Writer, linked string) error {
	cache, err := os.MkdirTemp("", "finfault-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(cache)
	cold, coldFirst, err := start(ctx, host.NewConfig())
	if err != nil {
		return err
	}
	cached := host.NewConfig().WithCompilationCache(cache)
	if _, _, err = start(ctx, cached); err != nil {
		return err
	}
	warm, warmFirst, err := start(ctx, cached)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "From New to the first verdict: %v, of which the call %v; with compiled code in the cache %v, of which the call %v.\n\n",
		cold.Round(time.Millisecond), coldFirst.Round(time.Microsecond), warm.Round(time.Millisecond), warmFirst.Round(time.Microsecond))
	if linked == "" {
		return nil
	}
	module, err := os.ReadFile(filepath.Join(linked, "finfault.wasm"))
	if err != nil {
		return err
	}
	return compareInstances(ctx, out, wasm.Core(), module)
}

// start returns the time to the first verdict, and that of the call alone.
func start(ctx context.Context, c host.Config) (all, call time.Duration, err error) {
	var v host.Verdict
	all = took(func() {
		var e *host.Engine
		if e, err = host.New(ctx, c); err != nil {
			return
		}
		defer e.Close(ctx)
		call = took(func() { err = e.Classify(ctx, &decoder.Request{Provider: catalog.MX, Status: 503}, &v) })
	})
	return all, call, err
}

// compareInstances measures the making of an instance of either module.
func compareInstances(ctx context.Context, out io.Writer, frozen, linked []byte) error {
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, r); err != nil {
		return err
	}
	a, err := r.CompileModule(ctx, frozen)
	if err != nil {
		return err
	}
	b, err := r.CompileModule(ctx, linked)
	if err != nil {
		return err
	}
	best := [2]time.Duration{1 << 62, 1 << 62}
	for range 60 {
		for i, m := range []wazero.CompiledModule{a, b} {
			best[i] = min(best[i], took(func() {
				if e := instantiate(ctx, r, m); e != nil {
					err = e
				}
			}))
		}
	}
	fmt.Fprintf(out, "An instance takes %v frozen and %v as linked: %.2f of it.\n", best[0].Round(10*time.Microsecond), best[1].Round(10*time.Microsecond), float64(best[0])/float64(best[1]))
	return err
}

func instantiate(ctx context.Context, r wazero.Runtime, m wazero.CompiledModule) error {
	in, err := r.InstantiateModule(ctx, m, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize").
		WithSysNanotime().WithSysWalltime().WithRandSource(rand.Reader))
	if err != nil {
		return err
	}
	return in.Close(ctx)
}
