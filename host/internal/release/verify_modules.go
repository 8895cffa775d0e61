package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// checkCore runs the sample through the classifier.
func (r *release) checkCore(ctx context.Context, _ string) (string, error) {
	module, err := os.ReadFile(r.path("wasm/finfault.wasm"))
	if err != nil {
		return "", err
	}
	engine, err := host.New(ctx, host.NewConfig().WithModule(module))
	if err != nil {
		return "", err
	}
	defer engine.Close(ctx)
	body, err := r.body()
	if err != nil {
		return "", err
	}
	var v host.Verdict
	if err := engine.Classify(ctx, &decoder.Request{Provider: catalog.Basiq, Status: 403, Operation: catalog.Read, Body: body}, &v); err != nil {
		return "", err
	}
	verdict, err := r.judge(v.AppendJSON(nil))
	return "through host and wazero it says " + verdict, err
}

// checkCommand runs the sample through the command line for WASI.
func (r *release) checkCommand(ctx context.Context, _ string) (string, error) {
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	module, err := os.ReadFile(r.path("wasm/finfault-cli.wasm"))
	if err != nil {
		return "", err
	}
	body, err := r.body()
	if err != nil {
		return "", err
	}
	var output bytes.Buffer
	settings := wazero.NewModuleConfig().WithArgs(append([]string{"finfault"}, flags...)...).WithRandSource(rand.Reader).
		WithStdin(bytes.NewReader(body)).WithStdout(&output).WithStderr(os.Stderr).WithSysWalltime().WithSysNanotime()
	instance, err := runtime.InstantiateWithConfig(ctx, module, settings)
	if err != nil {
		return "", err
	}
	defer instance.Close(ctx)
	verdict, err := r.judge(output.Bytes())
	return "in wazero it says " + verdict, err
}

// filterCalls are what Envoy calls.
var filterCalls = []string{"proxy_abi_version_0_2_1", "proxy_on_configure", "proxy_on_response_headers", "proxy_on_response_body"}

// checkPlugin looks at the image's files: the one that is looked for, which has
// to be a filter. What the filter does is tested in wasm/envoy/hosttest.
func (r *release) checkPlugin(ctx context.Context, _ string) (string, error) {
	entries, err := os.ReadDir(r.path(imageTree))
	if err != nil {
		return "", err
	}
	if len(entries) != 1 {
		return "", fmt.Errorf("there are %d files, and one is right", len(entries))
	}
	module, err := os.ReadFile(r.path(plugin))
	if err != nil {
		return "", err
	}
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, module)
	if err != nil {
		return "", err
	}
	for _, name := range filterCalls {
		if _, ok := compiled.ExportedFunctions()[name]; !ok {
			return "", fmt.Errorf("it exports no %s", name)
		}
	}
	return "the only file of the image, and a filter by its exports", nil
}
