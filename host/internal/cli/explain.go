package cli

import (
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/spf13/cobra"
)

const explainHelpText = `Says how a verdict comes about: every source of evidence in the order in which
it is asked, with its answer and the row or rule behind it, then the verdict in
one line. Takes what classify takes.

The answer is {"verdict":{…},"trace":[…]} unless the output is a terminal.`

const explainExample = `  finfault explain --provider synapse --status 401 --operation login body.json
  finfault explain --provider basiq --status 500 --json body.json`

func newExplain(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "explain [FILE|-]",
		Short:   "Say how a verdict comes about",
		Long:    explainHelpText,
		Example: explainExample,
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
		answer, err := engine.explain(cmd.Context(), p, req)
		if err != nil {
			return err
		}
		if asJSON.orPiped(p, cmd) {
			return p.write(append(decoder.AppendExplanation(nil, answer.Verdict, answer.Trace), '\n'))
		}
		page := p.page()
		report.Trace(page, answer)
		return p.write(page.Bytes())
	}
	return cmd
}
