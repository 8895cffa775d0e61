// Command build writes the WebAssembly modules that are committed in the folder
// wasm: it compiles them, straightens and freezes the reactors, and lists their
// checksums. Run it in the root of the repository, as `make wasm` does.
//
//	go run ./wasm/internal/build
//	go run ./wasm/internal/build -check
//	go run ./wasm/internal/build -unfrozen FOLDER
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	tool := tool{root: ".", modules: modules, goVersion: goVersion}
	if err := tool.run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run executes a command line.
func (t *tool) run(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	check := flags.Bool("check", false, "write nothing, and fail when the committed files are not what the source gives")
	unfrozen := flags.String("unfrozen", "", "write the reactors as they are linked, neither straightened nor frozen, into a `folder`, and nothing else")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("no arguments are taken, and there is %q", flags.Arg(0))
	}
	if err := t.checkVersion(ctx); err != nil {
		return err
	}
	switch {
	case *unfrozen != "":
		return t.writeUnfrozen(ctx, *unfrozen)
	case *check:
		return t.check(ctx)
	}
	return t.write(ctx)
}
