package hosttest

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/proxytest"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/types"
	"github.com/tetratelabs/wazero"
)

// costRounds turns the tests into a measurement, in a program built with
// go test -c.
var costRounds = flag.Int("cost", 0, "print what a response costs, measured in so many rounds, and test nothing")

func TestMain(m *testing.M) {
	log.SetOutput(io.Discard) // the host writes down all it is told
	flag.Parse()
	if *costRounds < 1 {
		os.Exit(m.Run())
	}
	c := newCosts(exiting{})
	c.measure(exiting{}, *costRounds, 500)
	c.print(os.Stdout, *costRounds)
}

// exiting is a measurement that ends where a test would fail.
type exiting struct{}

func (exiting) Errorf(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }
func (exiting) FailNow()                          { os.Exit(1) }

// name is what the module is called in the emulated host's runtime.
const name = "filter"

// filterModule returns the committed module, which has no name, with one: only
// so can it be found, and its memory be measured.
func filterModule(t require.TestingT) []byte {
	binary, err := os.ReadFile("../../finfault-envoy.wasm")
	require.NoError(t, err)
	return named(t, binary)
}

func named(t require.TestingT, binary []byte) []byte {
	m, err := module.Parse(binary)
	require.NoError(t, err)
	const moduleName = 0 // the part of the section that names the module
	inner := module.AppendName(nil, name)
	content := append(module.AppendU32(append(module.AppendName(nil, module.Names), moduleName), uint32(len(inner))), inner...)
	return append(m, module.Section{ID: module.Custom, Content: content}).Bytes()
}

// host is a host with a module in it.
type host struct {
	proxytest.HostEmulator
	t  require.TestingT
	vm proxytest.WasmVMContext
}

// start starts a module with a configuration, which has to be taken. close
// ends it.
func start(t require.TestingT, binary []byte, configuration string) (h *host, close func()) {
	vm, err := proxytest.NewWasmVMContext(binary)
	require.NoError(t, err)
	h, reset := load(t, vm, configuration)
	require.Equal(t, types.OnPluginStartStatusOK, h.StartPlugin(), h.GetCriticalLogs())
	return h, func() {
		reset()
		require.NoError(t, vm.Close())
	}
}

// load gives a module a configuration, which it has not read yet.
func load(t require.TestingT, vm proxytest.WasmVMContext, configuration string) (h *host, reset func()) {
	options := proxytest.NewEmulatorOption().WithVMContext(vm).WithPluginConfiguration([]byte(configuration))
	emulator, reset := proxytest.NewHostEmulator(options)
	h = &host{emulator, t, vm}
	require.Equal(t, types.OnVMStartStatusOK, h.StartVM())
	return h, reset
}

// memory is how large the module's memory is.
func (h *host) memory() uint32 {
	field := reflect.ValueOf(h.vm).Elem().FieldByName("runtime")
	runtime := *(*wazero.Runtime)(unsafe.Pointer(field.UnsafeAddr()))
	return runtime.Module(name).Memory().Size()
}

// answer is a request and the response to it.
type answer struct {
	method, target string
	request        [][2]string
	status         int
	headers        [][2]string
	body           []byte
}

// ask begins a stream and has the response's headers arrive.
func (h *host) ask(a answer) (id uint32, action types.Action) {
	id = h.InitializeHttpContext()
	return id, h.begin(id, a)
}

func (h *host) begin(id uint32, a answer) types.Action {
	authority, path, _ := strings.Cut(a.target, "/")
	method := a.method
	if method == "" {
		method = "GET"
	}
	request := append([][2]string{{":authority", authority}, {":method", method}, {":path", "/" + path}}, a.request...)
	require.Equal(h.t, types.ActionContinue, h.CallOnRequestHeaders(id, request, true))
	headers := append([][2]string{{":status", fmt.Sprint(a.status)}}, a.headers...)
	return h.CallOnResponseHeaders(id, headers, false)
}

// pass has a whole response pass.
func (h *host) pass(a answer) (id uint32) {
	id, _ = h.ask(a)
	require.Equal(h.t, types.ActionContinue, h.CallOnResponseBody(id, a.body, true))
	h.CompleteHttpContext(id)
	return id
}

// count returns how often a verdict was counted.
func (h *host) count(labels string) uint64 {
	part := strings.Fields(labels)
	n, err := h.GetCounterMetric(fmt.Sprintf("finfault_responses.provider.%s.category.%s.party.%s.retry.%s", part[0], part[1], part[2], part[3]))
	if err != nil {
		return 0 // it was never defined
	}
	return n
}

// state returns filter state, "" where there is none.
func (h *host) state(key string) string {
	value, err := h.GetProperty([]string{"finfault." + key})
	if err != nil {
		return ""
	}
	return string(value)
}

// header returns a response header as the client would get it.
func (h *host) header(id uint32, name string) string {
	for _, pair := range h.GetCurrentResponseHeaders(id) {
		if pair[0] == name {
			return pair[1]
		}
	}
	return ""
}

const (
	providers = `"providers": [
		{"provider": "basiq", "hosts": ["basiq.example", "*.basiq.example"], "success_paths": ["/jobs/"], "operations": [{"path": "/users/*/connections", "method": "POST", "operation": "login"}]},
		{"provider": "mx", "hosts": ["mx.example"], "clusters": ["mx-cluster"]}
	]`
	tooMany = `{"type":"list","correlationId":"c","data":[{"type":"error","code":"too-many-requests","title":"Private title","detail":"Jane Doe"}]}`
	limited = "basiq rate_limited app rate_limit"
)

func configuration(members string) string { return "{" + providers + members + "}" }
