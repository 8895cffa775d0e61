package hosttest

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/types"
)

var responses = flag.Int("responses", 20_000, "how many responses TestMemoryStaysFlat has pass")

// kinds are responses whose verdicts differ.
var kinds = []struct {
	answer
	provider catalog.Provider
}{
	{answer{target: "basiq.example/a", status: 429, body: []byte(tooMany)}, catalog.Basiq},
	{answer{target: "mx.example/a", status: 503, body: []byte(`{"error":{"status":503,"message":"down"}}`)}, catalog.MX},
	{answer{target: "basiq.example/a", status: 403, body: []byte(`{"type":"list","correlationId":"c","data":[{"code":"access-denied","detail":"token has expired"}]}`)}, catalog.Basiq},
	{answer{target: "basiq.example/a", status: 500, body: []byte(`<html>oops</html>`)}, catalog.Basiq},
}

// stream is a response that is on its way.
type stream struct {
	id uint32
	answer
	// at is how much of the body has come, and stop where it breaks off: at its
	// length it does not.
	at, stop int
}

// TestInterleaved: ten thousand streams at once, in pieces and in any order, a
// fifth of which break off somewhere; each gets the verdict that what came of
// it gets natively.
func TestInterleaved(t *testing.T) {
	const streams = 10_000
	h, end := start(t, filterModule(t), configuration(`, "log": {"level": "off"}`))
	defer end()
	want := map[string]uint64{}
	var peaks []uint32
	for round := range uint64(3) {
		h.interleave(streams, rand.New(rand.NewPCG(round, 1)), want)
		peaks = append(peaks, h.memory())
	}
	assert.Greater(t, len(want), len(kinds), "what breaks off has other verdicts")
	for labels, n := range want {
		assert.Equal(t, n, h.count(labels), labels)
	}
	assert.Equal(t, peaks[1], peaks[2], "memory of streams that are over is used again: %v", peaks)
}

// interleave has streams begin, go on and end in a random order, and adds their
// verdicts to want.
func (h *host) interleave(n int, random *rand.Rand, want map[string]uint64) {
	var open []*stream
	for i := range n {
		kind := &kinds[i%len(kinds)]
		id, action := h.ask(kind.answer)
		require.Equal(h.t, types.ActionContinue, action)
		s := &stream{id: id, answer: kind.answer, stop: len(kind.body)}
		if random.IntN(5) == 0 {
			s.stop = random.IntN(len(kind.body))
		}
		open = append(open, s)
		v := decoder.Classify(&decoder.Request{Provider: kind.provider, Status: s.status, Operation: catalog.Read, Idempotent: true, Body: s.body[:s.stop]})
		want[fmt.Sprintf("%s %s %s %s", v.Provider, v.Category, v.Party, v.Retry.Policy)]++
	}
	for len(open) > 0 {
		i := random.IntN(len(open))
		if s := open[i]; h.goOn(s, 1+random.IntN(40)) {
			h.CompleteHttpContext(s.id)
			open[i] = open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
}

// goOn has the next piece of a stream's body arrive, and reports whether the
// stream is over.
func (h *host) goOn(s *stream, n int) bool {
	next := min(s.stop, s.at+n)
	last := next == len(s.body)
	if next > s.at {
		require.Equal(h.t, types.ActionContinue, h.CallOnResponseBody(s.id, s.body[s.at:next], last))
	}
	s.at = next
	return next == s.stop
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
