package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

const callsPerTurn = 500

// mostRatio is what a call may cost in terms of the native one, for the list of
// errors of Basiq.
const mostRatio = 4

// compareShapes lets the native decoder and the module take turns on a body of
// each shape.
func compareShapes(ctx context.Context, out io.Writer, samples []corpus.Case, cache string, rounds int) error {
	list, err := requests(samples)
	if err != nil {
		return err
	}
	e, err := host.New(ctx, host.NewConfig().WithCompilationCache(cache).WithMaxInstances(1))
	if err != nil {
		return err
	}
	defer e.Close(ctx)
	fmt.Fprintf(out, "Nanoseconds per answer, the fastest of %d turns of %d calls each, taken in rotation.\n\n| shape | bytes | native | wazero | wazero ÷ native |\n| --- | ---: | ---: | ---: | ---: |\n", rounds, callsPerTurn)
	var worst loss
	for i, req := range list {
		if samples[i].Shape() == "" {
			continue // labelled without a shape
		}
		native, wasm, err := compareCall(ctx, e, req, rounds)
		if err != nil {
			return err
		}
		worst.add(samples[i].Shape(), wasm/native)
		mark := ""
		if samples[i].Shape() == catalog.ShapeBasiqErrors.String() && wasm/native > mostRatio {
			mark = " ✗"
		}
		fmt.Fprintf(out, "| %s | %d | %.0f | %.0f | %.1f%s |\n", samples[i].Shape(), len(req.Body), native, wasm, wasm/native, mark)
	}
	fmt.Fprintf(out, "\n✗: more than %d.\n\n%s\n\n", mostRatio, worst)
	return nil
}

// loss counts the shapes on which the module is slower than the native decoder.
type loss struct {
	slower, all int
	shape       string // on which it is slowest
	ratio       float64
}

func (l *loss) add(shape string, ratio float64) {
	l.all++
	if ratio > 1 {
		l.slower++
	}
	if ratio > l.ratio {
		l.shape, l.ratio = shape, ratio
	}
}

// String is the sentence that the report gathers.
func (l loss) String() string {
	return fmt.Sprintf("Losing: Through wazero %d of %d shapes take longer than natively, at worst %.1f times as long (`%s`).", l.slower, l.all, l.ratio, l.shape)
}

// compareCall returns the nanoseconds of a native call and of one to the module,
// each the first in every other round.
func compareCall(ctx context.Context, e *host.Engine, req *decoder.Request, rounds int) (native, wasm float64, err error) {
	var d decoder.Decoder
	var v catalog.Verdict
	var w host.Verdict
	calls := [2]func(){
		func() { d.Classify(req, &v) },
		func() {
			if callErr := e.Classify(ctx, req, &w); callErr != nil {
				err = callErr
			}
		},
	}
	best := [2]float64{math.Inf(1), math.Inf(1)}
	for round := range rounds {
		runtime.GC() // outside of the turns
		for i := range calls {
			k := (round + i) % len(calls)
			best[k] = min(best[k], float64(took(func() {
				for range callsPerTurn {
					calls[k]()
				}
			})))
		}
	}
	return best[0] / callsPerTurn, best[1] / callsPerTurn, err
}
