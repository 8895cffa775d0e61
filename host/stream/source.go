package stream

import (
	"io"
	"sync/atomic"
	"time"

	"github.com/finfault/finfault/host/records"
)

// source reads blocks ahead, in a goroutine of its own: a read of a pipe cannot
// be interrupted, only left behind.
type source struct {
	blocks *records.Blocks
	// free are the jobs that are not under way.
	free chan *job
	// filled are the blocks that were read; the last has an error.
	filled chan filled
	// stopping and abandoned are closed: to read no more, to hand out no more.
	stopping, abandoned chan struct{}
	// over is closed when nothing more comes.
	over    chan struct{}
	reading atomic.Bool
}

type filled struct {
	job *job
	err error
}

// newSource starts to read.
func newSource(in io.Reader, maxLine, jobs int) *source {
	s := &source{
		blocks:   records.NewBlocks(in, maxLine),
		free:     make(chan *job, jobs),
		filled:   make(chan filled),
		stopping: make(chan struct{}), abandoned: make(chan struct{}), over: make(chan struct{}),
	}
	for range jobs {
		s.free <- &job{done: make(chan struct{}, 1)}
	}
	go s.readAll()
	return s
}

func (s *source) readAll() {
	defer close(s.over)
	for s.goesOn() {
		var f filled
		select {
		case f.job = <-s.free:
		case <-s.abandoned:
			return
		}
		if !s.goesOn() {
			return
		}
		s.reading.Store(true)
		f.err = s.blocks.Fill(&f.job.block)
		s.reading.Store(false)
		select {
		case s.filled <- f:
		case <-s.abandoned:
			return
		}
		if f.err != nil {
			return
		}
	}
}

// goesOn reports whether there is more to hand out: always until it is to stop,
// and then what was read already.
func (s *source) goesOn() bool {
	select {
	case <-s.stopping:
		return s.blocks.Buffered()
	default:
		return true
	}
}

// patience is how long a read is waited for when no more is to be read. One of a
// file that is there returns sooner.
const patience = 200 * time.Millisecond

// finish reads no more, and hands on what was read.
func (s *source) finish(hand func(*job)) {
	close(s.stopping)
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		select {
		case f := <-s.filled:
			if f.err != nil {
				return
			}
			hand(f.job)
		case <-s.over:
			return
		case <-timer.C:
			if s.reading.Load() {
				return
			}
			timer.Reset(patience)
		}
	}
}

// abandon leaves behind a read that has not returned.
func (s *source) abandon() { close(s.abandoned) }
