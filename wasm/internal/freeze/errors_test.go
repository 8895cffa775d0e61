package freeze

import (
	"context"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// refused are modules that cannot be frozen, and what the error says.
var refused = map[string]struct {
	module []byte
	says   string
}{
	"nothing":            {nil, `not a WebAssembly module of version 1: it has to begin with "\0asm" and 1`},
	"version":            {[]byte("\x00asm\x02\x00\x00\x00"), "not a WebAssembly module of version 1"},
	"cut":                {tiny.with(nil)[:30], "export section: ends too early"},
	"twice":              {append(tiny.with(nil), byte(module.Code), 0), "code section: stands behind the code section"},
	"order":              {append(tiny.with(nil), byte(module.Memory), 0), "memory section: stands behind the code section"},
	"unknown section":    {append(tiny.with(nil), 13, 0), "number 13 section: not supported"},
	"long integer":       {append(tiny.with(nil), 0, 0x80, 0x80, 0x80, 0x80, 0x10), "custom section: holds an integer that is too large"},
	"not a reactor":      {tiny.with(sections{module.Export: {0}}), "no function _initialize: only a reactor can be frozen, and a frozen module cannot be frozen again"},
	"not a function":     {tiny.with(sections{module.Export: exports(exported(Initialize, module.KindMemory))}), "no function _initialize"},
	"exports go on":      {tiny.with(sections{module.Export: {0, 0}}), "export section: holds more than its last item"},
	"exports end early":  {tiny.with(sections{module.Export: {2, 0}}), "export section: ends too early"},
	"export's name":      {tiny.with(sections{module.Export: {1, 1, 0xff, 0, 0}}), "export section: holds a name that is not UTF-8"},
	"imported memory":    {tiny.with(sections{module.Import: list(imported("env", "m", module.KindMemory, 0, 1))}), `import section: the memory "env"."m" is imported; only functions can be`},
	"imported global":    {tiny.with(sections{module.Import: list(imported("env", "g", module.KindGlobal, 0x7f, 0))}), `the global "env"."g" is imported`},
	"imported table":     {tiny.with(sections{module.Import: list(imported("env", "t", module.KindTable, 0x70, 0, 1))}), `the table "env"."t" is imported`},
	"imported tag":       {tiny.with(sections{module.Import: list(imported("env", "e", 4, 0, 0))}), `the thing of kind 4 "env"."e" is imported`},
	"imports cut":        {tiny.with(sections{module.Import: {2}}), "import section: ends too early"},
	"no memory":          {tiny.with(sections{module.Memory: {0}}), "memory section: the module has 0 memories of its own; it needs one"},
	"two memories":       {tiny.with(sections{module.Memory: {2, 0, 1, 0, 1}}), "the module has 2 memories of its own; it needs one"},
	"shared memory":      {tiny.with(sections{module.Memory: {1, 3, 1, 1}}), "memory section: memories with flags 0x3 (shared, of 64 bits, or of other pages) are not supported"},
	"64-bit memory":      {tiny.with(sections{module.Memory: {1, 4, 1}}), "memories with flags 0x4"},
	"empty memory":       {tiny.with(sections{module.Memory: {}}), "memory section: ends too early"},
	"too much memory":    {tiny.with(sections{module.Memory: {1, 0, 0x81, 0x20}}), "over limit of 4096"},
	"vector":             {tiny.with(sections{module.Global: {1, 0x7b, 1, 0xfd, 12}}), "global section: global 0 is of type 0x7b; only i32, i64, f32 and f64 are supported"},
	"reference":          {tiny.with(sections{module.Global: {1, 0x70, 1, 0xd0, 0x70, end}}), "global 0 is of type 0x70"},
	"computed global":    {tiny.with(sections{module.Global: {2, 0x7f, 0, 0x41, 1, end, 0x7f, 1, 0x41, 1, 0x41, 1, 0x6a, end}}), "the initial value of global 1 is not a constant"},
	"global of a global": {tiny.with(sections{module.Global: {1, 0x7f, 1, 0x23, 0, end}}), "the initial value of global 0 is not a constant"},
	"long constant":      {tiny.with(sections{module.Global: {1, 0x7f, 1, 0x41, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, end}}), "global section: holds an integer that is too large"},
	"globals cut":        {tiny.with(sections{module.Global: {1, 0x7d, 1, 0x43, 0}}), "global section: ends too early"},
	"passive data":       {tiny.with(sections{module.Data: {2, 0, 0x41, 0, end, 0, 1, 1, 'x'}}), "data section: segment 1 is passive; only active ones are supported"},
	"computed address":   {tiny.with(sections{module.Data: {1, 0, 0x23, 0, end, 0}}), "data section: the address of segment 0 is not a constant"},
	"data cut":           {tiny.with(sections{module.Data: {1, 2, 0, 0x41, 0, end, 9, 'x'}}), "data section: ends too early"},
	"memory.init": {tiny.with(sections{
		module.Data: {1, 0, 0x41, 0, end, 1, 'x'}, module.DataCount: {1},
		module.Code: code(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 8, 0, 0),
	}), "the module is invalid, or does what is not supported: "},
	"data.drop": {tiny.with(sections{
		module.Data: {1, 0, 0x41, 0, end, 1, 'x'}, module.DataCount: {1}, module.Code: code(0xfc, 9, 0),
	}), "data.drop requires data count section"},
	"table.set": {tiny.with(sections{
		module.Table: {1, 0x70, 0, 1}, module.Code: code(0x41, 0, 0x41, 0, 0x25, 0, 0x26, 0),
	}), `feature "reference-types" is disabled`},
	"code":            {tiny.with(sections{module.Code: code(0x1a)}), "the module is invalid"},
	"foreign import":  {tiny.with(calling("env", "proxy_log", nil, 1)), `the start fails: module[] function[_initialize] failed: it calls "env"."proxy_log", which only the final host has`},
	"trap":            {tiny.with(sections{module.Code: code(0x00)}), "failed: wasm error: unreachable"},
	"exit":            {tiny.with(calling("wasi_snapshot_preview1", "proc_exit", nil, 3)), "the start fails: module closed with exit_code(3)"},
	"start's section": {tiny.with(sections{module.Start: {0}, module.Code: code(0x00)}), "wasm error: unreachable"},
}

func TestFreezeRefuses(t *testing.T) {
	for name, c := range refused {
		t.Run(name, func(t *testing.T) {
			frozen, err := Freeze(context.Background(), c.module)
			assert.ErrorContains(t, err, c.says)
			assert.ErrorContains(t, err, "freeze: ")
			assert.Empty(t, frozen)
		})
	}
}

// TestStartReportsWhatItWrote: the beginning of it.
func TestStartReportsWhatItWrote(t *testing.T) {
	const written = 5000
	changes := calling("wasi_snapshot_preview1", "fd_write", []byte{byte(typeI32)}, 2, 0, 1, 16)
	maps.Copy(changes, sections{
		module.Data: encodeData(append([]byte{32, 0, 0, 0, written & 0xff, written >> 8, 31: 0}, strings.Repeat("x", written)...)),
		module.Code: code(0x41, 2, 0x41, 0, 0x41, 1, 0x41, 16, 0x10, 0, 0x1a, 0x00),
	})
	_, err := Freeze(context.Background(), tiny.with(changes))
	require.ErrorContains(t, err, "\nit wrote: xxx")
	assert.Equal(t, maxHead, strings.Count(err.Error()[strings.Index(err.Error(), "it wrote: "):], "x"))
}

// TestEndlessStart: it ends with the context.
func TestEndlessStart(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err := Freeze(ctx, tiny.with(sections{module.Code: code(0x03, 0x40, 0x0c, 0, end)}))
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}
