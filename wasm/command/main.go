// Command command is finfault-cli.wasm: `finfault classify` as a WASI command,
// for any WebAssembly runtime.
//
//	wazero run finfault-cli.wasm --provider basiq --status 403 < body.json
//
// It takes the flags of the native command, prints the verdict as one JSON
// object on a line, and exits with 0 when a verdict was given, 1 when it could
// not be written, and 2 when the command line is wrong or the input cannot be
// read.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/pflag"
)

const (
	exitOK     = 0
	exitOutput = 1
	exitUsage  = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run executes a command line and returns the exit code.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	answer, err := answerTo(args, in)
	if err != nil {
		fmt.Fprintf(errw, "finfault: %v\nsee finfault-cli.wasm --help\n", err)
		return exitUsage
	}
	if _, err := out.Write(answer); err != nil {
		if !errors.Is(err, syscall.EPIPE) { // that the reader has seen enough is no news
			fmt.Fprintf(errw, "finfault: cannot write standard output: %s\n", requestflags.Reason(err))
		}
		return exitOutput
	}
	return exitOK
}

// answerTo returns what a command line asks for: a verdict or the help text.
func answerTo(args []string, in io.Reader) ([]byte, error) {
	fs := pflag.NewFlagSet("finfault-cli.wasm", pflag.ContinueOnError)
	flags := requestflags.Add(fs)
	rules := fs.String("overlay", "", "rules of your own, compiled by finfault overlay compile: a `file` in a directory that is mounted")
	asJSON := fs.Bool("json", true, "JSON on one line, the only form here")
	help := fs.BoolP("help", "h", false, "this text")
	if err := fs.Parse(requestflags.SpellOutYes(args)); err != nil {
		return nil, requestflags.Error(err)
	}
	if *help {
		return []byte(helpText + fs.FlagUsagesWrapped(80)), nil
	}
	if !*asJSON {
		return nil, errors.New("--json: false is for the native command, finfault classify, which has a text form too")
	}
	if err := requestflags.OneFile("classify", fs.Args()); err != nil {
		return nil, err
	}
	own, err := readOverlay(*rules)
	if err != nil {
		return nil, err
	}
	body, err := requestflags.ReadBody(fs.Args(), in)
	if err != nil {
		return nil, err
	}
	var verdict catalog.Verdict
	decoder.New(decoder.WithOverlay(own)).Classify(flags.Request(body), &verdict)
	return append(verdict.AppendJSON(nil), '\n'), nil
}

// readOverlay reads rules of the user's own; "" is none.
func readOverlay(file string) (*overlay.Overlay, error) {
	if file == "" {
		return nil, nil
	}
	binary, err := requestflags.ReadFile(file, overlay.MaxSize+1)
	if err != nil {
		return nil, fmt.Errorf("--overlay: %w", err)
	}
	own, err := overlay.Load(binary)
	if err != nil {
		return nil, fmt.Errorf("--overlay %q: %w", file, err)
	}
	return own, nil
}
