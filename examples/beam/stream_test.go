package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// streamed are the counts of what finfault stream answers. Verdicts say nothing
// of the operation.
func streamed(t *testing.T, command string, names ...string) (counts map[Count]int64, bad int64) {
	t.Helper()
	out, err := exec.Command(command, append([]string{"stream", "--quiet"}, names...)...).Output()
	require.NoError(t, err)
	counts = map[Count]int64{}
	for line := range bytes.Lines(out) {
		var answer struct {
			Count
			Retry struct {
				Policy    string `json:"policy"`
				Automatic bool   `json:"automatic"`
			} `json:"retry"`
			Error string `json:"error"`
		}
		require.NoError(t, json.Unmarshal(line, &answer))
		if answer.Error != "" {
			bad++
			continue
		}
		c := answer.Count
		c.Retry, c.Automatic = answer.Retry.Policy, answer.Retry.Automatic
		counts[c]++
	}
	return counts, bad
}

// withoutOperation adds up the counts of all operations.
func withoutOperation(counts map[Count]int64) map[Count]int64 {
	sums := map[Count]int64{}
	for c, n := range counts {
		c.Operation = ""
		sums[c] += n
	}
	return sums
}

// TestSameAsStream: the pipeline counts what finfault stream answers, exactly,
// over lines and over a table with the same records.
func TestSameAsStream(t *testing.T) {
	command := filepath.Join(t.TempDir(), "finfault")
	build := exec.Command("go", "build", "-o", command, "./host/cmd/finfault")
	build.Dir = "../.."
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))

	dir := t.TempDir()
	list := answers(t)
	for range 4 { // some thousand
		list = append(list, list...)
	}
	lines, packed, rows := filepath.Join(dir, "a.ndjson"), filepath.Join(dir, "b.ndjson.zst"), filepath.Join(dir, "c.parquet")
	writeLines(t, lines, list, badLines)
	writeLines(t, packed, list[:100], badLines[:2])
	var table []row
	for _, req := range list {
		table = append(table, rowOf(req))
	}
	writeTable(t, rows, table)

	counts, bad := streamed(t, command, lines, packed)
	require.Greater(t, len(counts), 50)
	got := runPipeline(t, options{inputs: []string{lines, packed}})
	assert.Equal(t, counts, withoutOperation(got.counts))
	assert.Equal(t, bad, got.totals.BadRecords)

	counts, _ = streamed(t, command, lines)
	got = runPipeline(t, options{inputs: []string{rows}})
	assert.Equal(t, counts, withoutOperation(got.counts))
	assert.Zero(t, got.totals.BadRecords)
}
