package stream

import (
	"context"
	"io"
	"sync"

	"github.com/finfault/finfault/host/records"
)

// jobsPerWorker is how many blocks are under way for each worker: one that it
// answers, one that waits for it, and two that wait to be written in their turn.
const jobsPerWorker = 4

// Run answers the records of in on out, one line each, in their order, and
// returns what it counted once all is written.
//
// When ctx ends, it stops reading, answers what was read and returns the error
// of ctx. A read of in that has not returned by then is not waited for longer
// than a moment, and may still be under way when Run returns.
//
// Other errors are a [*ReadError], a [*WriteError], a [*records.Error] where a
// bad line is to end it, and those of the judge. What was read before an error
// of the input is answered.
func Run(ctx context.Context, in io.Reader, out io.Writer, o Options) (Stats, error) {
	n := o.workers() * jobsPerWorker
	r := &run{
		options: &o,
		ctx:     context.WithoutCancel(ctx),
		work:    make(chan *job, n), order: make(chan *job, n),
		source: newSource(in, o.MaxLine, n),
		broken: make(chan struct{}),
	}
	var workers sync.WaitGroup
	for range o.workers() {
		workers.Go(r.answerAll)
	}
	fed := make(chan error, 1)
	go func() { fed <- r.feed(ctx) }()
	r.writeAll(out)
	workers.Wait()
	err := <-fed
	if r.err != nil {
		err = r.err
	}
	return r.stats, err
}

// run is one call of Run.
type run struct {
	options *Options
	ctx     context.Context // for judges: what was read is answered, come what may
	source  *source
	// Each job goes through both, to a worker and to the writer.
	work, order chan *job
	// broken is closed when nothing more is to be written, for the reason err.
	broken chan struct{}
	err    error
	stats  Stats
}

// job is a block of lines and the answers to them.
type job struct {
	block   records.Block
	answers []byte
	stats   Stats
	bad     []*records.Error
	err     error         // why nothing behind these answers is to be written
	done    chan struct{} // one token: the answers are there
}

// feed hands out what is read, until the end of the input, an error, or the end
// of ctx.
func (r *run) feed(ctx context.Context) error {
	defer close(r.work)
	defer close(r.order)
	defer r.source.abandon()
	for {
		select {
		case f := <-r.source.filled:
			if f.err == io.EOF {
				return nil
			} else if f.err != nil {
				return &ReadError{f.err}
			}
			r.hand(f.job)
		case <-r.broken:
			return nil
		case <-ctx.Done():
			r.source.finish(r.hand)
			return context.Cause(ctx)
		}
	}
}

// hand gives a job to the workers and to the writer. It never waits: there are
// no more jobs than fit.
func (r *run) hand(j *job) {
	r.order <- j
	r.work <- j
}

// writeAll writes the answers in their order.
func (r *run) writeAll(out io.Writer) {
	for j := range r.order {
		<-j.done
		if r.err == nil {
			if r.write(out, j); r.err != nil {
				close(r.broken)
			}
		}
		r.source.free <- j
	}
}

// write writes the answers of one job.
func (r *run) write(out io.Writer, j *job) {
	if len(j.answers) > 0 {
		if _, err := out.Write(j.answers); err != nil {
			r.err = &WriteError{err}
			return
		}
	}
	r.stats.Add(&j.stats)
	r.err = j.err
	if r.options.OnBad != nil {
		for _, bad := range j.bad {
			r.options.OnBad(bad)
		}
	}
	if r.options.Progress != nil {
		r.options.Progress(&r.stats)
	}
}
