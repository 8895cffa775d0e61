package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/finfault/finfault/host/internal/sweep"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/stream"
)

// gather has the records of the named inputs visited, and returns the visitors
// for what they found. Where a signal ended the reading they have found it in a
// part of the records, and stop says which signal.
func gather[V sweep.Visitor](ctx context.Context, p *program, f *recordFlags, names []string, sides []side, visitor func([]stream.Judge) V) (visitors []V, stop, err error) {
	err = p.sweep(ctx, f, names, sides, func(judges []stream.Judge) sweep.Visitor {
		v := visitor(judges)
		visitors = append(visitors, v)
		return v
	})
	if err != nil && p.isStop(err) {
		return visitors, err, nil
	}
	return visitors, nil, err
}

// sweep has the records of the named inputs visited, by visitors to which each
// side gives a judge, until the end or a signal. Lines count on from one input to
// the next.
func (p *program) sweep(ctx context.Context, f *recordFlags, names []string, sides []side, visitor func([]stream.Judge) sweep.Visitor) error {
	inputs, err := p.findInputs(names)
	if err != nil {
		return err
	}
	ctx, stop := untilSignal(ctx)
	defer stop()
	list := make([]*judges, len(sides))
	for i := range sides {
		if list[i], err = sides[i].judges(ctx, p, f.jobs.value); err != nil {
			return err
		}
		defer list[i].close()
	}
	visitors := make([]sweep.Visitor, sweep.Workers(f.jobs.value))
	for i := range visitors {
		ones := make([]stream.Judge, len(list))
		for k := range list {
			ones[k] = list[k].one()
		}
		visitors[i] = visitor(ones)
	}
	return p.visit(ctx, f, &joined{inputs: inputs}, visitors)
}

// visit has the records of an input visited, and tells of lines that are none.
func (p *program) visit(ctx context.Context, f *recordFlags, in *joined, visitors []sweep.Visitor) error {
	stats, err := sweep.Run(ctx, in, sweep.Options{
		MaxLine: f.maxLine.value, Provider: f.provider.Value, Operation: f.operation.Value, StopAtBad: f.bad.value == badFatal,
	}, visitors)
	if ctx.Err() == nil { // else somebody may still be reading
		in.Close()
	}
	for _, bad := range stats.FirstBad {
		fmt.Fprintf(p.Err, "finfault: %s%v\n", in.place(), bad)
	}
	if more := stats.Bad - int64(len(stats.FirstBad)); more > 0 {
		fmt.Fprintf(p.Err, "finfault: and %d more lines that are no records\n", more)
	}
	return in.wording(err)
}

// isStop reports the end that a signal asked for, and says that the report is on
// a part of the records only.
func (p *program) isStop(err error) bool {
	stop, ok := errors.AsType[*stopped](err)
	if ok {
		fmt.Fprintf(p.Err, "finfault: %v; the report is on what was read by then\n", stop)
	}
	return ok
}

// joined is several inputs as one, each with a line end behind its last line.
type joined struct {
	inputs  []*input
	next    int
	current io.ReadCloser
	last    byte
}

func (j *joined) Read(b []byte) (int, error) {
	for {
		if j.current == nil {
			if j.next == len(j.inputs) {
				return 0, io.EOF
			}
			opened, err := j.inputs[j.next].open()
			if err != nil {
				return 0, &inputError{j.inputs[j.next].unreadable(err)}
			}
			j.current, j.last = opened, '\n'
			j.next++
		}
		n, err := j.current.Read(b)
		if n > 0 {
			j.last = b[n-1]
			return n, nil // an error comes again
		}
		if err != nil && err != io.EOF {
			return 0, &inputError{j.inputs[j.next-1].unreadable(err)}
		}
		if err == io.EOF {
			j.Close()
			if j.last != '\n' && j.next < len(j.inputs) {
				b[0] = '\n'
				return 1, nil
			}
		}
	}
}

// Close closes what is open.
func (j *joined) Close() error {
	if j.current == nil {
		return nil
	}
	err := j.current.Close()
	j.current = nil
	return err
}

// place names the input before the number of a line, if there is but one.
func (j *joined) place() string {
	if len(j.inputs) == 1 {
		return j.inputs[0].name + ": "
	}
	return ""
}

// wording turns an error of the sweep into one of the command line.
func (j *joined) wording(err error) error {
	if bad, ok := errors.AsType[*inputError](err); ok {
		return bad.cause
	}
	if bad, ok := errors.AsType[*records.Error](err); ok {
		return fmt.Errorf("%s%w", j.place(), bad)
	}
	return err
}

// inputError is an input that cannot be read, in the words of the command line.
type inputError struct{ cause error }

func (e *inputError) Error() string { return e.cause.Error() }
