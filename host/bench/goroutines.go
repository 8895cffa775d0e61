package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

// compareGoroutines measures how much more two goroutines do than one.
func compareGoroutines(ctx context.Context, out io.Writer, samples []corpus.Case, cache string) error {
	e, list, err := open(ctx, samples, cache, 2)
	if err != nil {
		return err
	}
	defer e.Close(ctx)
	const passes, turns = 2000, 15
	var mu sync.Mutex
	work := func() {
		var v host.Verdict
		for range passes {
			for _, req := range list {
				if callErr := e.Classify(ctx, req, &v); callErr != nil {
					mu.Lock()
					err = callErr
					mu.Unlock()
				}
			}
		}
	}
	// Each turn does the work of one goroutine twice: in a row, and at once. The
	// machine may be busy otherwise, so that the best turn tells what it can do.
	var gains []float64
	for range turns {
		one := took(func() { work(); work() })
		two := took(func() {
			var both sync.WaitGroup
			both.Go(work)
			both.Go(work)
			both.Wait()
		})
		gains = append(gains, float64(one)/float64(two))
	}
	slices.Sort(gains)
	fmt.Fprintf(out, "Two goroutines do %.2f times the work of one in the same time (the best of %d turns; median %.2f).\n\n", gains[turns-1], turns, gains[turns/2])
	return err
}
