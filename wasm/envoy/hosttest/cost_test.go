package hosttest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/finfault/finfault/wasm/internal/freeze"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nothing builds a filter that does nothing.
func nothing(t require.TestingT) []byte {
	ctx := context.Background()
	binary, err := gobuild.Target{Dir: ".", Package: "./testdata/nothing", Reactor: true}.Build(ctx)
	require.NoError(t, err)
	binary, err = freeze.Freeze(ctx, binary)
	require.NoError(t, err)
	return named(t, binary)
}

// quiet keeps the filter from writing logs.
const quiet = `, "log": {"level": "off"}`

// situation is what a filter has to do with a response, and the shortest
// processor time that it took, in nanoseconds.
type situation struct {
	name    string
	answer  answer
	sdk, by float64 // in the SDK's host, and by itself
}

// costs are the situations of both filters, the empty one's first.
type costs struct {
	modules    [2][]byte
	situations [2][]situation
}

func newCosts(t require.TestingT) *costs {
	ok := answer{target: "basiq.example/users", status: 200, headers: [][2]string{{"content-type", "application/json"}}, body: []byte(tooMany)}
	failed := ok
	failed.status = 429
	elsewhere := ok
	elsewhere.target = "elsewhere.example/users"
	never := math.Inf(1)
	return &costs{
		modules: [2][]byte{nothing(t), filterModule(t)},
		situations: [2][]situation{
			{{"a filter that does nothing", ok, never, never}},
			{{"a host that is not configured", elsewhere, never, never}, {"passed through (status 200)", ok, never, never},
				{"classified, counted, told to access logs", failed, never, never}},
		},
	}
}

// measure has responses pass both filters in turn, in the SDK's host, of which
// there can be one at a time, and in a lean one.
func (c *costs) measure(t require.TestingT, rounds, responses int) {
	const turns = 5
	for range rounds {
		for i, module := range c.modules {
			h, end := start(t, module, configuration(quiet))
			for range turns {
				for k := range c.situations[i] {
					s := &c.situations[i][k]
					s.sdk = min(s.sdk, spent(t, responses, func() { h.respond(s.answer, responses) }))
				}
			}
			end()
		}
		c.measureLean(t, turns, responses*10)
	}
}

func (c *costs) measureLean(t require.TestingT, turns, responses int) {
	id := uint64(1)
	for i, module := range c.modules {
		h, end := newLean(t, module)
		for range turns {
			for k := range c.situations[i] {
				s := &c.situations[i][k]
				h.ask(s.answer)
				s.by = min(s.by, spent(t, responses, func() { h.respond(id, responses) }))
				id += uint64(responses)
			}
		}
		end()
	}
}

// respond has n responses pass.
func (h *host) respond(a answer, n int) {
	var id uint32
	for i := range n {
		if i%100 == 0 { // the host never forgets a context: few of them
			id = h.InitializeHttpContext()
		}
		h.begin(id, a)
		h.CallOnResponseBody(id, a.body, true)
	}
}

// print writes the table, in microseconds.
func (c *costs) print(out io.Writer, rounds int) {
	fmt.Fprintf(out, "Microseconds of processor time of one request with its response, the shortest of %d rounds. "+
		"The SDK's host is the one that the proxy-wasm SDK emulates for tests; most of the time is its own. "+
		"The other is wazero with a host that costs next to nothing.\n\n", rounds)
	fmt.Fprint(out, "| | SDK's host | ÷ empty | the module by itself | ÷ empty |\n| --- | ---: | ---: | ---: | ---: |\n")
	empty := c.situations[0][0]
	var last situation
	for _, s := range slices.Concat(c.situations[:]...) {
		fmt.Fprintf(out, "| %s | %.1f | %.1f | %.2f | %.1f |\n", s.name, s.sdk/1000, s.sdk/empty.sdk, s.by/1000, s.by/empty.by)
		last = s
	}
	fmt.Fprintf(out, "\nLosing: In Envoy's place, a response that is classified costs %.0f times as much as an empty filter in the SDK's host, and %.0f times by itself (%.0f µs).\n",
		last.sdk/empty.sdk, last.by/empty.by, last.by/1000)
}

// TestCost keeps the measurement from rotting. In the lean host, too, the
// filter counts what is measured as classified.
func TestCost(t *testing.T) {
	c := newCosts(t)
	c.measure(t, 1, 2)
	var out bytes.Buffer
	c.print(&out, 1)
	assert.NotContains(t, out.String(), "Inf")
	assert.Equal(t, 2+4, strings.Count(out.String(), "\n| "), "a head and four rows")
	classified := c.situations[1][2].answer
	l, end := newLean(t, c.modules[1])
	defer end()
	l.ask(classified)
	l.respond(1, 3)
	assert.Equal(t, 3, l.counted)
}

// spent returns the nanoseconds of processor time that one of n takes: a clock
// on the wall also counts what other programs do.
func spent(t require.TestingT, n int, f func()) float64 {
	before := processorTime(t)
	f()
	return float64(processorTime(t)-before) / float64(n)
}

// processorTime returns the nanoseconds that the program has computed so far.
func processorTime(t require.TestingT) int64 {
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}
