// Command bench compares Finfault with JSON libraries that are each followed by
// a hand-written switch, on one real body of each wire shape, and prints the
// result as Markdown. Run it in decoder/bench:
//
//	go run . [-rounds n] [-time d] [-check]
//
// It measures in rounds: in each, every contender has its turn of the given
// time, starting with another one each time, and the fastest turn of a
// contender counts: what else runs on the machine can only make a turn slower.
// Many short turns find a quiet moment for everyone where a few long ones do
// not. The garbage of a short turn is collected after it, which is in favour of
// those that allocate.
//
// With -check it exits with 1 when encoding/json and a switch take less than 8
// times as long as Finfault, or Finfault takes longer than fastjson's parse
// alone, on any shape. What the contenders do stands in package peers.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/finfault/finfault/decoder/bench/internal/peers"
)

type options struct {
	rounds int
	turn   time.Duration
	check  bool
	cases  string
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 50, "turns of each contender on each shape; the fastest counts")
	flag.DurationVar(&o.turn, "time", 5*time.Millisecond, "how long a turn takes")
	flag.BoolVar(&o.check, "check", false, "exit with 1 when a bound is broken")
	flag.StringVar(&o.cases, "cases", "../testdata/cases", "folder of the labelled answers")
	flag.Parse()
	if o.rounds < 1 || o.turn <= 0 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	held, err := run(os.Stdout, os.Stderr, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if o.check && !held {
		os.Exit(1)
	}
}

// run measures, prints the tables to out, and with check the broken bounds to
// complaints. It reports whether all bounds hold.
func run(out, complaints io.Writer, o options) (held bool, err error) {
	samples, err := peers.Load(o.cases)
	if err != nil {
		return false, err
	}
	contenders := peers.Contenders()
	var rows []row
	for i := range samples {
		r, err := measure(&samples[i], contenders, o)
		if err != nil {
			return false, err
		}
		rows = append(rows, r)
	}
	report(out, contenders, rows, o)
	broken := brokenBounds(rows)
	if o.check {
		for _, b := range broken {
			fmt.Fprintln(complaints, "bench:", b)
		}
	}
	return len(broken) == 0, nil
}
