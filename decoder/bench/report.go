package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/finfault/finfault/decoder/bench/internal/peers"
)

// report prints the table of times, what it means and where Finfault loses; and
// after a mark, up to which the README shows it, the table of allocations.
func report(out io.Writer, contenders []peers.Contender, rows []row, o options) {
	head := []string{"shape", "bytes"}
	for _, c := range contenders {
		head = append(head, c.Name)
	}
	times := newTable(append(head[:len(head):len(head)], "encoding/json ÷ finfault", "finfault ÷ fastjson parse")...)
	allocs := newTable(head...)
	for i := range rows {
		times.add(timesOf(&rows[i])...)
		allocs.add(allocsOf(&rows[i])...)
	}
	fmt.Fprintf(out, "Nanoseconds per answer; the fastest of %d turns of %v each, taken in rotation.\n\n%s\n", o.rounds, o.turn, times)
	fmt.Fprintf(out, "Bold: faster than Finfault. ✗: a bound is broken (encoding/json at least %d times, at most fastjson's parse alone).\nAll but the last read the same members and come to the same decision. %s\n\n", leastSpeedup, versions(contenders))
	fmt.Fprintf(out, "%s\n\n<!-- more -->\n\n", losing(rows))
	fmt.Fprintf(out, "Allocations per answer.\n\n%s", allocs)
}

func timesOf(r *row) []string {
	cells := []string{r.shape, fmt.Sprint(r.bytes)}
	own := r.of(peers.Finfault)
	for _, c := range r.cells {
		text := fmt.Sprintf("%.0f", c.ns)
		if c.ns < own {
			text = "**" + text + "**"
		}
		cells = append(cells, text)
	}
	return append(cells, marked(fmt.Sprintf("%.2f", r.speedup()), r.slow()), marked(fmt.Sprintf("%.2f", r.share()), r.heavy()))
}

func marked(text string, broken bool) string {
	if broken {
		return text + " ✗"
	}
	return text
}

func allocsOf(r *row) []string {
	cells := []string{r.shape, fmt.Sprint(r.bytes)}
	for _, c := range r.cells {
		cells = append(cells, fmt.Sprintf("%.0f", c.allocs))
	}
	return cells
}

// versions names the libraries and their versions as built into the program.
func versions(contenders []peers.Contender) string {
	built := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			built[m.Path] = m.Version
		}
	}
	var list []string
	for _, c := range contenders {
		if c.Module != "" {
			list = append(list, strings.TrimSpace(c.Name+" "+built[c.Module]))
		}
	}
	return strings.Join(list, ", ") + "."
}

// table is a Markdown table: names to the left, figures to the right.
type table struct{ strings.Builder }

func newTable(head ...string) *table {
	t := &table{}
	t.add(head...)
	t.WriteString("| ---")
	t.WriteString(strings.Repeat(" | ---:", len(head)-1))
	t.WriteString(" |\n")
	return t
}

func (t *table) add(cells ...string) {
	t.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}
