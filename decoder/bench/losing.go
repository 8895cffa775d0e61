package main

import (
	"fmt"

	"github.com/finfault/finfault/decoder/bench/internal/peers"
)

// losing says in a sentence or two where Finfault loses: to whom it loses most,
// and how often the bounds are broken. The report of all benchmarks gathers what
// begins like this.
func losing(rows []row) string {
	var worst, slow, heavy tally
	for i := range rows {
		r := &rows[i]
		fastest, ratio := r.fastestPeer()
		worst.add(ratio > 1, ratio, fmt.Sprintf("`%s`, %s", r.shape, fastest))
		slow.add(r.slow(), 1/r.speedup(), "`"+r.shape+"`")
		heavy.add(r.heavy(), r.share(), "`"+r.shape+"`")
	}
	all := len(rows)
	return fmt.Sprintf("Losing: Natively a library with a switch is faster on %d of %d shapes; at worst Finfault takes %.1f times as long (%s). "+
		"The target of %d times the speed of `encoding/json` is missed on %d (%.1f times on %s), that of fastjson's parse alone on %d (%.1f times as long on %s).",
		worst.n, all, worst.most, worst.where, leastSpeedup, slow.n, 1/slow.most, slow.where, heavy.n, heavy.most, heavy.where)
}

// fastestPeer returns the fastest of those that decide, Finfault left out, and
// Finfault's time in terms of it.
func (r *row) fastestPeer() (name string, ratio float64) {
	for _, c := range r.cells {
		if c.name == peers.Finfault || c.name == peers.FastjsonOnly {
			continue
		}
		if own := r.of(peers.Finfault) / c.ns; own > ratio {
			name, ratio = c.name, own
		}
	}
	return name, ratio
}

// tally counts what is lost, and keeps where most is.
type tally struct {
	n     int
	most  float64
	where string
}

func (t *tally) add(lost bool, ratio float64, where string) {
	if lost {
		t.n++
	}
	if ratio > t.most {
		t.most, t.where = ratio, where
	}
}
