// Command report runs the benchmarks and prints one report in Markdown, and puts
// the tables of a report into READMEs. It runs in the root of the repository.
//
//	go run ./host/bench/report                                   # all parts
//	go run ./host/bench/report -quick wasm stream                # two of them, to see that they run
//	go run ./host/bench/report -o bin/bench.md
//	go run ./host/bench/report -from bin/bench.md -into README.md,wasm/envoy/README.md
//
// Each part is a program that measures its contenders in rotation and prints
// Markdown. What stands before the line <!-- more --> is what a README shows. A
// paragraph that begins with "Losing: " says where Finfault loses; the last
// section gathers them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

func main() {
	var o options
	flag.BoolVar(&o.quick, "quick", false, "few rounds: figures to see that it runs, and not to show")
	flag.StringVar(&o.file, "o", "", "a `FILE` that gets the report too")
	flag.StringVar(&o.from, "from", "", "the `FILE` with the report whose tables go into READMEs")
	flag.StringVar(&o.into, "into", "", "`README`s that get the tables of the report, with commas between them")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench/report:", err)
		os.Exit(1)
	}
}

type options struct {
	quick            bool
	file, from, into string
}

func run(ctx context.Context, out io.Writer, o options, names []string) error {
	if (o.from == "") != (o.into == "") {
		return errors.New("-from and -into go together")
	}
	if o.from != "" {
		return fillIn(strings.Split(o.into, ","), o.from)
	}
	parts, err := choose(names)
	if err != nil {
		return err
	}
	if o.file == "" {
		return write(ctx, out, parts, o.quick)
	}
	file, err := os.Create(o.file)
	if err != nil {
		return err
	}
	return errors.Join(write(ctx, io.MultiWriter(out, file), parts, o.quick), file.Close())
}
