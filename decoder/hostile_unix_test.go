//go:build unix

package decoder_test

import (
	"fmt"
	"maps"
	"slices"
	"syscall"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/require"
)

// BenchmarkHostile prints how much of a processor's time a byte of each body
// takes, and fails where one of a large body takes more than twice as much as
// one of a small body. (Less is well: a call has costs of its own, which a large
// body shares out.)
func BenchmarkHostile(b *testing.B) {
	decoders := map[string]*decoder.Decoder{"catalog": decoder.New(), "1024 rules": decoder.New(decoder.WithOverlay(manyRules(b)))}
	for kind, d := range decoders {
		for _, name := range slices.Sorted(maps.Keys(hostile)) {
			var perByte []float64
			for _, size := range []int{1 << 10, 1 << 16, 1 << 20} {
				body := hostile[name](size)
				b.Run(fmt.Sprintf("%s/%s/%d", kind, name, size), func(b *testing.B) {
					cost := perCall(b, d, body) / float64(len(body))
					b.ReportMetric(0, "ns/op")
					b.ReportMetric(cost, "ns/byte")
					perByte = append(perByte, cost)
				})
			}
			if len(perByte) > 2 && perByte[2] > 2*max(perByte[0], perByte[1]) {
				b.Errorf("%s, %s: not flat", kind, name)
			}
		}
	}
}

// perCall returns how much of a processor's time a call takes, in nanoseconds:
// the clock on the wall would count what else the machine does.
func perCall(b *testing.B, d *decoder.Decoder, body []byte) float64 {
	var v catalog.Verdict
	start := processorTime(b)
	for b.Loop() {
		d.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 403, Body: body}, &v)
	}
	return float64(processorTime(b)-start) / float64(b.N)
}

// processorTime is what this program has used so far, in nanoseconds.
func processorTime(b *testing.B) int64 {
	var used syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return used.Utime.Nano() + used.Stime.Nano()
}
