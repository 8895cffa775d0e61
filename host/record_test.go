package host_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm/abi"
)

// lying returns an engine with a module whose record is a lie under statusLie.
func lying(t testing.TB, lie func(*abi.Record)) (*host.Engine, *watched) {
	t.Helper()
	f := newFake()
	lie(&f.lie)
	w := watch(t, wazero.NewRuntimeConfig())
	return open(t, host.NewConfig().WithRuntime(w).WithModule(f.bytes())), w
}

// TestRecordsThatLie: a record that cannot be is an error that names the field;
// nothing is read that is not the module's, and the instance is dropped.
func TestRecordsThatLie(t *testing.T) {
	end := uint32(pages << 16)
	for name, c := range map[string]struct {
		lie  func(*abi.Record)
		says string
	}{
		"a code past the end":     {func(r *abi.Record) { r.Code = abi.Ref{Address: end, Length: 1} }, "the code in its record, 1 bytes at 1310720, cannot be: its memory has 1310720 bytes"},
		"a title across the end":  {func(r *abi.Record) { r.Title = abi.Ref{Address: end - 4, Length: 5} }, "the title in its record, 5 bytes at 1310716"},
		"a detail that overflows": {func(r *abi.Record) { r.Detail = abi.Ref{Address: 1<<32 - 1, Length: 1<<32 - 1} }, "the detail in its record, 4294967295 bytes at 4294967295"},
		"a trace id from 0":       {func(r *abi.Record) { r.TraceID = abi.Ref{Address: 0, Length: end + 1} }, "the trace id in its record"},
		"a source in the input and past it": {func(r *abi.Record) { r.Source = abi.Ref{Address: atInput, Length: end} },
			"the source in its record, 1310720 bytes at 65536"},
		"a row past the end":       {func(r *abi.Record) { r.Row = abi.Ref{Address: end - 1, Length: 2} }, "the row in its record"},
		"a reason that is no name": {func(r *abi.Record) { r.Reason = abi.Ref{Address: 0, Length: 257} }, "the reason in its record, 257 bytes at 0"},
		"too many errors":          {func(r *abi.Record) { r.ErrorsLength = 33 }, "its record lists 33 errors, at most 32 can be"},
		"far too many errors":      {func(r *abi.Record) { r.ErrorsLength = 1<<32 - 1 }, "its record lists 4294967295 errors"},
		"the last error's detail":  {func(r *abi.Record) { r.ErrorsLength = 32; r.Errors[31].Detail = abi.Ref{Address: end, Length: 1} }, "the detail of an error in its record"},
		"an error's row":           {func(r *abi.Record) { r.ErrorsLength = 1; r.Errors[0].Row = abi.Ref{Address: end, Length: 1} }, "the row of an error in its record"},
		"the same megabyte again and again": {func(r *abi.Record) {
			r.ErrorsLength = 32
			for i := range r.Errors {
				r.Errors[i].Detail = abi.Ref{Address: 0, Length: end}
			}
		}, "the detail of an error in its record, 1310720 bytes at 0"},
	} {
		t.Run(name, func(t *testing.T) {
			e, w := lying(t, c.lie)
			ctx := context.Background()
			v := host.Verdict{Verdict: catalog.Verdict{Code: "old", Errors: make([]catalog.ErrorItem, 1)}}
			err := e.Classify(ctx, &decoder.Request{Status: statusLie}, &v)
			require.ErrorIs(t, err, host.ErrModule)
			assert.Contains(t, err.Error(), c.says)
			assert.Equal(t, catalog.Verdict{}, v.Clone(), "the verdict is empty")
			var trace decoder.Trace
			assert.ErrorIs(t, e.Explain(ctx, &decoder.Request{Status: statusLie}, &v, &trace), host.ErrModule)

			require.NoError(t, e.Classify(ctx, &decoder.Request{}, &v), "another instance goes on")
			assert.Equal(t, 3, w.made)
			_, instances := w.open()
			assert.Equal(t, 1, instances)
		})
	}
}

// TestOddRecords: what is odd and harms nobody is taken as it is.
func TestOddRecords(t *testing.T) {
	input := []byte("X-Id: headersand the body")
	for name, c := range map[string]struct {
		lie  func(*abi.Record)
		want catalog.Verdict
	}{
		"a text across headers and body": {func(r *abi.Record) { r.Title = abi.Ref{Address: atInput + 6, Length: 10} }, catalog.Verdict{Title: "headersand"}},
		"a text before the input": {func(r *abi.Record) { r.Title = abi.Ref{Address: atSecret, Length: uint32(len(secret))} },
			catalog.Verdict{Title: secret}},
		"a text behind the input":     {func(r *abi.Record) { r.Title = abi.Ref{Address: atInput + uint32(len(input)) - 1, Length: 3} }, catalog.Verdict{Title: "y\x00\x00"}},
		"an empty text that is none":  {func(r *abi.Record) { r.Title = abi.Ref{Address: 1<<32 - 1} }, catalog.Verdict{}},
		"an empty name that is none":  {func(r *abi.Record) { r.Row = abi.Ref{Address: 1<<32 - 1} }, catalog.Verdict{}},
		"the whole body":              {func(r *abi.Record) { r.Title = abi.Ref{Address: atInput + 13, Length: 12} }, catalog.Verdict{Title: "and the body"}},
		"the whole headers":           {func(r *abi.Record) { r.TraceID = abi.Ref{Address: atInput, Length: 13} }, catalog.Verdict{TraceID: "X-Id: headers"}},
		"booleans that are more than": {func(r *abi.Record) { r.Truncated, r.Automatic = 2, 255 }, catalog.Verdict{Truncated: true, Retry: catalog.Retry{Automatic: true}}},
	} {
		t.Run(name, func(t *testing.T) {
			e, _ := lying(t, c.lie)
			var v host.Verdict
			require.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: statusLie, Headers: input[:13], Body: input[13:]}, &v))
			assert.Equal(t, c.want, v.Clone())
		})
	}
}

// TestWildNumbers: a record of nothing but ones harms nobody who uses it.
func TestWildNumbers(t *testing.T) {
	e, _ := lying(t, func(r *abi.Record) {
		*r = abi.Record{Outcome: 255, Provider: 255, Shape: 255, Category: 255, Party: 255, Severity: 255, Scope: 255, Effect: 255,
			GRPCCode: 255, Basis: 255, Certainty: 255, Drift: 255, Policy: 255, ProviderHint: 255, FactorTenths: 255, MaxRetries: 255,
			Actions: [6]uint8{255, 255, 255, 255, 255, 255}, InitialMs: 1<<32 - 1, CapMs: 1<<32 - 1, Alternatives: 1<<32 - 1,
			ErrorsLength: 32, ErrorsDropped: 1<<31 - 1}
		for i := range r.Errors {
			r.Errors[i] = abi.Item{Category: 255, Party: 255, Severity: 255, Policy: 255, Basis: 255, Certainty: 255, Actions: [6]uint8{255}}
		}
	})
	var v host.Verdict
	require.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: statusLie}, &v))
	assert.NotPanics(t, func() {
		assert.NotEmpty(t, v.String()+v.Errors[31].String())
		assert.NotEmpty(t, v.AppendJSON(nil))
		assert.NotZero(t, v.Retry.DelayMs(300))
		assert.Equal(t, 1<<31-1, v.ErrorsDropped)
	})
}

// TestNamesAreKept: rows and reasons are the same strings in every verdict, and
// what changes at their address is seen.
func TestNamesAreKept(t *testing.T) {
	f := newFake()
	f.json = `{"a":"row-1"}`
	f.record.Row = abi.Ref{Address: atJSON + 6, Length: 5}
	store8 := []byte{0x3a, 0, 0}
	f.code[abi.ExportClassify] = join(onStatus(statusLie, join(constant(atJSON+10), constant('2'), store8)), constant(atRecord))
	e := open(t, host.NewConfig().WithModule(f.bytes()).WithMaxInstances(1))
	var rows []string
	for _, status := range []int{200, 200, statusLie} {
		var v host.Verdict
		require.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: status}, &v))
		rows = append(rows, v.Row)
	}
	assert.Equal(t, []string{"row-1", "row-1", "row-2"}, rows)
	assert.Same(t, unsafe.StringData(rows[0]), unsafe.StringData(rows[1]))
}

// TestManyNames: a module that has a name at every address is right too.
func TestManyNames(t *testing.T) {
	f := newFake()
	f.record.Row.Length = 2
	atRow := int32(atRecord + unsafe.Offsetof(f.record.Row))
	store32 := []byte{0x36, 2, 0}
	f.code[abi.ExportClassify] = join(constant(atRow), []byte{0x20, 1}, constant(atInput), []byte{0x6a}, store32, constant(atRecord))
	e := open(t, host.NewConfig().WithModule(f.bytes()).WithMaxInstances(1))
	body := []byte(strings.Repeat("0123456789", 600))
	var v host.Verdict
	for range 2 {
		for n := range len(body) - 1 {
			req := &decoder.Request{Headers: body, Body: body[:n]}
			require.NoError(t, e.Classify(context.Background(), req, &v))
			require.Equal(t, string(body[n:n+2]), v.Row)
		}
	}
}

// TestTextsAreTheCallers: what stands in body or headers as it is, is not
// copied; what does not, lives with the verdict.
func TestTextsAreTheCallers(t *testing.T) {
	e := open(t, cached())
	ctx := context.Background()
	body := []byte(`{"type":"list","data":[{"type":"error","code":"plain","title":"t\u0031","detail":"as it is"}]}`)
	headers := []byte("X-Request-Id: request-1\r\n")
	var v, other host.Verdict
	req := &decoder.Request{Provider: catalog.Basiq, Status: 400, Headers: headers, Body: body}
	require.NoError(t, e.Classify(ctx, req, &v))
	detached := v.Clone()
	require.NoError(t, e.Classify(ctx, &decoder.Request{Status: 400, Body: []byte(`{"message":"\u0058\u0058\u0058"}`)}, &other))
	assert.Equal(t, detached, v.Clone(), "another verdict does not change this one")

	copy(body[bytes.Index(body, []byte("as it")):], "AS")
	copy(headers[bytes.Index(headers, []byte("request-")):], "REQ")
	assert.Equal(t, []string{"AS it is", "t1", "REQuest-1"}, []string{v.Detail, v.Title, v.TraceID})
	assert.Equal(t, []string{"as it is", "t1", "request-1"}, []string{detached.Detail, detached.Title, detached.TraceID})

	require.NoError(t, e.Classify(ctx, &decoder.Request{Provider: catalog.Basiq, Status: 400, Body: bytes.Replace(body, []byte("0031"), []byte("0032"), 1)}, &v))
	assert.Equal(t, []string{"t2", "t1"}, []string{v.Title, detached.Title})
}
