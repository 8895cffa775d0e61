package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/finfault/finfault/host/overlay"
	"github.com/spf13/cobra"
)

const compileHelpText = `Compiles rules into the binary form that every surface loads. It is written to
a file of the same name that ends in .overlay, unless -o names another one; with
- for standard input or output.`

const compileExample = `  finfault overlay compile rules.yaml
  finfault overlay compile - -o rules.overlay < rules.json`

func newOverlayCompile(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "compile FILE|-",
		Short:             "Compile rules into the form that is loaded",
		Long:              compileHelpText,
		Example:           compileExample,
		Args:              oneRuleFile,
		ValidArgsFunction: completeRuleFiles,
	}
	var output string
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `FILE` to write; - for standard output")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		name, source, err := p.readRules(args[0])
		if err != nil {
			return err
		}
		if overlay.IsCompiled(source) {
			return fmt.Errorf("%s is compiled already", name)
		}
		b, err := overlay.Compile(name, source)
		if err != nil {
			return err
		}
		if output == "" && args[0] != "-" {
			output = strings.TrimSuffix(args[0], filepath.Ext(args[0])) + ".overlay"
		}
		if output == args[0] && output != "-" {
			return fmt.Errorf("%s is the source: name another file with -o", name)
		}
		if (output == "" || output == "-") && p.OutTerminal {
			return errors.New("the binary form is nothing for a terminal: name a file with -o, or pipe it on")
		}
		return p.writeTo(output, b)
	}
	return cmd
}

func oneRuleFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s takes one FILE of rules", cmd.Name())
	}
	return nil
}
