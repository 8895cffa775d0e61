package cli

import (
	"strings"

	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// complete offers fixed values for a flag.
func complete(cmd *cobra.Command, flag string, values []string) {
	suggest(cmd, requestflags.Suggestion{Flag: flag, Values: values})
}

// suggest offers fixed values for a flag, or beginnings of values.
func suggest(cmd *cobra.Command, s requestflags.Suggestion) {
	directive := cobra.ShellCompDirectiveNoFileComp
	if s.Open {
		directive |= cobra.ShellCompDirectiveNoSpace
	}
	must(cmd.RegisterFlagCompletionFunc(s.Flag, cobra.FixedCompletions(s.Values, directive)))
}

// must is for errors that only a mistake in this package can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// spellOut completes flags that stand alone, but leaves alone what a shell asks
// about, which is not yet complete.
func spellOut(args []string) []string {
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		return args
	}
	return requestflags.SpellOutYes(args) // never nil: cobra would take the arguments of the process
}
