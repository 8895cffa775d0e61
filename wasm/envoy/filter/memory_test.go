package filter

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/finfault/finfault/wasm/envoy/config"
	"github.com/stretchr/testify/assert"
)

// TestTable: it finds what is in it and nothing else, whatever the order.
func TestTable(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var table table
	want := map[uint32]*stream{}
	assert.Nil(t, table.get(1))
	table.remove(1)
	for range 100_000 {
		id := 1 + random.Uint32N(400)
		if s, ok := want[id]; ok {
			assert.Same(t, s, table.get(id))
			table.remove(id)
			delete(want, id)
		} else {
			assert.Nil(t, table.get(id))
			want[id] = new(stream)
			table.put(id, want[id])
		}
		assert.Equal(t, len(want), table.count)
	}
	for id := range uint32(500) {
		assert.Same(t, want[id], table.get(id))
	}
	assert.LessOrEqual(t, len(table.slots), 1024, "removing leaves no holes")
}

func TestBuffers(t *testing.T) {
	var l buffers
	b := append(l.grow(nil, 1), 'x')
	assert.Equal(t, smallestBuffer, cap(b))
	assert.Same(t, &b[0], &l.grow(b, smallestBuffer-1)[0], "there is room")
	larger := l.grow(b, smallestBuffer)
	assert.Equal(t, "x", string(larger))
	assert.Equal(t, 4*smallestBuffer, cap(larger))
	assert.Same(t, &b[0], &append(l.grow(nil, 1), 'y')[0], "the small one is used again")
	l.give(larger)
	again := l.grow(nil, 2000)
	assert.Empty(t, again)
	assert.Same(t, &larger[0], &again[:1][0])
	l.give(nil)
	assert.Equal(t, largestBuffer, cap(l.grow(nil, largestBuffer)))
	assert.Equal(t, config.Keys[maxBodyKey()].Max, largestBuffer, "it holds the longest body")
}

// maxBodyKey is the number of the key that bounds bodies.
func maxBodyKey() int {
	return slices.IndexFunc(config.Keys, func(k config.Key) bool { return k.Path == "max_body" })
}

// silent is a host that answers and keeps nothing, so that what is counted is
// the filter's.
type silent struct {
	request, response map[string][]byte
	pairs, piece      []byte
}

func (h *silent) Configuration(int) ([]byte, bool)          { return h.piece, true }
func (h *silent) RequestHeader(name string) ([]byte, bool)  { b, ok := h.request[name]; return b, ok }
func (h *silent) ResponseHeader(name string) ([]byte, bool) { b, ok := h.response[name]; return b, ok }
func (h *silent) ResponseHeaders() ([]byte, bool)           { return h.pairs, true }
func (h *silent) SetResponseHeader(string, string) bool     { return true }
func (h *silent) RemoveResponseHeader(string) bool          { return true }
func (h *silent) ReplaceBody(int, []byte) bool              { return true }
func (h *silent) Property(string) ([]byte, bool)            { return nil, false }
func (h *silent) SetProperty(string, string) bool           { return true }
func (h *silent) DefineCounter([]byte) (uint32, bool)       { return 0, true }
func (h *silent) Increment(uint32)                          {}
func (h *silent) Log(int, []byte)                           {}
func (h *silent) AppendBody(dst []byte, from, n int) ([]byte, bool) {
	return append(dst, h.piece[from:from+n]...), true
}

// TestNoAllocations: in its steady state the filter leaves no garbage, whatever
// becomes of a response. The code is the same here and in the module.
func TestNoAllocations(t *testing.T) {
	for _, members := range []string{"", `, "response_headers": {"enabled": true}, "problem": {"enabled": true}`} {
		h := &silent{piece: []byte(hosts + members + "}")}
		f := New(h)
		f.Create(1, 0)
		assert.True(t, f.Configure(1, len(h.piece)))
		h.piece = []byte(odd)
		h.pairs = serialised([][2]string{{"retry-after", "3"}, {"content-type", "application/json"}})
		id := uint32(1)
		for _, host := range []string{"basiq", "elsewhere"} {
			for _, status := range []string{"200", "429", "500"} {
				h.request = map[string][]byte{":authority": []byte(host), ":path": []byte("/x"), ":method": []byte("POST")}
				h.response = map[string][]byte{":status": []byte(status)}
				n := testing.AllocsPerRun(100, func() {
					id++
					f.Create(id, 1)
					f.RequestHeaders(id)
					f.ResponseHeaders(id, false)
					f.ResponseBody(id, 20, false)
					f.ResponseBody(id, len(odd), true)
					f.End(id)
					f.Delete(id)
				})
				assert.Zero(t, n, "%s %s%s", host, status, members)
			}
		}
		assert.Zero(t, f.Streams())
	}
}
