package host_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
	"github.com/finfault/finfault/wasm/abi"
)

// refused are modules that must not run, with what the error says.
func refused() map[string]struct {
	module []byte
	says   string
} {
	type bad = struct {
		module []byte
		says   string
	}
	change := func(says string, change func(*fake)) bad {
		f := newFake()
		change(f)
		return bad{f.bytes(), says}
	}
	descriptor := func(says string, set func(*abi.Descriptor)) bad {
		return change(says, func(f *fake) { set(&f.descriptor) })
	}
	six := "(i32, i32, i32, i32, i32, i32) -> (i32)"
	return map[string]bad{
		"nothing":       {nil, "finfault: module: these 0 bytes are no WebAssembly module of version 1"},
		"empty":         {[]byte{}, "finfault: module: these 0 bytes are no WebAssembly module of version 1"},
		"garbage":       {[]byte("<!doctype html><title>404"), "finfault: module: these 25 bytes are no WebAssembly module of version 1"},
		"a component":   {[]byte("\x00asm\x0d\x00\x01\x00"), "these 8 bytes are no WebAssembly module of version 1"},
		"truncated":     {wasm.Core()[:len(wasm.Core())/2], "finfault: module: it cannot be compiled: section code:"},
		"only a header": {wasm.Core()[:8], `finfault: module: has no export "memory" of a memory`},

		"no memory":        change(`has no export "memory" of a memory`, func(f *fake) { f.without = "memory" }),
		"no abi":           change(`has no export "abi" of a function, needs () -> (i32)`, func(f *fake) { f.without = "abi" }),
		"no classify":      change(`has no export "classify" of a function, needs `+six, func(f *fake) { f.without = "classify" }),
		"no classify_json": change(`has no export "classify_json" of a function`, func(f *fake) { f.without = "classify_json" }),
		"no load_overlay":  change(`has no export "load_overlay" of a function, needs (i32) -> (i32)`, func(f *fake) { f.without = "load_overlay" }),
		"no words_json":    change(`has no export "words_json" of a function, needs (i32, i32, i32, i32, i32) -> (i32)`, func(f *fake) { f.without = "words_json" }),
		"a parameter": change(`finfault: module: export "classify" has the signature (i32) -> (i32), needs `+six, func(f *fake) {
			f.types["classify"] = kind{[]byte{typeI32}, []byte{typeI32}}
			f.code["classify"] = constant(atRecord)
		}),
		"a 64-bit parameter": change(`export "load_overlay" has the signature (i64) -> (i32), needs (i32) -> (i32)`, func(f *fake) { f.types["load_overlay"] = kind{[]byte{typeI64}, []byte{typeI32}} }),
		"no result":          change(`export "abi" has the signature () -> (), needs () -> (i32)`, func(f *fake) { f.types["abi"] = kind{}; f.code["abi"] = nil }),

		"another magic":         descriptor("its descriptor begins with 0x0000002a, needs 0x54464e46", func(d *abi.Descriptor) { d.Magic = 42 }),
		"a later major version": descriptor("has version 2.1 of the contract, needs 1.1 or a later 1", func(d *abi.Descriptor) { d.Major++ }),
		"an earlier version":    descriptor("has version 0.9 of the contract, needs 1.1 or a later 1", func(d *abi.Descriptor) { d.Major, d.Minor = 0, 9 }),
		"a short descriptor":    descriptor("has a descriptor of 39 bytes, needs 40 or more", func(d *abi.Descriptor) { d.DescriptorSize-- }),
		"a small record":        descriptor("has a record of 2023 bytes, needs 2024", func(d *abi.Descriptor) { d.RecordSize-- }),
		"large items":           descriptor("has items of 61 bytes in its record, needs 60", func(d *abi.Descriptor) { d.ItemSize++ }),
		"a small input buffer":  descriptor("has an input buffer of 1114113 bytes, needs 1114114 for headers of 65536 and a body of 1048576", func(d *abi.Descriptor) { d.InputSize-- }),
		"limits past numbers":   descriptor("has an input buffer of 1114114 bytes, needs 8589934592 for headers of 4294967295", func(d *abi.Descriptor) { d.MaxHeaders, d.MaxBody = 1<<32-1, 1<<32-1 }),
		"input past the memory": descriptor("its input buffer, 1114114 bytes at 4294967295, lies outside its memory of 1310720 bytes", func(d *abi.Descriptor) { d.Input = 1<<32 - 1 }),
		"record past the memory": descriptor("its record at 1308697 lies outside its memory of 1310720 bytes", func(d *abi.Descriptor) {
			d.Record = pages<<16 - 2023
		}),
		"abi outside":     change(`export "abi" returned 4294967295, which lies outside its memory of 1310720 bytes`, func(f *fake) { f.code["abi"] = constant(-1) }),
		"abi at the end":  change("its descriptor at 1310708 ends outside its memory of 1310720 bytes", endingDescriptor),
		"abi traps":       change(`it cannot be started: wasm error: unreachable`, func(f *fake) { f.code["abi"] = unreachable }),
		"the start traps": change(`it cannot be started: module[] function[_initialize] failed: wasm error: unreachable; it wrote "account 12345678"`, func(f *fake) { f.code["_initialize"] = join(writeSecret, unreachable) }),
		"the start exits": change(`it cannot be started: module closed with exit_code(3)`, func(f *fake) { f.code["_initialize"] = join(constant(3), call(1)) }),

		"classify traps":                     change("it cannot be started: wasm error: unreachable", func(f *fake) { f.code["classify"] = unreachable }),
		"classify refuses":                   change(`export "classify" returned 0, its record stands at 1024`, func(f *fake) { f.code["classify"] = constant(0) }),
		"classify_json refuses":              change(`export "classify_json" returned 0, which is no address of a reference`, func(f *fake) { f.code["classify_json"] = constant(0) }),
		"classify_json outside":              change(`export "classify_json" returned 1310717, which is no address of a reference`, func(f *fake) { f.code["classify_json"] = constant(pages<<16 - 3) }),
		"classify_json gives a text outside": change(`the text of export "classify_json", 65537 bytes at 1413893702, lies outside its memory of 1310720 bytes`, func(f *fake) { f.code["classify_json"] = constant(atDescriptor) }),
		"classify_json gives no JSON":        change(`what export "classify_json" gives is no JSON`, func(f *fake) { f.json = "{" }),
		"explain_json gives no JSON":         change("its explanation is no JSON of the form that decoder.AppendExplanation gives", func(f *fake) { f.trace = secret }),
		"a source that is none":              change("step 1 of its explanation has a name that this host does not know", func(f *fake) { f.trace = `{"trace":[{"source":"` + secret + `","answer":"yes"}]}` }),
		"a category that is none": change("step 2 of its explanation has a name that this host does not know", func(f *fake) {
			f.trace = `{"trace":[{"source":"row","answer":"yes"},{"source":"row","answer":"yes","category":"x"}]}`
		}),
		"a record that lies": change("the title in its record, 1 bytes at 4294967295, cannot be: its memory has 1310720 bytes", func(f *fake) { f.record.Title = abi.Ref{Address: 1<<32 - 1, Length: 1} }),
	}
}

// endingDescriptor puts the descriptor so close to the end that only the part
// with the version lies in the memory.
func endingDescriptor(f *fake) {
	const at = pages<<16 - 12
	f.code["abi"] = join(constant(at), constant(atDescriptor), constant(8), []byte{0xfc, 0x0a, 0, 0}, constant(at))
}

// TestRefused: each module that must not run is refused with an error that
// names what is wrong, by New and by Replace, and nothing stays open.
func TestRefused(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig().WithMemoryLimitPages(100))
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w))
	require.NoError(t, err)
	var v host.Verdict
	for name, bad := range refused() {
		t.Run(name, func(t *testing.T) {
			check := func(err error) {
				require.ErrorIs(t, err, host.ErrModule)
				assert.NotErrorIs(t, err, host.ErrTrap)
				assert.Contains(t, err.Error(), bad.says)
			}
			own := host.NewConfig().WithRuntime(w).WithModule(bad.module).WithMaxInstances(2)
			for _, copies := range []int{1, 2} {
				_, err := host.New(ctx, own.WithCodeCopies(copies))
				check(err)
			}
			check(e.Replace(ctx, bad.module))
			require.NoError(t, e.Classify(ctx, &decoder.Request{Status: 429}, &v), "the old module goes on")
			assert.Equal(t, "http.too-many-requests", v.Reason)
			programs, instances := w.open()
			assert.Equal(t, 1, programs)
			assert.Equal(t, 1, instances)
		})
	}
	require.NoError(t, e.Close(ctx))
}

// TestRefusedClosesTheRuntime: nothing is left of a runtime of the engine's own
// when New fails.
func TestRefusedClosesTheRuntime(t *testing.T) {
	before := runtime.NumGoroutine()
	for name, module := range map[string][]byte{
		"not started": refused()["the start traps"].module,
		"not tried":   refused()["a record that lies"].module,
	} {
		t.Run(name, func(t *testing.T) {
			closed := 0
			ctx := experimental.WithCloseNotifier(context.Background(), experimental.CloseNotifyFunc(func(context.Context, uint32) { closed++ }))
			_, err := host.New(ctx, cached().WithModule(module).WithInterruption(true))
			require.ErrorIs(t, err, host.ErrModule)
			assert.Equal(t, 2, closed, "the instance, and WASI, which goes with the runtime")
		})
	}
	requireGoroutines(t, before)
}

// requireGoroutines waits for goroutines to end until there are no more than
// there were.
func requireGoroutines(t *testing.T, before int) {
	t.Helper()
	for range 5000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%d goroutines, there were %d", runtime.NumGoroutine(), before)
}

// TestMemoryLimit: a module that needs more at its start than it may have is
// refused, one that needs it later is stopped.
func TestMemoryLimit(t *testing.T) {
	ctx := context.Background()
	_, err := host.New(ctx, cached().WithMemoryLimit(2<<20))
	require.ErrorIs(t, err, host.ErrModule)
	assert.Contains(t, err.Error(), "over limit of 32 pages")

	e := open(t, cached().WithMemoryLimit(5<<20).WithMaxInstances(1))
	var v host.Verdict
	body := append([]byte(`{"code":4011,"message":"\n`), bytes.Repeat([]byte("\xff"), 1<<20-100)...)
	req := &decoder.Request{Status: 401, Body: append(body, `"}`...)}
	err = e.Classify(ctx, req, &v)
	require.ErrorIs(t, err, host.ErrTrap)
	assert.NotErrorIs(t, err, host.ErrModule)
	assert.NotContains(t, fmt.Sprintf("%+v", err), "4011")
	assert.NotContains(t, err.Error(), "\n")
	require.NoError(t, e.Classify(ctx, &decoder.Request{Status: 429}, &v))
	assert.Equal(t, "http.too-many-requests", v.Reason)
}

// TestCacheThatIsNone: a path that cannot be a folder is an error of New that
// is not the module's fault.
func TestCacheThatIsNone(t *testing.T) {
	_, err := host.New(context.Background(), host.NewConfig().WithCompilationCache("main_test.go"))
	require.Error(t, err)
	assert.False(t, errors.Is(err, host.ErrModule))
	assert.Contains(t, err.Error(), "finfault: compilation cache:")
}
