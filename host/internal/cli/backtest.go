package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/backtest"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/seen"
	"github.com/finfault/finfault/host/stream"
	"github.com/spf13/cobra"
)

const backtestHelpText = `Classifies records (see stream) twice and says where the decisions differ, each
change with its count and share, those first after which code resends a request
that it did not resend before.

Each side is the catalog of this program, or that in a module (finfault.wasm of
another release), with the rules of an overlay or without. What is not given is
this program without rules.

The exit code is 0 if no change leads to a retry, and 1 if one does: if there is
a record on which code now resends without a person and did not before. To poll
(read the state again) is not to resend.`

const backtestExample = `  finfault backtest --after-overlay new.yaml answers.ndjson.zst
  finfault backtest --before-overlay old.yaml --after-overlay new.yaml logs/*.gz
  finfault backtest --before-module v1/finfault.wasm --json answers.ndjson`

// backtestFlags are what the command line says about a comparison.
type backtestFlags struct {
	*recordFlags
	before, after side
	json          *jsonFlag
}

func newBacktest(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "backtest [FILE|-]...",
		Short:   "Say what other rules would change on the same answers",
		Long:    backtestHelpText,
		Example: backtestExample,
		Args:    cobra.ArbitraryArgs,
	}
	f := &backtestFlags{}
	fs := cmd.Flags()
	fs.SortFlags = false
	addRulesFlag(cmd, &f.before.overlay, "before-overlay", "the `FILE` of rules that are asked before the catalog so far")
	addRulesFlag(cmd, &f.after.overlay, "after-overlay", "the `FILE` of those that are to be asked")
	fs.StringVar(&f.before.module, "before-module", "", "the `FILE` of the module whose catalog decides so far")
	fs.StringVar(&f.after.module, "after-module", "", "the `FILE` of that whose catalog is to decide")
	f.recordFlags = addRecordFlags(cmd, "skip it, or fatal to end there", badSkipped, badFatal)
	f.json = addJSONFlag(cmd, jsonUnlessTerminal)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if f.before == f.after {
			return errors.New("both sides are the same: give --after-overlay, --after-module, --before-overlay or --before-module")
		}
		names, err := p.recordsArgs(args)
		if err != nil {
			return err
		}
		return p.backtest(cmd, f, names)
	}
	return cmd
}

// backtest reads the records and writes what changes, also where a signal ended
// the reading.
func (p *program) backtest(cmd *cobra.Command, f *backtestFlags, names []string) error {
	comparers, stop, err := gather(cmd.Context(), p, f.recordFlags, names, []side{f.before, f.after}, func(judges []stream.Judge) *comparer {
		return &comparer{before: judges[0], after: judges[1]}
	})
	if err != nil {
		return err
	}
	var whole backtest.Report
	for _, c := range comparers {
		whole.Merge(&c.report)
	}
	if failed := p.writeBacktest(cmd, f, &whole); failed != nil {
		return failed
	}
	if t := whole.Totals(); t.NewRetries > 0 {
		return &foundError{fmt.Sprintf("resent without a person, and not before: %d of %d records", t.NewRetries, t.Records)}
	}
	return stop
}

func (p *program) writeBacktest(cmd *cobra.Command, f *backtestFlags, r *backtest.Report) error {
	if f.json.orPiped(p, cmd) {
		return p.writeLine(r)
	}
	page := p.page()
	report.Backtest(page, r)
	return p.write(page.Bytes())
}

// comparer takes the verdicts of both sides in.
type comparer struct {
	before, after stream.Judge
	one, other    catalog.Verdict
	report        backtest.Report
}

func (c *comparer) Visit(ctx context.Context, r *records.Record, at seen.At) error {
	if err := c.before.Classify(ctx, &r.Request, &c.one); err != nil {
		return err
	}
	if err := c.after.Classify(ctx, &r.Request, &c.other); err != nil {
		return err
	}
	c.report.Add(&r.Request, &c.one, &c.other, at)
	return nil
}
