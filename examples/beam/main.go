// Command beam counts the verdicts on an archive of answers, of any size, as an
// Apache Beam pipeline; README.md says how it is run.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
	"github.com/finfault/finfault/catalog/overlay"
)

var (
	inputFlag     = flag.String("input", "", "Patterns of files to read, separated by commas: Parquet where they end in .parquet, else NDJSON, plain or compressed (required).")
	outputFlag    = flag.String("output", "", "Folder for the reports (required).")
	overlayFlag   = flag.String("overlay", "", "An overlay, as finfault overlay compile writes it (optional).")
	badShardsFlag = flag.Int("bad_shards", 1, "On how many files the report of bad records is spread.")
)

func main() {
	flag.Parse()
	beam.Init() // on a worker this serves the runner and does not return
	o, err := newOptions(*inputFlag, *outputFlag, *overlayFlag, *badShardsFlag)
	if err == nil {
		err = beamx.Run(context.Background(), newPipeline(o))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// newOptions checks what the command line says.
func newOptions(input, output, overlayName string, badShards int) (options, error) {
	o := options{output: output, badShards: badShards}
	for pattern := range strings.SplitSeq(input, ",") {
		if pattern = strings.TrimSpace(pattern); pattern != "" {
			o.inputs = append(o.inputs, pattern)
		}
	}
	switch {
	case len(o.inputs) == 0:
		return o, fmt.Errorf("--input: found nothing; allowed: patterns of files, such as 'archive/*.ndjson.gz'")
	case output == "":
		return o, fmt.Errorf("--output: found nothing; allowed: a folder")
	case badShards < 1:
		return o, fmt.Errorf("--bad_shards: found %d; allowed: 1 and more", badShards)
	}
	for _, name := range append([]string{output}, o.inputs...) {
		if err := checkScheme(name); err != nil {
			return o, err
		}
	}
	var err error
	o.overlay, err = readOverlay(overlayName)
	return o, err
}

// checkScheme says which import is missing where a name is of a file system that
// is not built in. Beam says so by a panic, where it is asked.
func checkScheme(name string) (err error) {
	defer func() {
		if missing := recover(); missing != nil {
			err = fmt.Errorf("%v", missing)
		}
	}()
	filesystem.ValidateScheme(name)
	return nil
}

// readOverlay reads an overlay where the job is submitted, so that a broken one
// fails there.
func readOverlay(name string) ([]byte, error) {
	if name == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(name)
	if err == nil {
		_, err = overlay.Load(raw)
	}
	if err != nil {
		return nil, fmt.Errorf("--overlay %s: %w", name, err)
	}
	return raw, nil
}
