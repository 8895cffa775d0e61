package cli

import (
	"encoding/base64"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/finfault/finfault/host/overlay"
	"github.com/spf13/cobra"
)

const compileHelpText = `Compiles rules into the binary form that every surface loads. It is written to
a file of the same name that ends in .overlay, unless -o names another one; with
- for standard input or output. With --base64 it is a text, for the key overlay
of the Envoy filter, and goes to standard output unless -o names a file.`

const compileExample = `  finfault overlay compile rules.yaml
  finfault overlay compile - -o rules.overlay < rules.json
  finfault overlay compile --base64 rules.yaml`

// compileFlags are what the command line says about compiling.
type compileFlags struct {
	output   string
	asBase64 bool
}

func newOverlayCompile(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "compile FILE|-",
		Short:             "Compile rules into the form that is loaded",
		Long:              compileHelpText,
		Example:           compileExample,
		Args:              oneRuleFile,
		ValidArgsFunction: completeRuleFiles,
	}
	f := &compileFlags{}
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "the `FILE` to write; - for standard output")
	cmd.Flags().BoolVar(&f.asBase64, "base64", false, "write the binary form as a text in base64; takes compiled rules too")
	cmd.RunE = func(_ *cobra.Command, args []string) error { return p.compileRules(args[0], f) }
	return cmd
}

// compileRules compiles the rules of a file and writes them.
func (p *program) compileRules(file string, f *compileFlags) error {
	name, source, err := p.readRules(file)
	if err != nil {
		return err
	}
	if overlay.IsCompiled(source) && !f.asBase64 {
		return fmt.Errorf("%s is compiled already", name)
	}
	b, err := overlay.Binary(name, source)
	if err != nil {
		return err
	}
	if f.asBase64 {
		b = append(base64.StdEncoding.AppendEncode(nil, b), '\n')
	} else if f.output == "" && file != "-" {
		f.output = strings.TrimSuffix(file, filepath.Ext(file)) + ".overlay"
	}
	if f.output == file && f.output != "-" {
		return fmt.Errorf("%s is the source: name another file with -o", name)
	}
	if (f.output == "" || f.output == "-") && p.OutTerminal && !f.asBase64 {
		return errors.New("the binary form is nothing for a terminal: name a file with -o, or pipe it on")
	}
	return p.writeTo(f.output, b)
}

func oneRuleFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s takes one FILE of rules", cmd.Name())
	}
	return nil
}
