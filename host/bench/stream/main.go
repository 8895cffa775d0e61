// Command stream measures what host/stream does with records, in records per
// second, against programs that do less or the same in another way. It runs in
// the root of the repository.
//
//	go run ./host/bench/stream
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/finfault/finfault/host/internal/traffic"
)

func main() {
	size := flag.Int64("size", 32<<20, "bytes of records")
	rounds := flag.Int("rounds", 7, "turns of a contender; the fastest one counts")
	flag.Parse()
	if err := run(os.Stdout, "decoder/testdata/cases", *size, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench/stream:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, cases string, size int64, rounds int) error {
	input, err := newInput(cases, size)
	if err != nil {
		return err
	}
	list, end, err := contenders()
	if err != nil {
		return err
	}
	if err := errors.Join(measure(list, input, rounds), end()); err != nil {
		return err
	}
	print(out, list, input, rounds)
	return nil
}

// input is records in memory, so that no disk is measured.
type input struct {
	plain, gzip, zstd []byte
	records           int64
}

func newInput(cases string, size int64) (*input, error) {
	source, err := traffic.New(cases, 1)
	if err != nil {
		return nil, err
	}
	var plain bytes.Buffer
	in := new(input)
	if in.records, err = source.Write(&plain, size); err != nil {
		return nil, err
	}
	in.plain = plain.Bytes()
	return in, in.pack()
}

// measure lets the contenders take turns, each the first in some round.
func measure(list []*contender, in *input, rounds int) error {
	for round := range rounds {
		for i := range list {
			c := list[(round+i)%len(list)]
			runtime.GC() // outside of the turn: nobody pays for the garbage of another
			start := time.Now()
			if err := c.read(context.Background(), bytes.NewReader(c.of(in)), io.Discard); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			if took := time.Since(start); c.best == 0 || took < c.best {
				c.best = took
			}
		}
	}
	return nil
}

// print writes the table. Its last column is the speed in terms of the first row.
func print(out io.Writer, list []*contender, in *input, rounds int) {
	fmt.Fprintf(out, "%d records of %d bytes on average, in memory; the fastest of %d turns each, taken in rotation.\n\n", in.records, int64(len(in.plain))/in.records, rounds)
	fmt.Fprint(out, "| | records per second | ns per record | MB/s unpacked | × `stream` on one processor |\n| --- | ---: | ---: | ---: | ---: |\n")
	own := list[0].best
	for _, c := range list {
		seconds := c.best.Seconds()
		fmt.Fprintf(out, "| %s | %.0f | %d | %.0f | %.2f |\n", c.name, float64(in.records)/seconds, c.best.Nanoseconds()/in.records,
			float64(len(in.plain))/1e6/seconds, float64(own)/float64(c.best))
	}
	least := list[len(list)-1]
	fmt.Fprintf(out, "\nLosing: In bulk, `stream` on one processor takes %.0f times as long as to copy the lines and look at nothing.\n", float64(own)/float64(least.best))
}
