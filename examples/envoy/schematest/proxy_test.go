package schematest

import (
	"encoding/binary"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/finfault/finfault/examples/envoy/upstream/answers"
	"github.com/finfault/finfault/wasm/envoy/filter"
	"github.com/stretchr/testify/require"
)

// proxy is as much of Envoy as the filter needs here: one request to the
// stand-in upstream, and what the filter tells of its answer. What it is not
// made for is nil, and panics.
type proxy struct {
	filter.Host
	config  string
	request map[string]string
	answer  *httptest.ResponseRecorder

	counters, moved []string
	state           map[string]string
}

// The numbers of proxy-wasm for the place in the proxy and for the stream.
const place, stream = 1, 2

// send sends the request of a line through the filter.
func send(t *testing.T, config string, l *Line) *proxy {
	t.Helper()
	w := httptest.NewRecorder()
	answers.Handler().ServeHTTP(w, httptest.NewRequest(l.Method, "http://"+l.Host+l.Path, nil))
	p := &proxy{config: config, answer: w, state: map[string]string{},
		request: map[string]string{":method": l.Method, ":authority": l.Host, ":path": l.Path}}
	f := filter.New(p)
	f.Create(place, 0)
	require.True(t, f.Configure(place, len(config)))
	f.Create(stream, place)
	f.RequestHeaders(stream)
	f.ResponseHeaders(stream, false)
	f.ResponseBody(stream, w.Body.Len(), true)
	f.Delete(stream)
	return p
}

func (p *proxy) Configuration(int) ([]byte, bool) { return []byte(p.config), true }

func (p *proxy) RequestHeader(name string) ([]byte, bool) {
	value, ok := p.request[name]
	return []byte(value), ok
}

func (p *proxy) ResponseHeader(name string) ([]byte, bool) {
	if name == ":status" {
		return []byte(strconv.Itoa(p.answer.Code)), true
	}
	value := p.answer.Header().Get(name)
	return []byte(value), value != ""
}

// ResponseHeaders writes them as proxy-wasm does: the number of headers, all
// lengths, all texts.
func (p *proxy) ResponseHeaders() ([]byte, bool) {
	head, texts := binary.LittleEndian.AppendUint32(nil, uint32(len(p.answer.Header()))), []byte(nil)
	for name, values := range p.answer.Header() {
		for _, text := range []string{http.CanonicalHeaderKey(name), values[0]} {
			head = binary.LittleEndian.AppendUint32(head, uint32(len(text)))
			texts = append(append(texts, text...), 0)
		}
	}
	return append(head, texts...), true
}

func (p *proxy) AppendBody(dst []byte, from, n int) ([]byte, bool) {
	return append(dst, p.answer.Body.Bytes()[from:from+n]...), true
}

func (p *proxy) SetProperty(path, value string) bool {
	p.state["wasm."+path] = value
	return true
}

func (p *proxy) DefineCounter(name []byte) (uint32, bool) {
	p.counters = append(p.counters, string(name))
	return uint32(len(p.counters) - 1), true
}

func (p *proxy) Increment(counter uint32) { p.moved = append(p.moved, p.counters[counter]) }

func (p *proxy) Log(int, []byte) {}
