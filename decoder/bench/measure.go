package main

import (
	"fmt"
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/finfault/finfault/decoder/bench/internal/peers"
)

// row is what was measured on one shape.
type row struct {
	shape string
	bytes int
	cells []cell // in the order of the contenders
}

// cell is what was measured of one contender.
type cell struct {
	name   string
	ns     float64 // per operation, in the fastest turn
	allocs float64 // per operation
}

// of is the time of a contender.
func (r *row) of(name string) float64 {
	for _, c := range r.cells {
		if c.name == name {
			return c.ns
		}
	}
	return math.NaN()
}

// speedup is how many times as long encoding/json and a switch take as Finfault.
func (r *row) speedup() float64 { return r.of(peers.EncodingJSON) / r.of(peers.Finfault) }

// share is Finfault's time in terms of fastjson's parse alone.
func (r *row) share() float64 { return r.of(peers.Finfault) / r.of(peers.FastjsonOnly) }

// The bounds on speedup and share.
const (
	leastSpeedup = 8
	mostShare    = 1
)

func (r *row) slow() bool  { return !(r.speedup() >= leastSpeedup) }
func (r *row) heavy() bool { return !(r.share() <= mostShare) }

// brokenBounds names the rows that break a bound.
func brokenBounds(rows []row) []string {
	var broken []string
	for i := range rows {
		r := &rows[i]
		if r.slow() {
			broken = append(broken, fmt.Sprintf("%s: encoding/json and a switch take %.2f times as long as Finfault, less than %d", r.shape, r.speedup(), leastSpeedup))
		}
		if r.heavy() {
			broken = append(broken, fmt.Sprintf("%s: Finfault takes %.2f times as long as fastjson's parse alone, more than %d", r.shape, r.share(), mostShare))
		}
	}
	return broken
}

// measure lets the contenders take turns on a sample.
func measure(s *peers.Sample, contenders []peers.Contender, o options) (row, error) {
	r := row{shape: s.Name(), bytes: len(s.Request.Body)}
	var runners []peers.Runner
	var turns []int
	for _, c := range contenders {
		runner := c.Prepare(s)
		turns = append(turns, calibrate(runner, o.turn))
		if err := runner.Result().Err; err != nil {
			return r, fmt.Errorf("%s on %s: %w", c.Name, r.shape, err)
		}
		runners = append(runners, runner)
		r.cells = append(r.cells, cell{name: c.Name, ns: math.Inf(1), allocs: testing.AllocsPerRun(100, runner.Run)})
	}
	for round := range o.rounds {
		for i := range runners {
			k := (round + i) % len(runners)
			runtime.GC() // outside of the turn: nobody pays for the garbage of another
			ns := float64(turn(runners[k], turns[k])) / float64(turns[k])
			r.cells[k].ns = min(r.cells[k].ns, ns)
		}
	}
	return r, nil
}

// calibrate returns how often a runner runs in the given time. It takes the
// best of three, so that an interruption does not leave a contender with turns
// of a few cold runs.
func calibrate(r peers.Runner, d time.Duration) int {
	for n := 1; ; n *= 2 {
		if took := min(turn(r, n), turn(r, n), turn(r, n)); took >= d/4 && took > 0 {
			return max(1, int(float64(n)*float64(d)/float64(took)))
		}
	}
}

// turn runs a runner n times.
func turn(r peers.Runner, n int) time.Duration {
	start := time.Now()
	for range n {
		r.Run()
	}
	return time.Since(start)
}
