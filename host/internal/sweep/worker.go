package sweep

import (
	"context"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/seen"
)

// worker takes blocks apart.
type worker struct {
	*run
	visitor Visitor
	parser  records.Parser
	record  records.Record
	stats   Stats
	// err is what ended it, on a line.
	err  error
	line int64
}

// work goes through the blocks that are to be had. One that has an error stops
// all others, once they are through with the blocks that they have: those that
// come before are among them.
func (w *worker) work(ctx context.Context, stop func()) {
	for {
		select {
		case b, ok := <-w.run.work:
			if !ok {
				return
			}
			if w.block(ctx, b); w.err != nil {
				stop()
				return
			}
			w.free <- b
		case <-ctx.Done():
			return
		}
	}
}

// block goes through the lines of a block, up to one with an error.
func (w *worker) block(ctx context.Context, b *records.Block) {
	ctx = context.WithoutCancel(ctx) // what was read counts, come what may
	for w.err == nil {
		line, number, ok := b.Next()
		if !ok {
			return
		}
		if err := b.Parse(&w.parser, line, &w.record); err != nil {
			w.refuse(err, number)
			continue
		}
		req := &w.record.Request
		if req.Provider == catalog.ProviderUnknown {
			req.Provider = w.options.Provider
		}
		if req.Operation == catalog.OperationUnknown {
			req.Operation = w.options.Operation
		}
		w.stats.Records++
		if err := w.visitor.Visit(ctx, &w.record, seen.At{Line: number, Time: w.record.Time}); err != nil {
			w.err, w.line = err, number
		}
	}
}

// refuse notes a bad line.
func (w *worker) refuse(err error, line int64) {
	if w.options.StopAtBad {
		w.err, w.line = err, line
		return
	}
	w.stats.Bad++
	if bad, ok := err.(*records.Error); ok && len(w.stats.FirstBad) < MostBad {
		w.stats.FirstBad = append(w.stats.FirstBad, bad)
	}
}
