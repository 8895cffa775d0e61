package stream

import (
	"context"
	"runtime"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/records"
)

// Options say how records are read and answered. The zero value is ready to use.
type Options struct {
	// Workers is how many goroutines classify; 0 is one for each processor that
	// Go uses.
	Workers int
	// NewJudge returns what classifies, one for each worker; nil is [Native]
	// without options.
	NewJudge func() Judge
	// Provider and Operation are those of records that name none.
	Provider  catalog.Provider
	Operation catalog.Operation
	// Bad is what becomes of lines that are no records.
	Bad BadLines
	// MaxLine is how many bytes a line may have; 0 is records.MaxLine.
	MaxLine int
	// Numbered writes {"line":…,"id":…,"verdict":{…}} in place of the verdict
	// alone. The id is that of the record, and left out where it has none.
	Numbered bool
	// OnBad is called with each bad line, in order, and Progress each time that
	// something was written, with what there is so far. They are called by one
	// goroutine, and what they take is time in which nothing is written.
	OnBad    func(*records.Error)
	Progress func(*Stats)
}

// BadLines is what becomes of lines that are no records.
type BadLines uint8

const (
	// AnswerBad writes {"line":…,"error":"…"} in the place of the verdict, so that
	// each line that is not blank has one answer.
	AnswerBad BadLines = iota
	// SkipBad writes nothing.
	SkipBad
	// StopAtBad answers the records before the first bad line, and ends with its
	// error.
	StopAtBad
)

// Judge classifies. It serves one goroutine at a time.
type Judge interface {
	// Classify fills v with the verdict on an answer. The strings of v are valid
	// until the next call. An error ends the stream.
	Classify(ctx context.Context, req *decoder.Request, v *catalog.Verdict) error
}

// Native returns a judge that is a [decoder.Decoder] with options, such as
// decoder.WithOverlay.
func Native(options ...decoder.Option) Judge { return &native{decoder.New(options...)} }

type native struct{ decoder *decoder.Decoder }

func (n *native) Classify(_ context.Context, req *decoder.Request, v *catalog.Verdict) error {
	n.decoder.Classify(req, v)
	return nil
}

func (o *Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

func (o *Options) judge() Judge {
	if o.NewJudge != nil {
		return o.NewJudge()
	}
	return Native()
}
