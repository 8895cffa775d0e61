// Command bench measures the embedded module against the native decoder, in
// one run and as ratios: a call per shape, two goroutines against one, and what
// starting costs. It runs in the root of the repository.
//
//	go run ./host/bench -linked bin
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

func main() {
	linked := flag.String("linked", "", "folder with finfault.wasm as linked, to compare the frozen one with")
	rounds := flag.Int("rounds", 150, "turns of a contender; the fastest one counts")
	flag.Parse()
	if err := run(os.Stdout, *linked, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
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
	fmt.Fprintf(out, "%s %s/%s, %d processors.\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	if err := compareShapes(ctx, out, samples, cache, rounds); err != nil {
		return err
	}
	if err := compareGoroutines(ctx, out, samples, cache); err != nil {
		return err
	}
	return compareStarts(ctx, out, linked)
}

// open returns an engine and the samples as requests, without headers, as the
// benchmark of the decoder has them.
func open(ctx context.Context, samples []corpus.Case, cache string, instances int) (*host.Engine, []*decoder.Request, error) {
	var list []*decoder.Request
	for i := range samples {
		req, err := samples[i].Request()
		if err != nil {
			return nil, nil, err
		}
		req.Headers = nil
		list = append(list, req)
	}
	e, err := host.New(ctx, host.NewConfig().WithCompilationCache(cache).WithMaxInstances(instances))
	return e, list, err
}

func took(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
