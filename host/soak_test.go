package host_test

import (
	"bytes"
	"context"
	"flag"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
)

var soak = flag.Int("soak", 100_000, "how many calls TestMemoryStaysFlat makes; make soak makes five million")

// hostile are bodies of 1 MiB that make a decoder use much memory.
func hostile() []*decoder.Request {
	fill := func(before, unit, after string) []byte {
		n := (decoder.MaxBody - len(before) - len(after)) / len(unit)
		return append(append([]byte(before), bytes.Repeat([]byte(unit), n)...), after...)
	}
	var list []*decoder.Request
	for _, body := range [][]byte{
		fill(`{"code":4011,"message":"`, `\n`, `"}`),
		fill(`{"code":4011,"message":"`, `\u0001`, `"}`),
		fill(`{"error":{"en":"\n`, "\xff", `"},"error_code":"400","http_code":"400","success":false}`),
		fill(`{"type":"list","data":[`, `{"type":"error","code":"\u003ca","detail":"\u003c`+string(bytes.Repeat([]byte("\xff"), 32000))+`"},`, `{"type":"error"}]}`),
		fill(`{`, `"\n\u0001":1,`, `"a":2}`),
		fill(`{"a":`, `[`, ``),
		fill(`<html>`, `<`, ``),
	} {
		for _, p := range []catalog.Provider{catalog.ProviderUnknown, catalog.Basiq, catalog.MX} {
			list = append(list, &decoder.Request{Provider: p, Status: 400, Operation: catalog.Write, Body: body})
		}
	}
	return list
}

// TestMemoryStaysFlat makes many calls of every kind with everything that there
// is, hostile bodies among them: the memory of an instance that has seen all
// twice grows no more.
func TestMemoryStaysFlat(t *testing.T) {
	w := watch(t, wazero.NewRuntimeConfig())
	e := open(t, host.NewConfig().WithRuntime(w).WithMaxInstances(1))
	ctx := context.Background()
	var small []*decoder.Request
	large := hostile()
	for _, req := range answers(t) {
		if len(req.Body) < 2048 {
			small = append(small, req)
		} else {
			large = append(large, req)
		}
	}
	var v host.Verdict
	var text []byte
	calls := 0
	classify := func(list []*decoder.Request) {
		for _, req := range list {
			require.NoError(t, e.Classify(ctx, req, &v))
		}
		calls += len(list)
	}
	write := func(list []*decoder.Request) {
		var err error
		for _, req := range list {
			text, err = e.AppendVerdictJSON(ctx, text[:0], req)
			require.NoError(t, err)
			text, err = e.AppendExplanation(ctx, text[:0], req)
			require.NoError(t, err)
		}
		calls += 2 * len(list)
	}
	for range 2 {
		classify(large)
		write(large)
		write(small)
	}
	before := w.memory()
	assert.Less(t, before, uint64(96<<20))
	for pass := 0; calls < *soak; pass++ {
		classify(small)
		if pass%10 == 0 {
			write(small)
		}
		if pass%1000 == 999 {
			classify(large)
			write(large)
		}
	}
	t.Logf("%d calls, memory %d bytes after the first of each and at the end", calls, before)
	assert.Equal(t, before, w.memory())
	assert.Equal(t, 1, w.made)
}
