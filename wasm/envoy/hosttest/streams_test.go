package hosttest

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/types"
)

var responses = flag.Int("responses", 20_000, "how many responses TestMemoryStaysFlat has pass")

// kinds are responses whose verdicts differ; each is sent in pieces.
var kinds = []struct {
	answer
	labels string
}{
	{answer{target: "basiq.example/a", status: 429, body: []byte(tooMany)}, limited},
	{answer{target: "mx.example/a", status: 503, body: []byte(`{"error":{"status":503,"message":"down"}}`)}, ""},
	{answer{target: "basiq.example/a", status: 403, body: []byte(`{"data":[{"code":"access-denied","detail":"token has expired"}]}`)}, ""},
	{answer{target: "basiq.example/a", status: 500, body: []byte(`<html>oops</html>`)}, ""},
}

// TestInterleaved: ten thousand streams at once, in pieces and in any order, a
// fifth of which break off; each gets the verdict that it gets alone.
func TestInterleaved(t *testing.T) {
	const streams = 10_000
	h, end := start(t, filterModule(t), configuration(`, "log": {"level": "off"}`))
	defer end()
	for i := range kinds { // what each gets alone
		h.pass(kinds[i].answer)
		kinds[i].labels = fmt.Sprintf("%s %s %s %s", h.state("provider"), h.state("category"), h.state("party"), h.state("retry"))
	}
	labels := map[string]uint64{}
	for _, k := range kinds {
		labels[k.labels]++
	}
	require.Len(t, labels, len(kinds))

	var peaks []uint32
	for round := range uint64(3) {
		h.interleave(streams, rand.New(rand.NewPCG(round, 1)))
		peaks = append(peaks, h.memory())
		for _, k := range kinds {
			assert.Equal(t, 1+(round+1)*streams/uint64(len(kinds)), h.count(k.labels), k.labels)
		}
	}
	assert.Equal(t, peaks[1], peaks[2], "memory of streams that are over is used again: %v", peaks)
}

// interleave has streams begin, go on and end in a random order.
func (h *host) interleave(n int, random *rand.Rand) {
	type stream struct {
		id, at int
		answer
	}
	var open []*stream
	for i := range n {
		a := kinds[i%len(kinds)].answer
		id, action := h.ask(a)
		require.Equal(h.t, types.ActionContinue, action)
		open = append(open, &stream{int(id), 0, a})
	}
	for len(open) > 0 {
		i := random.IntN(len(open))
		s := open[i]
		next := min(len(s.body), s.at+1+random.IntN(40))
		last := next == len(s.body)
		breaksOff := last && random.IntN(5) == 0 // with all that came, but without an end
		h.CallOnResponseBody(uint32(s.id), s.body[s.at:next], last && !breaksOff)
		s.at = next
		if last {
			h.CompleteHttpContext(uint32(s.id))
			open[i] = open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
}

// TestMemoryStaysFlat has many responses pass, half of them held back, of all
// kinds, and broken off at any byte: the memory is what the first of them have
// brought it to.
//
//	go test -run TestMemoryStaysFlat -timeout 60m -responses 1000000
func TestMemoryStaysFlat(t *testing.T) {
	for name, members := range map[string]string{"passing": "", "held back": `, "response_headers": {"enabled": true}, "problem": {"enabled": true}`} {
		t.Run(name, func(t *testing.T) {
			h, end := start(t, filterModule(t), configuration(members+`, "log": {"level": "off"}`))
			defer end()
			random := rand.New(rand.NewPCG(3, 4))
			h.send(2000, random)
			before := h.memory()
			h.send(*responses/2, random)
			assert.Equal(t, before, h.memory())
			t.Logf("%d KiB after %d responses", h.memory()>>10, *responses/2)
		})
	}
}

// send has a number of responses pass, in two pieces, a tenth of them broken
// off between these.
func (h *host) send(n int, random *rand.Rand) {
	var id uint32
	for i := range n {
		if i%100 == 0 { // the host never forgets a context: few of them
			id = h.InitializeHttpContext()
		}
		a := kinds[random.IntN(len(kinds))].answer
		if random.IntN(3) == 0 {
			a.status = 200
		}
		h.begin(id, a)
		cut := random.IntN(len(a.body) + 1)
		h.CallOnResponseBody(id, a.body[:cut], false)
		if random.IntN(10) > 0 {
			h.CallOnResponseBody(id, a.body[cut:], true)
		}
		if i%100 == 99 {
			h.CompleteHttpContext(id)
		}
	}
}
