package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/drift"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/seen"
	"github.com/finfault/finfault/host/stream"
	"github.com/spf13/cobra"
)

const driftHelpText = `Reads records (see stream) and says what is in them that the catalog does not
know: codes, statuses, spellings, shapes and types, each with how often and
where it was seen, the structure of a body, and what it was taken for.

--rows prints rules or rows instead, to be decided upon and used: an overlay in
YAML, or rows for the files in catalog/data.

The report can be shown to anybody: it has no texts, numbers or headers of the
answers, and hides codes and names that could be an id, an address or a token.

The exit code is 0, and with --fail 1 if there is anything new.`

const driftExample = `  finfault drift answers.ndjson.zst
  finfault drift --rows overlay answers.ndjson > new.yaml
  finfault drift --overlay ours.yaml --fail --json logs/*.gz > drift.json`

// What --rows prints.
const (
	rulesOfOverlay = "overlay"
	rowsOfCatalog  = "catalog"
)

// driftFlags are what the command line says about a report of drift.
type driftFlags struct {
	*recordFlags
	side side
	rows choice
	fail bool
	json *jsonFlag
}

func newDrift(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "drift [FILE|-]...",
		Short:   "Say what providers send that the catalog does not know",
		Long:    driftHelpText,
		Example: driftExample,
		Args:    cobra.ArbitraryArgs,
	}
	f := &driftFlags{recordFlags: addRecordFlags(cmd, "skip it, or fatal to end there", badSkipped, badFatal), rows: choice{words: []string{rulesOfOverlay, rowsOfCatalog}}}
	fs := cmd.Flags()
	addRulesFlag(cmd, &f.side.overlay, "overlay", "a `FILE` of rules: what they decide on is known")
	fs.Var(&f.rows, "rows", "print rules for an overlay, or rows for the catalog, in place of the report")
	fs.BoolVar(&f.fail, "fail", false, "exit with 1 if there is anything new")
	complete(cmd, "rows", f.rows.words)
	f.json = addJSONFlag(cmd, jsonUnlessTerminal)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		names, err := p.recordsArgs(args)
		if err != nil {
			return err
		}
		if f.rows.value != "" && cmd.Flags().Changed("json") {
			return errors.New("--rows and --json do not go together: rules are YAML, rows are JSON as they are")
		}
		return p.drift(cmd, f, names)
	}
	return cmd
}

// drift reads the records and writes the report on them, also where a signal
// ended the reading.
func (p *program) drift(cmd *cobra.Command, f *driftFlags, names []string) error {
	watchers, stop, err := gather(cmd.Context(), p, f.recordFlags, names, []side{f.side}, func(judges []stream.Judge) *watcher {
		return &watcher{judge: judges[0]}
	})
	if err != nil {
		return err
	}
	var whole drift.Report
	for _, w := range watchers {
		whole.Merge(&w.report)
	}
	if failed := p.writeDrift(cmd, f, &whole); failed != nil {
		return failed
	}
	if all, drifting := whole.Records(); stop == nil && f.fail && drifting > 0 {
		return &foundError{fmt.Sprintf("there is something new in %d of %d records", drifting, all)}
	}
	return stop
}

// writeDrift writes the report in the form that was asked for.
func (p *program) writeDrift(cmd *cobra.Command, f *driftFlags, r *drift.Report) error {
	switch {
	case f.rows.value == rulesOfOverlay:
		return p.write(drift.Overlay(r.Novelties()))
	case f.rows.value == rowsOfCatalog:
		files, left, err := drift.CatalogRows(r.Novelties())
		if err != nil {
			return err
		}
		if len(left) > 0 {
			fmt.Fprintf(p.Err, "finfault: %d more are no rows of the catalog: their code is not shown in full, or they are a matter of the decoder\n", len(left))
		}
		return p.writeJSON(files)
	case f.json.orPiped(p, cmd):
		return p.writeLine(r)
	}
	page := p.page()
	report.Drift(page, r)
	return p.write(page.Bytes())
}

// writeLine writes a value as JSON on one line.
func (p *program) writeLine(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return p.write(append(text, '\n'))
}

// watcher takes the drift of records in.
type watcher struct {
	judge   stream.Judge
	verdict catalog.Verdict
	report  drift.Report
}

func (w *watcher) Visit(ctx context.Context, r *records.Record, at seen.At) error {
	if err := w.judge.Classify(ctx, &r.Request, &w.verdict); err != nil {
		return err
	}
	w.report.Add(&r.Request, &w.verdict, at)
	return nil
}
