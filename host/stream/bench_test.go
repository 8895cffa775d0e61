package stream

import (
	"bytes"
	"io"
	"testing"

	"github.com/finfault/finfault/host/internal/traffic"
	"github.com/stretchr/testify/require"
)

const casesDir = "../../decoder/testdata/cases"

// BenchmarkRun answers records in memory: the figure to look at is ns/record.
func BenchmarkRun(b *testing.B) {
	source, err := traffic.New(casesDir, 1)
	require.NoError(b, err)
	var in bytes.Buffer
	n, err := source.Write(&in, 32<<20)
	require.NoError(b, err)
	b.SetBytes(int64(in.Len()))
	for b.Loop() {
		stats, err := Run(b.Context(), bytes.NewReader(in.Bytes()), io.Discard, Options{})
		require.NoError(b, err)
		require.Equal(b, n, stats.Records)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/record")
	b.ReportMetric(float64(in.Len())/float64(n), "B/record")
}
