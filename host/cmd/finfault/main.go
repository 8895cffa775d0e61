// Command finfault tells what an error of Basiq, SynapseFI, TrueLayer or MX
// means: whose fault it is, whether and when to retry, and what the end user
// has to do.
//
//	finfault classify --provider basiq --status 403 body.json
//	finfault explain --provider synapse --status 401 --operation login < body.json
//	finfault catalog list --provider mx --contradictions
//	finfault catalog show basiq-9
//	finfault catalog export --format csv -o catalog.csv
//	finfault stream answers.ndjson
//	finfault drift answers.ndjson
//	finfault backtest --after-overlay new.yaml answers.ndjson
//	finfault serve
//	finfault version
//	finfault completion bash
//
// It exits with 0 when it gave a verdict or whatever else was asked for, with 1
// when the answer could not be written, or drift --fail or backtest found what
// they look for, with 2 when the command line is wrong or the input cannot be
// read, with 3 when the module of --engine wasm failed, and with 130 when SIGINT
// ended a stream (143: SIGTERM), of which everything that was read is answered.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/finfault/finfault/host/internal/cli"
	"github.com/mattn/go-colorable"
	"golang.org/x/term"
)

func main() {
	// A closed pipe is an error like any other: it has its exit code.
	signal.Ignore(syscall.SIGPIPE)
	out := int(os.Stdout.Fd())
	columns, _, _ := term.GetSize(out)
	os.Exit(cli.Run(os.Args[1:], cli.Streams{
		In:          os.Stdin,
		Out:         colorable.NewColorable(os.Stdout),
		Err:         os.Stderr,
		InTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		OutTerminal: term.IsTerminal(out),
		ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Columns:     columns,
		Env:         os.Getenv,
	}))
}
