package main

import (
	"testing"

	"github.com/finfault/finfault/decoder/bench/internal/peers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const cases = "../testdata/cases"

// BenchmarkPeers is Shape/Peer. Its runs come one after the other; for figures
// to compare, the command's turns are better.
func BenchmarkPeers(b *testing.B) {
	each(b, func(s *peers.Sample, c peers.Contender) {
		b.Run(s.Name()+"/"+c.Name, func(b *testing.B) {
			r := c.Prepare(s)
			b.SetBytes(int64(len(s.Request.Body)))
			b.ReportAllocs()
			for b.Loop() {
				r.Run()
			}
		})
	})
}

// TestEachBenchmarkRuns keeps the benchmark from rotting: every body runs once.
func TestEachBenchmarkRuns(t *testing.T) {
	each(t, func(s *peers.Sample, c peers.Contender) {
		r := c.Prepare(s)
		r.Run()
		assert.NoError(t, r.Result().Err, "%s/%s", s.Name(), c.Name)
	})
}

// TestNoAllocations: Finfault allocates nothing on any shape.
func TestNoAllocations(t *testing.T) {
	each(t, func(s *peers.Sample, c peers.Contender) {
		if c.Name == peers.Finfault {
			assert.Zero(t, testing.AllocsPerRun(20, c.Prepare(s).Run), s.Name())
		}
	})
}

// each calls f with every sample and contender.
func each(tb testing.TB, f func(*peers.Sample, peers.Contender)) {
	samples, err := peers.Load(cases)
	require.NoError(tb, err)
	for i := range samples {
		for _, c := range peers.Contenders() {
			f(&samples[i], c)
		}
	}
}
