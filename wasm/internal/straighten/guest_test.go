package straighten

import (
	"bytes"
	"context"
	"encoding/binary"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/finfault/finfault/wasm/internal/freeze"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// start instantiates a command or a frozen reactor, with clocks that go, and
// returns what it writes.
func start(t *testing.T, engine wazero.RuntimeConfig, binary []byte) (instance api.Module, stdout string) {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, engine)
	t.Cleanup(func() { assert.NoError(t, runtime.Close(ctx)) })
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	var out, stderr bytes.Buffer
	config := wazero.NewModuleConfig().WithStdout(&out).WithStderr(&stderr).WithSysNanotime().WithSysWalltime().WithSysNanosleep()
	instance, err := runtime.InstantiateWithConfig(ctx, binary, config)
	require.NoError(t, err, stderr.String())
	return instance, out.String()
}

// build returns what compiles a package once for all tests.
func build(pkg string, reactor bool) func() ([]byte, error) {
	return sync.OnceValues(func() ([]byte, error) {
		return gobuild.Target{Dir: ".", Package: pkg, Reactor: reactor, Symbols: true}.Build(context.Background())
	})
}

var (
	buildGuest = build("./testdata/guest", false)
	buildCore  = build("../../core", true)
)

// straightened is a module with all functions that can be copied copied.
func straightened(t *testing.T, build func() ([]byte, error)) []byte {
	t.Helper()
	linked, err := build()
	require.NoError(t, err)
	module, err := Module(linked, all)
	require.NoError(t, err)
	return module
}

// TestGuestTellsTheSame: a program that does what Go programs do writes what it
// writes when it is compiled for this machine. Every function of it is copied,
// those of the runtime too.
func TestGuestTellsTheSame(t *testing.T) {
	native, err := exec.Command("go", "run", "./testdata/guest").Output()
	require.NoError(t, err)
	require.Greater(t, len(native), 1000)
	module := straightened(t, buildGuest)
	for name, engine := range map[string]wazero.RuntimeConfig{
		"compiler":    wazero.NewRuntimeConfig(),
		"interpreter": wazero.NewRuntimeConfigInterpreter(),
	} {
		t.Run(name, func(t *testing.T) {
			_, transcript := start(t, engine, module)
			assert.Equal(t, string(native), transcript)
		})
	}
}

// TestSameBytes: the same module and picks give the same bytes.
func TestSameBytes(t *testing.T) {
	assert.True(t, bytes.Equal(straightened(t, buildCore), straightened(t, buildCore)))
}

// TestCopiesAreStraight: what the rewriting is for has happened, in code of Go's
// compiler and not only in that of tests.
func TestCopiesAreStraight(t *testing.T) {
	linked, err := buildCore()
	require.NoError(t, err)
	p, err := read(straightened(t, buildCore))
	require.NoError(t, err)
	original, err := read(linked)
	require.NoError(t, err)
	copies := len(p.bodies) - len(original.bodies)
	assert.Greater(t, copies, len(original.bodies)*8/10)

	jumps, linkedJumps, dispatches := 0, 0, 0
	for i := range original.bodies {
		linkedJumps += countJumps(t, original, i)
		jumps += countJumps(t, p, i)
	}
	for i := len(original.bodies); i < len(p.bodies); i++ {
		assert.True(t, strings.HasSuffix(p.names[uint32(p.imports+i)], Suffix))
		if bytes.Contains(p.bodies[i], []byte{byte(opLocalGet), resumePoint, byte(opBrTable)}) {
			dispatches++
		}
	}
	assert.Less(t, jumps, linkedJumps/5)
	assert.Less(t, dispatches, copies/3)
}

// countJumps counts how often a function sets the number of the block to enter.
func countJumps(t *testing.T, p *program, i int) (jumps int) {
	t.Helper()
	if !p.isGo(i) {
		return 0
	}
	f, err := decode(p.where(i), p.bodies[i])
	require.NoError(t, err)
	for _, n := range f.code {
		if n.is(opLocalSet, resumePoint) {
			jumps++
		}
	}
	return jumps
}

// TestCoreAnswersAlike: over the labelled answers the module, straightened and
// then frozen, says what the native decoder says.
func TestCoreAnswersAlike(t *testing.T) {
	frozen, err := freeze.Freeze(context.Background(), straightened(t, buildCore))
	require.NoError(t, err)
	instance, _ := start(t, wazero.NewRuntimeConfig(), frozen)
	requests, err := corpus.Requests("../../../decoder/testdata/cases")
	require.NoError(t, err)
	require.NotEmpty(t, requests)
	var native decoder.Decoder
	var verdict catalog.Verdict
	for _, r := range requests {
		native.Classify(r, &verdict)
		require.Equal(t, string(verdict.AppendJSON(nil)), classify(t, instance, r))
	}
}

// classify has the core write the JSON of a verdict.
func classify(t *testing.T, core api.Module, r *decoder.Request) string {
	t.Helper()
	call := func(name string, parameters ...uint64) uint32 {
		results, err := core.ExportedFunction(name).Call(context.Background(), parameters...)
		require.NoError(t, err)
		return api.DecodeU32(results[0])
	}
	decode := func(address uint32, into any) {
		raw, _ := core.Memory().Read(address, uint32(binary.Size(into)))
		_, err := binary.Decode(raw, binary.LittleEndian, into)
		require.NoError(t, err)
	}
	var d abi.Descriptor
	decode(call(abi.ExportABI), &d)
	headers, body := r.Headers[:min(len(r.Headers), int(d.MaxHeaders)+1)], r.Body[:min(len(r.Body), int(d.MaxBody)+1)]
	core.Memory().Write(d.Input, slices.Concat(headers, body))
	idempotent := map[bool]uint64{true: 1}[r.Idempotent]
	var json abi.Ref
	decode(call(abi.ExportVerdictJSON, uint64(len(headers)), uint64(len(body)), api.EncodeI32(int32(r.Status)),
		uint64(r.Provider), uint64(r.Operation), idempotent), &json)
	text, _ := core.Memory().Read(json.Address, json.Length)
	return string(text)
}
