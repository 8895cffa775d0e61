package hosttest

import (
	"context"
	"syscall"
	"testing"

	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/finfault/finfault/wasm/internal/freeze"
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

// BenchmarkCost compares what a request and its response take in this host,
// whose part is the largest by far, with a filter that does nothing.
//
//	go test -run '^$' -bench Cost
func BenchmarkCost(b *testing.B) {
	idle, endIdle := start(b, nothing(b), "")
	idleNs := 0.0
	ok := answer{target: "basiq.example/users", status: 200, headers: [][2]string{{"content-type", "application/json"}}, body: []byte(tooMany)}
	failed := ok
	failed.status = 429
	elsewhere := ok
	elsewhere.target = "elsewhere.example/users"
	b.Run("nothing", func(b *testing.B) {
		idleNs = idle.measure(b, ok)
	})
	endIdle() // there can be one host at a time
	h, end := start(b, filterModule(b), configuration(`, "log": {"level": "off"}`))
	defer end()
	for _, c := range []struct {
		name string
		answer
	}{{"elsewhere", elsewhere}, {"passed", ok}, {"classified", failed}} {
		b.Run(c.name, func(b *testing.B) {
			ns := h.measure(b, c.answer)
			if idleNs > 0 {
				b.ReportMetric(ns/idleNs, "×nothing")
			}
		})
	}
}

// measure has responses pass, and returns the nanoseconds of processor time of
// one: a clock on the wall also counts what other programs do.
func (h *host) measure(b *testing.B, a answer) float64 {
	var id uint32
	n, before := 0, processorTime(b)
	for b.Loop() {
		if n%100 == 0 { // the host never forgets a context: few of them
			id = h.InitializeHttpContext()
		}
		n++
		h.begin(id, a)
		h.CallOnResponseBody(id, a.body, true)
	}
	ns := float64(processorTime(b)-before) / float64(n)
	b.ReportMetric(ns, "cpu-ns/op")
	return ns
}

// processorTime returns the nanoseconds that the program has computed so far.
func processorTime(t require.TestingT) int64 {
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}
