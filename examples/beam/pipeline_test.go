package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/drift"
	"github.com/finfault/finfault/host/seen"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// result is what a run wrote.
type result struct {
	counts map[Count]int64
	totals Totals
	drift  string // in JSON
	bad    []byte
}

// runPipeline runs the pipeline on prism, in this process.
func runPipeline(t *testing.T, o options) result {
	t.Helper()
	o.output, o.badShards = t.TempDir(), 1
	run, err := beam.Run(context.Background(), "prism", newPipeline(o))
	require.NoError(t, err)
	raw, err := os.ReadFile(filepath.Join(o.output, countsFile))
	require.NoError(t, err)
	r := result{counts: readCounts(t, raw)}
	var counted int64 // by Beam's counters
	raw, err = os.ReadFile(filepath.Join(o.output, totalsFile))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &r.totals))
	raw, err = os.ReadFile(filepath.Join(o.output, driftFile))
	require.NoError(t, err)
	r.drift = string(raw)
	r.bad, err = os.ReadFile(filepath.Join(o.output, "bad-00000-of-00001.ndjson"))
	if r.totals.BadRecords > 0 {
		require.NoError(t, err)
	} else {
		require.ErrorIs(t, err, os.ErrNotExist)
	}
	for _, c := range run.Metrics().AllMetrics().Counters() {
		if c.Key.Name == "records_total" {
			counted += c.Committed
		}
	}
	assert.Equal(t, r.totals.Records, counted)
	return r
}

// readCounts returns the counts of each line but for its number.
func readCounts(t *testing.T, raw []byte) map[Count]int64 {
	t.Helper()
	counts := map[Count]int64{}
	for line := range bytes.Lines(raw) {
		var c Count
		require.NoError(t, json.Unmarshal(line, &c))
		n := c.Count
		c.Count = 0
		require.NotContains(t, counts, c)
		counts[c] = n
	}
	return counts
}

// expected returns what the decoder gives by itself, as one part.
func expected(t *testing.T, d *decoder.Decoder, list []*decoder.Request) (map[Count]int64, string) {
	t.Helper()
	counts := map[Count]int64{}
	var v catalog.Verdict
	var report drift.Report
	for _, req := range list {
		d.Classify(req, &v)
		counts[newCount(keyOf(req.Operation, &v), 0)]++
		report.Add(req, &v, seen.At{Time: when})
	}
	text, err := json.Marshal(&report)
	require.NoError(t, err)
	require.NotEmpty(t, report.Novelties())
	return counts, string(text)
}

// writeArchive writes an archive of all formats and returns its answers, and
// how many bad records are between them.
func writeArchive(t *testing.T, dir string) (list []*decoder.Request, bad int) {
	t.Helper()
	list = answers(t)
	part := len(list) / 4
	writeLines(t, filepath.Join(dir, "a.ndjson"), list[:part], badLines)
	writeLines(t, filepath.Join(dir, "b.ndjson.gz"), list[part:2*part], badLines)
	writeLines(t, filepath.Join(dir, "c.ndjson.zst"), list[2*part:3*part], nil)
	var rows []row
	for _, req := range list[3*part:] {
		rows = append(rows, rowOf(req))
	}
	writeTable(t, filepath.Join(dir, "d.parquet"), append(rows, row{Provider: secret}))
	return list, 2*len(badLines) + 1
}

// TestPipeline: counts and drift are those of the decoder, with an overlay and
// without, and nothing of a bad record is reported.
func TestPipeline(t *testing.T) {
	dir := t.TempDir()
	list, bad := writeArchive(t, dir)
	for _, name := range []string{"", writeOverlay(t, catalog.Basiq)} {
		o, err := newOptions(filepath.Join(dir, "*"), "out", name, 1)
		require.NoError(t, err)
		d := decoder.New()
		if name != "" {
			rules, err := overlay.Load(o.overlay)
			require.NoError(t, err)
			d = decoder.New(decoder.WithOverlay(rules))
		}
		counts, drift := expected(t, d, list)
		got := runPipeline(t, o)
		assert.Equal(t, counts, got.counts)
		assert.JSONEq(t, drift, got.drift)
		assert.EqualValues(t, bad, got.totals.BadRecords)
		assert.EqualValues(t, len(list)+bad, got.totals.Records)
		assert.Equal(t, bad, bytes.Count(got.bad, []byte("\n")))
		assert.NotContains(t, string(got.bad)+got.drift, secret)
		var sum int64
		for _, n := range got.totals.Categories {
			sum += n
		}
		assert.EqualValues(t, len(list), sum)
	}
}

// TestNothing: an archive without a record has reports too, and none of bad
// records; patterns that nothing matches fail the job.
func TestNothing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "empty.ndjson")
	require.NoError(t, os.WriteFile(name, nil, 0o600))
	got := runPipeline(t, options{inputs: []string{name}})
	assert.Equal(t, result{map[Count]int64{}, Totals{Categories: map[string]int64{}}, got.drift, nil}, got)
	_, err := beam.Run(context.Background(), "prism", newPipeline(options{inputs: []string{name + ".missing"}, output: t.TempDir(), badShards: 1}))
	assert.ErrorContains(t, err, "empty.ndjson.missing")
}
