// Package sweep reads the records of an input on all processors for programs
// that count: each goroutine counts for itself, and in no order. Memory is that
// of a few blocks of lines, however long the input is.
package sweep

import (
	"cmp"
	"context"
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/seen"
)

// Visitor takes records in. It serves one goroutine.
type Visitor interface {
	// Visit takes in a record, which is valid until it returns. An error ends the
	// sweep.
	Visit(ctx context.Context, r *records.Record, at seen.At) error
}

// Options say how an input is read.
type Options struct {
	// MaxLine is how many bytes a line may have; 0 is records.MaxLine.
	MaxLine int
	// Provider and Operation are those of records that name none.
	Provider  catalog.Provider
	Operation catalog.Operation
	// StopAtBad ends the sweep at a line that is no record; else such lines are
	// passed over.
	StopAtBad bool
}

// Stats count lines.
type Stats struct {
	// Records were visited, Bad lines were none.
	Records, Bad int64
	// FirstBad are the first bad lines, at most MostBad.
	FirstBad []*records.Error
}

// MostBad is how many bad lines are told of one by one.
const MostBad = 10

// Run has the records of an input visited, each visitor in a goroutine of its
// own, and returns what it counted. When ctx ends it reads no more, and
// returns the cause once the visitors are through with what they have.
//
// Other errors are a [*ReadError], the first bad line where that is to end it,
// and those of visitors.
func Run(ctx context.Context, in io.Reader, o Options, visitors []Visitor) (Stats, error) {
	stopping, stop := context.WithCancel(ctx)
	defer stop()
	r := &run{options: &o, work: make(chan *records.Block), free: make(chan *records.Block, 2*len(visitors))}
	for range cap(r.free) {
		r.free <- new(records.Block)
	}
	go r.read(stopping, records.NewBlocks(in, o.MaxLine))
	workers := make([]worker, len(visitors))
	var all sync.WaitGroup
	for i := range workers {
		workers[i] = worker{run: r, visitor: visitors[i]}
		all.Go(func() { workers[i].work(stopping, stop) })
	}
	all.Wait()
	return r.outcome(ctx, workers)
}

// Workers is how many visitors to give where somebody asked for n goroutines; 0
// is one for each processor.
func Workers(n int) int {
	if n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// ReadError is an input that cannot be read on.
type ReadError struct{ Cause error }

// Error says so.
func (e *ReadError) Error() string { return "cannot read: " + e.Cause.Error() }

// Unwrap returns the cause.
func (e *ReadError) Unwrap() error { return e.Cause }

// run is one call of Run.
type run struct {
	options *Options
	// work are the blocks that were read, in their order; free are those that
	// can be read into.
	work, free chan *records.Block
	failed     error // the input, when work is closed
}

// read hands blocks to the workers. It is left behind where a read does not
// return: a read of a pipe cannot be interrupted.
func (r *run) read(ctx context.Context, blocks *records.Blocks) {
	defer close(r.work)
	for {
		var b *records.Block
		select {
		case b = <-r.free:
		case <-ctx.Done():
			return
		}
		if err := blocks.Fill(b); err != nil {
			if err != io.EOF {
				r.failed = &ReadError{err}
			}
			return
		}
		select {
		case r.work <- b:
		case <-ctx.Done():
			return
		}
	}
}

// outcome adds up what the workers have. Of several errors that of the lowest
// line counts, so that it does not depend on who was faster.
func (r *run) outcome(ctx context.Context, workers []worker) (stats Stats, err error) {
	line := int64(0)
	for i := range workers {
		w := &workers[i]
		stats.Records += w.stats.Records
		stats.Bad += w.stats.Bad
		stats.FirstBad = append(stats.FirstBad, w.stats.FirstBad...)
		if w.err != nil && (err == nil || w.line < line) {
			err, line = w.err, w.line
		}
	}
	slices.SortFunc(stats.FirstBad, func(a, b *records.Error) int { return cmp.Compare(a.Line, b.Line) })
	stats.FirstBad = stats.FirstBad[:min(len(stats.FirstBad), MostBad)]
	switch {
	case err != nil:
		return stats, err
	case ctx.Err() != nil:
		return stats, context.Cause(ctx)
	}
	return stats, r.failed // no worker stopped, so that work was closed
}
