package cli

import (
	"bytes"
	"encoding/json"

	"github.com/spf13/cobra"
)

// jsonFlag is the choice between a text for people and JSON for programs.
type jsonFlag struct{ value bool }

func addJSONFlag(cmd *cobra.Command, usage string) *jsonFlag {
	j := &jsonFlag{}
	cmd.Flags().BoolVar(&j.value, "json", false, usage)
	return j
}

// jsonUnlessTerminal describes the flag of commands whose piped answer is JSON.
const jsonUnlessTerminal = "JSON on one line; the default unless the output is a terminal, --json=false for text there"

// orPiped returns the choice that was made, else JSON for a program and text
// for a person.
func (j *jsonFlag) orPiped(p *program, cmd *cobra.Command) bool {
	if cmd.Flags().Changed("json") {
		return j.value
	}
	return !p.OutTerminal
}

// writeJSON writes a value as indented JSON.
func (p *program) writeJSON(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return p.write(b.Bytes())
}
