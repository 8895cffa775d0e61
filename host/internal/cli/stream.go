package cli

import (
	"context"
	"errors"
	"io"

	"github.com/finfault/finfault/host/stream"
	"github.com/spf13/cobra"
)

const streamHelpText = `Classifies records, one JSON object a line, and writes one verdict a line, in
the same order, on all processors. Records come from each FILE or from standard
input, as they are or compressed with gzip or zstd.

Members of a record, all optional: provider, status, operation, idempotent,
headers (an object, or a text with a "Name: value" a line), body (a text, or the
JSON itself) or body_base64, id, time. Others are read over.

What is no record is told of on standard error, and answered in its place with
{"line":…,"error":"…"}, so that each line that is not blank has one answer. A
first Ctrl-C ends the reading: what was read is answered, and the exit code is
130. A second one ends the program.`

const streamExample = `  finfault stream answers.ndjson > verdicts.ndjson
  zcat -f logs/*.gz | finfault stream --provider mx --numbered | jq .verdict
  finfault stream --bad fatal --output verdicts.ndjson answers.ndjson.zst`

// streamFlags are what the command line says about a stream.
type streamFlags struct {
	*recordFlags
	*engineFlags
	progress choice
	numbered bool
	quiet    bool
	output   string
}

func newStream(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "stream [FILE|-]...",
		Short:   "Classify records in bulk, one JSON object a line",
		Long:    streamHelpText,
		Example: streamExample,
		Args:    cobra.ArbitraryArgs,
	}
	f := addStreamFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		names, err := p.recordsArgs(args)
		if err != nil {
			return err
		}
		return p.stream(cmd.Context(), f, names)
	}
	return cmd
}

func addStreamFlags(cmd *cobra.Command) *streamFlags {
	f := &streamFlags{
		recordFlags: addRecordFlags(cmd, "answer it with an error, skip it, or fatal to end there", badAnswered, badSkipped, badFatal),
		progress:    choice{value: progressAuto, words: []string{progressAuto, progressAlways, progressNever}},
	}
	fs := cmd.Flags()
	fs.BoolVar(&f.numbered, "numbered", false, `write {"line":…,"id":…,"verdict":{…}}; lines count from 1 in each FILE`)
	fs.StringVarP(&f.output, "output", "o", "", "the `FILE` to write; standard output if not given")
	fs.Var(&f.progress, "progress", "progress on standard error: auto for when that is a terminal, always or never")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no summary, and no word about single lines")
	f.engineFlags = addEngineFlags(cmd)
	complete(cmd, "progress", f.progress.words)
	return f
}

// What becomes of bad lines.
const (
	badAnswered = "answer"
	badSkipped  = "skip"
	badFatal    = "fatal"
)

var badLines = map[string]stream.BadLines{
	badAnswered: stream.AnswerBad, badSkipped: stream.SkipBad, badFatal: stream.StopAtBad,
}

// options returns the options that the flags amount to.
func (f *streamFlags) options() stream.Options {
	return stream.Options{
		Workers: f.jobs.value, MaxLine: f.maxLine.value, Numbered: f.numbered, Bad: badLines[f.bad.value],
		Provider: f.provider.Value, Operation: f.operation.Value,
	}
}

// stream answers the records of the named inputs.
func (p *program) stream(ctx context.Context, f *streamFlags, names []string) (err error) {
	inputs, err := p.findInputs(names)
	if err != nil {
		return err
	}
	out, err := p.openOutput(f.output, inputs)
	if err != nil {
		return err
	}
	ctx, stop := untilSignal(ctx)
	defer stop()
	judges, err := f.judges(ctx, p)
	if err != nil {
		return errors.Join(err, out.Close())
	}
	defer judges.close()
	told := p.newTeller(f, inputs)
	o := f.options()
	o.NewJudge, o.OnBad, o.Progress = judges.one, told.bad, told.progress
	for _, in := range inputs {
		if err = in.answer(ctx, out, o, told); err != nil {
			break
		}
	}
	if closing := out.Close(); closing != nil && err == nil {
		err = &stream.WriteError{Cause: closing}
	}
	told.end(err)
	return out.wording(err)
}

// answer answers the records of one input.
func (in *input) answer(ctx context.Context, out io.Writer, o stream.Options, told *teller) error {
	records, err := in.open()
	if err != nil {
		return in.unreadable(err)
	}
	told.begin(in)
	stats, err := stream.Run(ctx, records, out, o)
	told.add(&stats)
	if ctx.Err() == nil { // else somebody may still be reading
		records.Close()
	}
	return in.wording(err)
}
