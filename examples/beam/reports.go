package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// The reports of a run, in its output folder.
const (
	countsFile = "counts.ndjson"
	totalsFile = "totals.json"
	driftFile  = "drift.json"
)

// Count is a line of counts.ndjson.
type Count struct {
	Provider  string `json:"provider"`
	Operation string `json:"operation"`
	Outcome   string `json:"outcome"`
	Category  string `json:"category"`
	Party     string `json:"party"`
	Retry     string `json:"retry"`
	Automatic bool   `json:"automatic"`
	Count     int64  `json:"count"`
}

func newCount(k Key, n int64) Count {
	return Count{
		k.Provider.String(), k.Operation.String(), k.Outcome.String(), k.Category.String(),
		k.Party.String(), k.Policy.String(), k.Automatic, n,
	}
}

// Totals is totals.json.
type Totals struct {
	Records    int64 `json:"records"`
	BadRecords int64 `json:"bad_records"`
	// Categories has the number of verdicts of each category; ok and pending
	// answers stand under "none".
	Categories map[string]int64 `json:"categories"`
}

// writeReports writes the counts, which have one writer: they fit into its
// memory. It writes too where there was no record at all.
func writeReports(s beam.Scope, folder string, counts, drift, bad beam.PCollection) {
	beam.ParDo0(s, &reportFn{Folder: folder}, beam.Impulse(s),
		beam.SideInput{Input: counts}, beam.SideInput{Input: drift}, beam.SideInput{Input: bad})
}

// reportFn writes the counts of a run, their totals and the drift.
type reportFn struct {
	Folder string
}

// ProcessElement writes the files. If it has to run again, it writes the same.
func (fn *reportFn) ProcessElement(ctx context.Context, _ []byte, counts func(*Key, *int64) bool, drifts func(*Drift) bool, bad int) error {
	lines, totals, err := listCounts(counts)
	if err != nil {
		return err
	}
	totals.Records += int64(bad)
	totals.BadRecords = int64(bad)
	all := new(mergeFn).CreateAccumulator()
	drifts(&all) // there is one, or none where there are no records
	return errors.Join(
		writeFile(ctx, inFolder(fn.Folder, countsFile), slices.Values(lines)),
		writeJSON(ctx, inFolder(fn.Folder, totalsFile), totals),
		writeJSON(ctx, inFolder(fn.Folder, driftFile), all.Report))
}

// listCounts returns the lines of counts.ndjson and their totals.
func listCounts(next func(*Key, *int64) bool) (lines [][]byte, totals Totals, err error) {
	totals.Categories = map[string]int64{}
	var key Key
	var n int64
	for next(&key, &n) {
		line, err := json.Marshal(newCount(key, n))
		if err != nil {
			return nil, totals, err
		}
		lines = append(lines, append(line, '\n'))
		totals.Records += n
		totals.Categories[key.Category.String()] += n
	}
	slices.SortFunc(lines, bytes.Compare)
	return lines, totals, nil
}

// writeJSON writes a file with the JSON of a value.
func writeJSON(ctx context.Context, name string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(ctx, name, slices.Values([][]byte{append(text, '\n')}))
}

// inFolder returns the name of a file in a folder of any file system.
func inFolder(folder, name string) string { return strings.TrimSuffix(folder, "/") + "/" + name }

// writeFile writes a file of any of Beam's file systems, anew if it is there.
func writeFile(ctx context.Context, name string, parts func(func([]byte) bool)) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	file, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	for part := range parts {
		out.Write(part) // an error stays until Flush
	}
	return errors.Join(out.Flush(), file.Close())
}
