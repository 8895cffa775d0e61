package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/finfault/finfault/host/overlay"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// rulesLimit is a byte more than rules can have, so that what is longer is
// refused for being that.
const rulesLimit = overlay.MaxSource + 1

// stdinName is what problems call rules that come from standard input.
const stdinName = "standard input"

// readRules returns the bytes of a file of rules, or of standard input for "-",
// and what problems call it.
func (p *program) readRules(file string) (name string, b []byte, err error) {
	if file == "-" {
		if b, err = io.ReadAll(io.LimitReader(p.In, rulesLimit)); err != nil {
			err = fmt.Errorf("cannot read standard input: %s", requestflags.Reason(err))
		}
		return stdinName, b, err
	}
	b, err = requestflags.ReadFile(file, rulesLimit)
	return file, b, err
}

// overlayFlag is the file of rules that are asked before the catalog.
type overlayFlag struct{ file string }

func addOverlayFlag(cmd *cobra.Command) *overlayFlag {
	o := &overlayFlag{}
	addRulesFlag(cmd, &o.file, "overlay", "rules of your own to ask before the catalog: a `FILE` in YAML or JSON, or compiled")
	return o
}

// addRulesFlag adds a flag that names a file of rules.
func addRulesFlag(cmd *cobra.Command, file *string, name, usage string) {
	cmd.Flags().StringVar(file, name, "", usage)
	must(cmd.RegisterFlagCompletionFunc(name, completeRuleFiles))
}

// load returns the rules in the binary form, or nil where none are given.
func (o *overlayFlag) load(p *program) ([]byte, error) {
	switch o.file {
	case "":
		return nil, nil
	case "-":
		return nil, errors.New("rules come from a file: standard input is for what is classified")
	}
	name, b, err := p.readRules(o.file)
	if err != nil {
		return nil, err
	}
	return overlay.Binary(name, b)
}
