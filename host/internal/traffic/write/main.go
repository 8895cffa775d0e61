// Command write writes made-up records to standard output.
//
//	go run ./host/internal/traffic/write -size 1000000000 > answers.ndjson
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/finfault/finfault/host/internal/traffic"
)

func main() {
	cases := flag.String("cases", "decoder/testdata/cases", "the folder of labelled answers to draw from")
	size := flag.Int64("size", 1e9, "bytes to write")
	seed := flag.Uint64("seed", 1, "the same seed writes the same records")
	flag.Parse()
	source, err := traffic.New(*cases, *seed)
	if err == nil {
		_, err = source.Write(os.Stdout, *size)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(1)
	}
}
