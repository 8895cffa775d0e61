package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/overlay"
	"github.com/spf13/cobra"
)

const checkHelpText = `Checks files of rules, sources or compiled ones, and says all that is wrong with
them: each problem on a line with its file, line, column and key and what is
allowed there. It warns of rules that can never apply, and of those that say
what the catalog says anyway. With a problem it exits with 2, with warnings
alone with 0.`

const checkExample = `  finfault overlay check rules.yaml
  finfault overlay check *.yaml *.overlay`

func newOverlayCheck(p *program) *cobra.Command {
	return &cobra.Command{
		Use:               "check FILE...",
		Short:             "Check rules",
		Long:              checkHelpText,
		Example:           checkExample,
		Args:              someFiles,
		ValidArgsFunction: completeRuleFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			var answer strings.Builder
			var problems []error
			for _, file := range args {
				if err := p.checkRules(&answer, file); err != nil {
					problems = append(problems, err)
				}
			}
			if err := p.write([]byte(answer.String())); err != nil {
				return err
			}
			return errors.Join(problems...)
		},
	}
}

// checkRules checks a file of rules and writes what there is to say about it,
// unless it has a fault.
func (p *program) checkRules(answer *strings.Builder, file string) error {
	name, b, err := p.readRules(file)
	if err != nil {
		return err
	}
	checked, err := overlay.Check(name, b)
	if err == nil {
		writeReport(answer, name, checked)
	}
	return err
}

func someFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s takes a FILE of rules, or several", cmd.Name())
	}
	return nil
}

func writeReport(to *strings.Builder, name string, r *overlay.Report) {
	for _, w := range r.Warnings {
		fmt.Fprintln(to, w)
	}
	fmt.Fprintf(to, "%s: %s, ", name, report.Plural(int64(len(r.Rules)), "rule", "rules"))
	if len(r.Warnings) == 0 {
		fmt.Fprintln(to, "no problem")
		return
	}
	fmt.Fprintln(to, report.Plural(int64(len(r.Warnings)), "warning", "warnings"))
}
