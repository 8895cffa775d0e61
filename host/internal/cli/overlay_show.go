package cli

import (
	"errors"
	"fmt"

	rules "github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/overlay"
	"github.com/spf13/cobra"
)

const showRulesHelpText = `Shows rules, from their source or compiled, in the order in which they are
asked. With --yaml or --json it writes the source that says the same, so that a
compiled file can be read again. Notes are not in it any more, and codes stand
in the form in which they are looked up.`

const showRulesExample = `  finfault overlay show rules.overlay
  finfault overlay show rules.overlay --yaml > rules.yaml`

func newOverlayShow(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "show FILE|-",
		Short:             "Show rules, also compiled ones",
		Long:              showRulesHelpText,
		Example:           showRulesExample,
		Args:              oneRuleFile,
		ValidArgsFunction: completeRuleFiles,
	}
	var asYAML bool
	cmd.Flags().BoolVar(&asYAML, "yaml", false, "the source in YAML")
	asJSON := addJSONFlag(cmd, "the source in JSON")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if asYAML && asJSON.value {
			return errors.New("--yaml and --json exclude each other")
		}
		name, b, err := p.readRules(args[0])
		if err != nil {
			return err
		}
		checked, err := overlay.Check(name, b)
		switch {
		case err != nil:
			return err
		case asYAML:
			return p.writeSource(checked.Rules, overlay.YAML)
		case asJSON.value:
			return p.writeSource(checked.Rules, overlay.JSON)
		case len(checked.Rules) == 0:
			fmt.Fprintf(p.Err, "finfault: %s has no rules\n", name)
			return nil
		}
		page := p.page()
		report.Overlay(page, checked.Rules)
		return p.write(page.Bytes())
	}
	return cmd
}

func (p *program) writeSource(list []rules.Rule, form func([]rules.Rule) ([]byte, error)) error {
	b, err := form(list)
	if err != nil {
		return err
	}
	return p.write(b)
}
