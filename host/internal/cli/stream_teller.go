package cli

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/stream"
	"github.com/schollz/progressbar/v3"
)

// When progress is shown.
const (
	progressAuto   = "auto"
	progressAlways = "always"
	progressNever  = "never"
)

// teller says on standard error how a stream goes and what came of it.
type teller struct {
	err     io.Writer
	quiet   bool
	start   time.Time
	bar     *progressbar.ProgressBar // nil: no progress is shown
	shown   time.Time
	current *input
	before  stream.Stats // of the inputs before
	told    int          // how many bad lines were told of
}

// mostTold is how many bad lines are told of one by one.
const mostTold = 10

// barWidth and interval are what the eye can follow.
const (
	barWidth = 16
	interval = 100 * time.Millisecond
)

func (p *program) newTeller(f *streamFlags, inputs []*input) *teller {
	t := &teller{err: p.Err, quiet: f.quiet, start: time.Now()}
	if f.progress.value == progressAlways || f.progress.value == progressAuto && p.ErrTerminal {
		t.bar = progressbar.NewOptions64(size(inputs),
			progressbar.OptionSetWriter(p.Err), progressbar.OptionSetWidth(barWidth), progressbar.OptionShowBytes(true), progressbar.OptionShowCount(),
			progressbar.OptionSetTheme(progressbar.ThemeASCII), progressbar.OptionSetSpinnerChangeInterval(0),
			progressbar.OptionClearOnFinish())
	}
	return t
}

// size is how many bytes there are to read, -1 if nobody knows. It is one more
// than there are: the bar goes away when all is answered, not when all is read.
func size(inputs []*input) (sum int64) {
	for _, in := range inputs {
		if in.info == nil || !in.info.Mode().IsRegular() {
			return -1
		}
		sum += in.info.Size()
	}
	return sum + 1
}

// begin is told which input is next.
func (t *teller) begin(in *input) { t.current = in }

// add is told what came of an input.
func (t *teller) add(stats *stream.Stats) { t.before.Add(stats) }

// bad is told of a bad line.
func (t *teller) bad(bad *records.Error) {
	t.told++
	switch {
	case t.quiet:
	case t.told <= mostTold:
		t.say("%s: %v", t.current.name, bad)
	case t.told == mostTold+1:
		t.say("further lines that are no records are only counted")
	}
}

// progress is told what was answered of this input so far.
func (t *teller) progress(stats *stream.Stats) {
	now := time.Now()
	if t.bar == nil || now.Sub(t.shown) < interval {
		return
	}
	t.shown = now
	sum := t.before
	sum.Add(stats)
	words := perSecond(sum.Records, now.Sub(t.start)) + " records/s"
	if sum.Bad > 0 {
		words += ", " + report.Grouped(sum.Bad) + " bad"
	}
	_ = t.bar.Set64(t.current.read.Load()) // what cannot be shown is not missed
	t.bar.Describe(words)
}

// end is told how it ended.
func (t *teller) end(err error) {
	if t.bar != nil {
		_ = t.bar.Clear()
		t.bar = nil
	}
	if t.quiet {
		return
	}
	took := time.Since(t.start)
	s := &t.before
	words := fmt.Sprintf("%s in %.1f s, %s a second", report.Plural(s.Records, "record", "records"), took.Seconds(), perSecond(s.Records, took))
	if s.Bad > 0 {
		words += "; not read as one: " + report.Plural(s.Bad, "line", "lines")
	}
	var stopped *stopped
	if errors.As(err, &stopped) {
		words += "; " + stopped.Error() + ", and all that was read is answered"
	}
	t.say("%s", words)
	t.err.Write(counts(s))
}

// say writes one line, in place of the bar.
func (t *teller) say(format string, args ...any) {
	if t.bar != nil {
		_ = t.bar.Clear()
	}
	fmt.Fprintf(t.err, "finfault: "+format+"\n", args...)
}
