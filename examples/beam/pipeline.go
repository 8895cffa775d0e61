package main

import (
	"path"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"
)

// options is what a run is asked for.
type options struct {
	// inputs are patterns of files: Parquet where they end in .parquet, else NDJSON.
	inputs []string
	// output is the folder of the reports.
	output string
	// badShards is on how many files the report of bad records is spread.
	badShards int
	// overlay is a compiled overlay, or nothing.
	overlay []byte
}

// newPipeline returns the pipeline that counts the verdicts on the records of
// an archive and gathers their drift.
func newPipeline(o options) *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	files := fileio.MatchAll(s, beam.CreateList(s, o.inputs), fileio.MatchEmptyDisallow())
	texts, tables := beam.ParDo2(s, sortFile, files)

	c := classifier{Overlay: o.overlay}
	textCounts, textDrift, textBad := beam.ParDo3(s.Scope("NDJSON"), &lineFn{classifier: c}, texts)
	// Files are spread over the workers; without, one would read all that it matched.
	tableCounts, tableDrift, tableBad := beam.ParDo3(s.Scope("Parquet"), &tableFn{classifier: c}, beam.Reshuffle(s, tables))

	// Both are combined on each worker first, and only then brought together.
	counts := stats.SumPerKey(s, beam.Flatten(s, textCounts, tableCounts))
	drift := beam.Combine(s, &mergeFn{}, beam.Flatten(s, textDrift, tableDrift))
	bad := beam.Flatten(s, textBad, tableBad)
	writeReports(s.Scope("Reports"), o.output, counts, drift, stats.CountElms(s, bad))
	writeBad(s.Scope("Bad"), o, bad)
	return p
}

// sortFile tells the formats apart.
func sortFile(file fileio.FileMetadata, text, table func(fileio.FileMetadata)) {
	switch {
	case strings.HasSuffix(file.Path, "/"): // a folder of an object store
	case path.Ext(file.Path) == ".parquet":
		table(file)
	default:
		text(file)
	}
}
