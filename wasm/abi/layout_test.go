package abi_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/wasm"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// layout is layout.json as a host in another language reads it.
type layout struct {
	Magic   uint32
	Structs []struct {
		Name   string
		Size   uint32
		Fields []struct {
			Name, Type, Enum string
			Offset           uint32
			Set              bool
		}
	}
	Enums []struct {
		Name  string
		Names []string
		More  map[string]int
	}
}

// host knows nothing of the module but what layout.json says.
type host struct {
	layout
	t      *testing.T
	module api.Module
}

func newHost(t *testing.T) *host {
	h := &host{t: t}
	raw, err := os.ReadFile("layout.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &h.layout))
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter()) // compiling takes longer than these few calls
	t.Cleanup(func() { assert.NoError(t, r.Close(ctx)) })
	wasi_snapshot_preview1.MustInstantiate(ctx, r)
	h.module, err = r.InstantiateWithConfig(ctx, wasm.Core(), wazero.NewModuleConfig().WithStartFunctions("_initialize").WithSysNanotime().WithSysWalltime())
	require.NoError(t, err)
	return h
}

func (h *host) call(name string, args ...uint64) uint32 {
	out, err := h.module.ExportedFunction(name).Call(context.Background(), args...)
	require.NoError(h.t, err)
	return uint32(out[0])
}

func (h *host) bytes(address, length uint32) []byte {
	b, ok := h.module.Memory().Read(address, length)
	require.True(h.t, ok)
	return b
}

// classify hands an answer over and returns the address of the record.
func (h *host) classify(input uint32, req *decoder.Request) uint32 {
	require.True(h.t, h.module.Memory().Write(input, append(append([]byte{}, req.Headers...), req.Body...)))
	idempotent := uint64(0)
	if req.Idempotent {
		idempotent = 1
	}
	return h.call("classify", uint64(len(req.Headers)), uint64(len(req.Body)), uint64(req.Status), uint64(req.Provider), uint64(req.Operation), idempotent)
}

// read returns the fields of a struct by their names.
func (h *host) read(name string, address uint32) map[string]any {
	out := map[string]any{}
	for _, s := range h.Structs {
		if s.Name != name {
			continue
		}
		for _, f := range s.Fields {
			kind, _, list := strings.Cut(f.Type, "[")
			if list && kind == "item" {
				continue
			}
			at := address + f.Offset
			switch {
			case list:
				out[f.Name] = h.names(f.Enum, h.bytes(at, 6))
			case kind == "ref":
				ref := h.read("ref", at)
				out[f.Name] = string(h.bytes(uint32(ref["address"].(float64)), uint32(ref["length"].(float64))))
			case f.Set:
				out[f.Name] = h.members(f.Enum, h.number(kind, at))
			case f.Enum != "":
				out[f.Name] = h.name(f.Enum, h.number(kind, at))
			default:
				out[f.Name] = float64(h.number(kind, at))
			}
		}
	}
	return out
}

func (h *host) number(kind string, at uint32) uint32 {
	switch kind {
	case "u8":
		return uint32(h.bytes(at, 1)[0])
	case "u16":
		return uint32(binary.LittleEndian.Uint16(h.bytes(at, 2)))
	}
	require.Equal(h.t, "u32", kind)
	return binary.LittleEndian.Uint32(h.bytes(at, 4))
}

func (h *host) name(enum string, n uint32) string {
	for _, e := range h.Enums {
		if e.Name != enum {
			continue
		}
		for name, number := range e.More {
			if number == int(n) {
				return name
			}
		}
		return e.Names[n]
	}
	h.t.Fatalf("no enumeration %q", enum)
	return ""
}

func (h *host) names(enum string, numbers []byte) []any {
	list := []any{}
	for _, n := range numbers {
		if n == 0 {
			break
		}
		list = append(list, h.name(enum, uint32(n)))
	}
	return list
}

func (h *host) members(enum string, set uint32) []any {
	list := []any{}
	for n := range uint32(32) {
		if set>>n&1 == 1 {
			list = append(list, h.name(enum, n))
		}
	}
	return list
}

// TestLayout is a host that has only layout.json to go by: it reads from the
// record what the JSON form says.
func TestLayout(t *testing.T) {
	h := newHost(t)
	descriptor := h.read("descriptor", h.call("abi"))
	require.EqualValues(t, h.Magic, descriptor["magic"])
	cases, err := corpus.Requests("../../decoder/testdata/cases")
	require.NoError(t, err)
	var d decoder.Decoder
	var v catalog.Verdict
	for i, req := range cases {
		if len(req.Body) > 1<<16 {
			continue // the interpreter is slow, and long bodies have no fields of their own
		}
		record := h.classify(uint32(descriptor["input"].(float64)), req)
		require.EqualValues(t, descriptor["record"], record)
		got := h.read("record", record)
		d.Classify(req, &v)
		var want map[string]any
		require.NoError(t, json.Unmarshal(v.AppendJSON(nil), &want))
		retry := want["retry"].(map[string]any)
		for name, value := range got {
			expected, known := want[name]
			if !known {
				expected, known = retry[name]
			}
			switch {
			case name == "errors_length":
				errors, _ := want["errors"].([]any)
				assert.EqualValues(t, len(errors), value, i)
			case name == "errors_dropped":
				assert.EqualValues(t, v.ErrorsDropped, value, i)
			case name == "factor_tenths":
				factor, _ := retry["factor"].(float64)
				assert.InDelta(t, 10*factor, value, 1e-9, i)
			case name == "truncated", name == "automatic":
				assert.Equal(t, expected == true, value == 1.0, "%d %s", i, name)
			case known:
				assert.Equal(t, expected, value, "%d %s", i, name)
			default: // what is empty is left out of the JSON form
				assert.Contains(t, []any{"", 0.0}, empty(value), "%d %s", i, name)
			}
		}
	}
}

func empty(value any) any {
	if list, ok := value.([]any); ok && len(list) == 0 {
		return ""
	}
	return value
}
