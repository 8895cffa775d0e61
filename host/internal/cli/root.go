package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/finfault/finfault/host/internal/terminal"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// Run executes a command line and returns the exit code. It is all there is to
// the program but for the process around it.
func Run(args []string, s Streams) int {
	out := &watchedWriter{w: s.Out}
	s.Out = out
	root := newRoot(&program{Streams: s})
	root.SetArgs(spellOut(args))
	cmd, err := root.ExecuteC()
	if out.err != nil {
		err = &outputError{"standard output", out.err}
	}
	if err != nil {
		return fail(&s, cmd, err)
	}
	return exitOK
}

// program is what the commands share.
type program struct {
	Streams
	noColour bool
}

const rootHelpText = `Finfault tells what an error of Basiq, SynapseFI, TrueLayer or MX means: whose
fault it is, whether and when to retry, and what the end user has to do.

Exit codes:
  0  a verdict, or whatever else was asked for, was given
  1  the answer could not be written; drift --fail found something new;
     backtest found a retry that was none before
  2  the command line is wrong, the input cannot be read, or rules have a fault
  3  the module of --engine wasm failed
  130, 143  Ctrl-C or SIGTERM ended a stream; what was read is answered`

const rootExample = `  finfault classify --provider basiq --status 403 body.json
  curl -s https://api.example.com/data | finfault explain --provider truelayer
  finfault catalog show basiq-9`

func newRoot(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:           "finfault",
		Short:         "What an error of a financial-data provider means",
		Long:          rootHelpText,
		Example:       rootExample,
		Version:       readVersion().String(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          showHelp,
	}
	root.PersistentFlags().BoolVar(&p.noColour, "no-color", false, "no colours, as with NO_COLOR in the environment")
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return requestflags.Error(err) })
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetUsageTemplate(usageTemplate(root.UsageTemplate()))
	cobra.EnableCommandSorting = false // what is used most comes first
	root.AddCommand(newClassify(p), newExplain(p), newStream(p), newDrift(p), newBacktest(p), newCatalog(p), newOverlay(p), newServe(p), newVersion(p))
	root.SetHelpCommand(newHelp())
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	guardArgs(root)
	return root
}

// usageTemplate is cobra's own, wrapped, and without the line for a command
// alone where that only shows the help.
func usageTemplate(cobras string) string {
	return strings.NewReplacer(
		".FlagUsages", ".FlagUsagesWrapped 80",
		"{{if .Runnable}}", "{{if not .HasAvailableSubCommands}}",
	).Replace(cobras)
}

func showHelp(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// guardArgs replaces cobra's own words about arguments, which repeat them: an
// argument may be a body by mistake.
func guardArgs(cmd *cobra.Command) {
	if cmd.Args == nil || cmd.Name() == "completion" || cmd.HasParent() && cmd.Parent().Name() == "completion" {
		cmd.Args = noArgs
	}
	if !cmd.Runnable() {
		cmd.RunE = showHelp // else its arguments would not be looked at
	}
	cmd.SuggestionsMinimumDistance = 2
	for _, sub := range cmd.Commands() {
		guardArgs(sub)
	}
}

func noArgs(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case !cmd.HasAvailableSubCommands():
		return fmt.Errorf("%s takes no arguments", cmd.Name())
	}
	message := "there is no command " + requestflags.Shown(args[0])
	if similar := cmd.SuggestionsFor(args[0]); len(similar) > 0 {
		message += "; did you mean " + strings.Join(similar, " or ") + "?"
	}
	return errors.New(message)
}

// newHelp replaces cobra's help command, which takes an unknown topic for a
// success and repeats it.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help on a command",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			topic, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("there is no command %s", requestflags.Shown(strings.Join(args, " ")))
			}
			topic.InitDefaultHelpFlag() // so that the text is that of --help
			topic.InitDefaultVersionFlag()
			return topic.Help()
		},
	}
}

// write writes an answer in one piece.
func (p *program) write(answer []byte) error {
	if _, err := p.Out.Write(answer); err != nil {
		return &outputError{"standard output", err}
	}
	return nil
}

// page returns a page for the terminal.
func (p *program) page() *terminal.Page { return terminal.NewPage(p.columns(), p.inColour()) }

func (p *program) inColour() bool { return !p.noColour && p.colours() }
