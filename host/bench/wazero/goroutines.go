package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

// pair is the work of two goroutines, and how many times the work of one they
// did in the same time, turn by turn.
type pair struct {
	name       string
	one, other func() error
	gains      []float64
}

// compareGoroutines measures how much more two goroutines do than one: in one
// engine; in one with a copy of its code for each, as some machines are slower
// when two processors run the very same code; and with native decoders, which
// share nothing but code.
func compareGoroutines(ctx context.Context, out io.Writer, samples []corpus.Case, cache string) error {
	config := host.NewConfig().WithCompilationCache(cache).WithMaxInstances(2)
	list, err := requests(samples)
	if err != nil {
		return err
	}
	var engines [2]*host.Engine
	for i := range engines {
		if engines[i], err = host.New(ctx, config.WithCodeCopies(i+1)); err != nil {
			return err
		}
		defer engines[i].Close(ctx)
	}
	classify := func(e *host.Engine) func() error {
		var v host.Verdict // stays with the goroutine, and so with its instance
		return func() error { return classifyAll(ctx, e, list, &v) }
	}
	native := func() error { decodeAll(list); return nil }
	pairs := []*pair{
		{name: "one engine", one: classify(engines[0]), other: classify(engines[0])},
		{name: "one engine, two copies of its code", one: classify(engines[1]), other: classify(engines[1])},
		{name: "native decoders", one: native, other: native},
	}
	const turns = 60
	for range turns {
		for _, p := range pairs {
			if err := p.turn(); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(out, "Two goroutines do so many times the work of one in the same time, in %d turns:\n\n", turns)
	fmt.Fprintln(out, "| | median | a quarter of the turns at least |\n| --- | ---: | ---: |")
	for _, p := range pairs {
		slices.Sort(p.gains)
		fmt.Fprintf(out, "| %s | %.2f | %.2f |\n", p.name, p.gains[turns/2], p.gains[turns*3/4])
	}
	fmt.Fprintln(out)
	return nil
}

// turn has the work of both done in a row and at once.
func (p *pair) turn() error {
	var first, second error
	inARow := took(func() { first, second = p.one(), p.other() })
	if err := errors.Join(first, second); err != nil {
		return err
	}
	atOnce := took(func() {
		var both sync.WaitGroup
		both.Go(func() { first = p.one() })
		both.Go(func() { second = p.other() })
		both.Wait()
	})
	p.gains = append(p.gains, float64(inARow)/float64(atOnce))
	return errors.Join(first, second)
}

// turn is how long the work of a turn takes, about.
const turn = 20 * time.Millisecond

func classifyAll(ctx context.Context, e *host.Engine, list []*decoder.Request, v *host.Verdict) error {
	for range turn / (5 * time.Microsecond * time.Duration(len(list))) {
		for _, req := range list {
			if err := e.Classify(ctx, req, v); err != nil {
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
