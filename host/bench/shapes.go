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
	for i, req := range list {
		if samples[i].Shape() == "" {
			continue // labelled without a shape
		}
		native, wasm, err := compareCall(ctx, e, req, rounds)
		if err != nil {
			return err
		}
		mark := ""
		if samples[i].Shape() == catalog.ShapeBasiqErrors.String() && wasm/native > mostRatio {
			mark = " ✗"
		}
		fmt.Fprintf(out, "| %s | %d | %.0f | %.0f | %.1f%s |\n", samples[i].Shape(), len(req.Body), native, wasm, wasm/native, mark)
	}
	fmt.Fprintf(out, "\n✗: more than %d.\n\n", mostRatio)
	return nil
}

// compareCall returns the nanoseconds of a native call and of one to the module.
func compareCall(ctx context.Context, e *host.Engine, req *decoder.Request, rounds int) (native, wasm float64, err error) {
	var d decoder.Decoder
	var v catalog.Verdict
	var w host.Verdict
	native, wasm = math.Inf(1), math.Inf(1)
	for range rounds {
		runtime.GC() // outside of the turns
		native = min(native, float64(took(func() {
			for range callsPerTurn {
				d.Classify(req, &v)
			}
		})))
		wasm = min(wasm, float64(took(func() {
			for range callsPerTurn {
				if callErr := e.Classify(ctx, req, &w); callErr != nil {
					err = callErr
				}
			}
		})))
	}
	return native / callsPerTurn, wasm / callsPerTurn, err
}
