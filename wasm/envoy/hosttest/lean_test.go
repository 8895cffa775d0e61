package hosttest

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// lean is a host that costs next to nothing: it answers from what lies ready.
type lean struct {
	t      require.TestingT
	module api.Module
	// functions are the module's, once they were called.
	functions map[string]api.Function
	stack     []uint64
	// values are the headers that are asked for one by one.
	values                     map[string][]byte
	pairs, body, configuration []byte
	// counted is how often the module counted something.
	counted int
}

// newLean starts a module in such a host and configures it. end ends it.
func newLean(t require.TestingT, module []byte) (h *lean, end func()) {
	ctx := context.Background()
	h = &lean{t: t, body: []byte(tooMany), configuration: []byte(configuration(quiet)), functions: map[string]api.Function{}, stack: make([]uint64, 3)}
	h.pairs = binary.LittleEndian.AppendUint32(nil, 1)
	h.pairs = binary.LittleEndian.AppendUint32(h.pairs, uint32(len("retry-after")))
	h.pairs = binary.LittleEndian.AppendUint32(h.pairs, 1)
	h.pairs = append(h.pairs, "retry-after\x003\x00"...)
	runtime := wazero.NewRuntime(ctx)
	h.start(ctx, runtime, module)
	return h, func() { require.NoError(t, runtime.Close(ctx)) }
}

// respond has n responses pass, of contexts with ids from id on.
func (h *lean) respond(id uint64, n int) {
	for range n {
		id++
		h.call("proxy_on_context_create", id, 1)
		h.call("proxy_on_request_headers", id, 3, 1)
		h.call("proxy_on_response_headers", id, 3, 0)
		h.call("proxy_on_response_body", id, uint64(len(h.body)), 1)
		h.call("proxy_on_log", id)
		h.call("proxy_on_delete", id)
	}
}

// ask says what the headers of the next responses are.
func (h *lean) ask(a answer) {
	authority, path, _ := strings.Cut(a.target, "/")
	h.values = map[string][]byte{":authority": []byte(authority), ":method": []byte("GET"), ":path": []byte("/" + path), ":status": fmt.Append(nil, a.status)}
}

// start makes an instance of a module and configures it.
func (h *lean) start(ctx context.Context, runtime wazero.Runtime, module []byte) {
	code, err := runtime.CompileModule(ctx, module)
	require.NoError(h.t, err)
	_, err = wasi_snapshot_preview1.Instantiate(ctx, runtime)
	require.NoError(h.t, err)
	host := runtime.NewHostModuleBuilder("env")
	for _, f := range code.ImportedFunctions() {
		if from, name, _ := f.Import(); from == "env" {
			host.NewFunctionBuilder().WithGoFunction(h.function(name), f.ParamTypes(), f.ResultTypes()).Export(name)
		}
	}
	_, err = host.Instantiate(ctx)
	require.NoError(h.t, err)
	h.module, err = runtime.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithSysNanotime())
	require.NoError(h.t, err)
	h.call("proxy_on_context_create", 1, 0)
	require.EqualValues(h.t, 1, h.call("proxy_on_configure", 1, uint64(len(h.configuration))))
}

// function returns a function of the host. All but those that return bytes do
// nothing, and succeed.
func (h *lean) function(name string) api.GoFunc {
	switch name {
	case "proxy_get_header_map_value":
		return func(_ context.Context, s []uint64) {
			key, _ := h.module.Memory().Read(uint32(s[1]), uint32(s[2]))
			h.give(s, h.values[string(key)], s[3], s[4])
		}
	case "proxy_get_header_map_pairs":
		return func(_ context.Context, s []uint64) { h.give(s, h.pairs, s[1], s[2]) }
	case "proxy_get_buffer_bytes":
		return func(_ context.Context, s []uint64) {
			const pluginConfiguration = 7
			if uint32(s[0]) == pluginConfiguration {
				h.give(s, h.configuration, s[3], s[4])
				return
			}
			h.give(s, h.body[uint32(s[1]):], s[3], s[4])
		}
	case "proxy_increment_metric":
		return func(_ context.Context, s []uint64) { h.counted++; s[0] = 0 }
	}
	return func(_ context.Context, s []uint64) { s[0] = 0 }
}

// give hands bytes to the module, in memory that it allocates.
func (h *lean) give(result []uint64, b []byte, data, size uint64) {
	address := h.call("proxy_on_memory_allocate", uint64(len(b)))
	h.module.Memory().Write(address, b)
	h.module.Memory().WriteUint32Le(uint32(data), address)
	h.module.Memory().WriteUint32Le(uint32(size), uint32(len(b)))
	result[0] = 0
}

// call calls a function of the module.
func (h *lean) call(name string, parameters ...uint64) uint32 {
	f := h.functions[name]
	if f == nil {
		f = h.module.ExportedFunction(name)
		h.functions[name] = f
	}
	copy(h.stack, parameters)
	require.NoError(h.t, f.CallWithStack(context.Background(), h.stack))
	return uint32(h.stack[0])
}
