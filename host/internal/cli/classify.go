package cli

import (
	"context"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/spf13/cobra"
)

const classifyHelpText = `Says what an answer of a provider means. The body comes from FILE or from
standard input. Give --provider and --status whenever they are known.

The answer is one JSON object on one line unless the output is a terminal.`

const classifyExample = `  finfault classify --provider basiq --status 403 body.json
  finfault classify --status 429 --header 'Retry-After: 30' < body.json
  finfault classify --provider mx --status 503 --operation write </dev/null`

func newClassify(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "classify [FILE|-]",
		Short:   "Say whose fault an answer is and what to do",
		Long:    classifyHelpText,
		Example: classifyExample,
		Args:    oneInput,
	}
	flags := addRequestFlags(cmd)
	asJSON := addJSONFlag(cmd, jsonUnlessTerminal)
	engine := addEngineFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		req, err := p.request(flags, args)
		if err != nil {
			return err
		}
		if asJSON.orPiped(p, cmd) {
			var v catalog.Verdict
			if err := engine.decide(cmd.Context(), p, req, &v, nil); err != nil {
				return err
			}
			return p.write(append(v.AppendJSON(nil), '\n'))
		}
		answer, err := engine.explain(cmd.Context(), p, req)
		if err != nil {
			return err
		}
		page := p.page()
		report.Verdict(page, answer)
		return p.write(page.Bytes())
	}
	return cmd
}

// explain classifies an answer and gathers what there is to say about it.
func (f *engineFlags) explain(ctx context.Context, p *program, req *decoder.Request) (*report.Answer, error) {
	a := &report.Answer{Status: req.Status, Verdict: &catalog.Verdict{}, Trace: &decoder.Trace{}}
	if err := f.decide(ctx, p, req, a.Verdict, a.Trace); err != nil {
		return nil, err
	}
	if a.Verdict.Row == "" {
		return a, nil
	}
	rows, err := loadRows()
	if err != nil {
		return nil, err
	}
	a.Row = rows.byName(a.Verdict.Row)
	return a, nil
}
