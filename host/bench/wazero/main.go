// Command wazero measures the embedded module against the native decoder, in
// one run and as ratios: a call per shape, two goroutines against one, and what
// starting costs. It runs in the root of the repository.
//
//	go run ./host/bench/wazero -linked bin
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
)

func main() {
	linked := flag.String("linked", "", "folder with finfault.wasm as linked, to compare the frozen one with")
	rounds := flag.Int("rounds", 150, "turns of a contender; the fastest one counts")
	flag.Parse()
	if err := run(os.Stdout, *linked, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench/wazero:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, linked string, rounds int) error {
	ctx := context.Background()
	samples, err := corpus.Samples("decoder/testdata/cases")
	if err != nil {
		return err
	}
	cache, err := os.MkdirTemp("", "finfault-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(cache)
	if err := compareShapes(ctx, out, samples, cache, rounds); err != nil {
		return err
	}
	if err := compareGoroutines(ctx, out, samples, cache); err != nil {
		return err
	}
	return compareStarts(ctx, out, linked)
}

// requests returns the samples as requests, without headers, as the benchmark of
// the decoder has them.
func requests(samples []corpus.Case) (list []*decoder.Request, err error) {
	for i := range samples {
		req, err := samples[i].Request()
		if err != nil {
			return nil, err
		}
		req.Headers = nil
		list = append(list, req)
	}
	return list, nil
}

func took(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
