package cli

import (
	"github.com/finfault/finfault/host/overlay"
	"github.com/spf13/cobra"
)

const overlayHelpText = `Rules of your own, which are asked before the catalog: for codes that no
documentation lists, such as those of banks, and to change what is decided on
those that it does. They are written in YAML or JSON, and compiled into a small
binary form that every surface loads.`

const overlayExample = `  finfault overlay check rules.yaml
  finfault overlay compile rules.yaml -o rules.overlay
  finfault classify --overlay rules.yaml --provider basiq --status 200 body.json`

func newOverlay(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "overlay",
		Short:   "Check, compile and show rules of your own",
		Long:    overlayHelpText,
		Example: overlayExample,
		RunE:    showHelp,
	}
	cmd.AddCommand(newOverlayCheck(p), newOverlayCompile(p), newOverlayShow(p), newOverlaySchema(p))
	return cmd
}

func newOverlaySchema(p *program) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Write the JSON Schema of rules, for editors",
		Long:    "Writes the JSON Schema of rules, with which editors complete and check them.",
		Example: "  finfault overlay schema > overlay.schema.json",
		RunE:    func(*cobra.Command, []string) error { return p.write(overlay.Schema()) },
	}
}

// ruleEndings are the endings of files with rules, for completion.
var ruleEndings = []cobra.Completion{"yaml", "yml", "json", "overlay"}

func completeRuleFiles(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return ruleEndings, cobra.ShellCompDirectiveFilterFileExt
}
