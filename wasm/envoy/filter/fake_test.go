package filter

import (
	"encoding/binary"
	"strings"

	"github.com/stretchr/testify/require"
)

// fake is a host that answers as its record says, and keeps there what it is
// told.
type fake struct{ *record }

// record is what tests set, and what they see.
type record struct {
	configuration []byte
	asked         map[string]string
	response      [][2]string
	// pieces is the body as the filter may see it in the running callback.
	piece      []byte
	properties map[string]string
	// failing are methods that refuse.
	failing map[string]bool

	counters map[string]int
	names    []string
	states   map[string]string
	added    map[string]string
	removed  map[string]bool
	replaced []string
	logged   []string
	levels   []int
	calls    int
}

func newFake() *fake {
	return &fake{&record{asked: map[string]string{}, counters: map[string]int{}, states: map[string]string{}, added: map[string]string{}, removed: map[string]bool{}}}
}

// called counts a call and reports whether it works.
func (h *record) called(method string) bool {
	h.calls++
	return !h.failing[method]
}

func (h *fake) Configuration(size int) ([]byte, bool) {
	return h.configuration[:min(size, len(h.configuration))], h.called("Configuration")
}

func (h *fake) RequestHeader(name string) ([]byte, bool) {
	value, ok := h.asked[name]
	return []byte(value), h.called("RequestHeader") && ok
}

func (h *fake) ResponseHeader(name string) ([]byte, bool) {
	ok := h.called("ResponseHeader")
	for _, pair := range h.response {
		if pair[0] == name {
			return []byte(pair[1]), ok
		}
	}
	return nil, false
}

func (h *fake) ResponseHeaders() ([]byte, bool) {
	return serialised(h.response), h.called("ResponseHeaders")
}

// serialised returns headers as proxy-wasm passes them.
func serialised(headers [][2]string) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(headers)))
	for _, pair := range headers {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(pair[0])))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(pair[1])))
	}
	for _, pair := range headers {
		b = append(b, pair[0]+"\x00"+pair[1]+"\x00"...)
	}
	return b
}

func (h *fake) SetResponseHeader(name, value string) bool {
	h.added[strings.Clone(name)] = strings.Clone(value)
	return h.called("SetResponseHeader")
}

func (h *fake) RemoveResponseHeader(name string) bool {
	h.removed[strings.Clone(name)] = true
	return h.called("RemoveResponseHeader")
}

func (h *fake) AppendBody(dst []byte, from, n int) ([]byte, bool) {
	if !h.called("AppendBody") || from+n > len(h.piece) {
		return dst, false
	}
	return append(dst, h.piece[from:from+n]...), true
}

func (h *fake) ReplaceBody(n int, with []byte) bool {
	if !h.called("ReplaceBody") || n > len(h.piece) {
		return false
	}
	h.replaced = append(h.replaced, string(with))
	return true
}

func (h *fake) Property(path string) ([]byte, bool) {
	value, ok := h.properties[path]
	return []byte(value), h.called("Property") && ok
}

func (h *fake) SetProperty(path, value string) bool {
	h.states[strings.Clone(path)] = strings.Clone(value)
	return h.called("SetProperty")
}

func (h *fake) DefineCounter(name []byte) (uint32, bool) {
	h.names = append(h.names, string(name))
	return uint32(len(h.names) - 1), h.called("DefineCounter")
}

func (h *fake) Increment(counter uint32) { h.counters[h.names[counter]]++ }

func (h *fake) Log(level int, line []byte) {
	h.logged, h.levels = append(h.logged, string(line)), append(h.levels, level)
}

// counted is how many responses were counted.
func (h *record) counted() (n int) {
	for _, count := range h.counters {
		n += count
	}
	return n
}

// proxy is a filter in a fake host, with one place, number 1.
type proxy struct {
	t require.TestingT
	*record
	*Filter
}

const hosts = `{"providers": [
	{"provider": "basiq", "hosts": ["basiq"], "success_paths": ["/jobs"], "operations": [{"path": "/token", "operation": "token"}]},
	{"provider": "mx", "hosts": ["mx"], "clusters": ["mx-cluster"]}
]`

// newProxy returns a filter that is configured with members besides hosts.
func newProxy(t require.TestingT, members string) *proxy {
	host := newFake()
	p := &proxy{t, host.record, New(host)}
	p.configure(1, hosts+members+"}")
	return p
}

func (p *proxy) configure(id uint32, text string) {
	p.Create(id, 0)
	p.configuration = []byte(text)
	require.True(p.t, p.Configure(id, len(text)), p.logged)
}

// ask has a stream begin with "METHOD host/path" and headers.
func (p *proxy) ask(id uint32, request string, headers ...string) Action {
	method, target, _ := strings.Cut(request, " ")
	host, path, _ := strings.Cut(target, "/")
	p.asked = map[string]string{":method": method, ":authority": host, ":path": "/" + path}
	for i := 0; i < len(headers); i += 2 {
		p.asked[headers[i]] = headers[i+1]
	}
	p.Create(id, 1)
	return p.RequestHeaders(id)
}

// answer has the headers of a response arrive.
func (p *proxy) answer(id uint32, status string, end bool, headers ...string) Action {
	p.response = [][2]string{{":status", status}}
	for i := 0; i < len(headers); i += 2 {
		p.response = append(p.response, [2]string{headers[i], headers[i+1]})
	}
	return p.ResponseHeaders(id, end)
}

// body has a piece of a body arrive, behind what the host holds back already.
func (p *proxy) body(id uint32, piece string, end bool) Action {
	p.piece = []byte(piece)
	return p.ResponseBody(id, len(piece), end)
}

const (
	limited = "finfault_responses.provider.basiq.category.rate_limited.party.app.retry.rate_limit"
	// tooMany is a body of Basiq's for status 429.
	tooMany = `{"type":"list","correlationId":"c","data":[{"type":"error","code":"too-many-requests","title":"Private title","detail":"Jane Doe"}]}`
)
