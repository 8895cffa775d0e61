package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

// compareGoroutines measures how much more two goroutines do than one, with the
// module and with native decoders, which share nothing: what these gain is what
// the machine has to give.
func compareGoroutines(ctx context.Context, out io.Writer, samples []corpus.Case, cache string) error {
	e, list, err := open(ctx, samples, cache, 2)
	if err != nil {
		return err
	}
	defer e.Close(ctx)
	const turns = 60
	var module, native []float64
	for range turns {
		var failed atomic.Pointer[error]
		module = append(module, gain(func() {
			if err := classifyAll(ctx, e, list); err != nil {
				failed.Store(&err)
			}
		}))
		if err := failed.Load(); err != nil {
			return *err
		}
		native = append(native, gain(func() { decodeAll(list) }))
	}
	slices.Sort(module)
	slices.Sort(native)
	tell := func(gains []float64) string {
		return fmt.Sprintf("%.2f (a quarter of the turns at least %.2f)", gains[turns/2], gains[turns*3/4])
	}
	fmt.Fprintf(out, "Two goroutines do so many times the work of one in the same time, the median of %d turns: %s; with native decoders %s.\n\n",
		turns, tell(module), tell(native))
	return nil
}

// gain returns how many times the work of one goroutine two do in the same
// time: the work is done twice, in a row and at once.
func gain(work func()) float64 {
	one := took(func() { work(); work() })
	two := took(func() {
		var both sync.WaitGroup
		both.Go(work)
		both.Go(work)
		both.Wait()
	})
	return float64(one) / float64(two)
}

// turn is how long the work of a turn takes, about.
const turn = 20 * time.Millisecond

func classifyAll(ctx context.Context, e *host.Engine, list []*decoder.Request) error {
	var v host.Verdict
	for range turn / (5 * time.Microsecond * time.Duration(len(list))) {
		for _, req := range list {
			if err := e.Classify(ctx, req, &v); err != nil {
				return err
			}
		}
	}
	return nil
}

func decodeAll(list []*decoder.Request) {
	var d decoder.Decoder
	var v catalog.Verdict
	for range turn / (500 * time.Nanosecond * time.Duration(len(list))) {
		for _, req := range list {
			d.Classify(req, &v)
		}
	}
}
