package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// more stands in what a part prints after that which a README shows.
const more = "<!-- more -->"

// lossMark begins the paragraph that says where Finfault loses.
const lossMark = "Losing: "

// lossBlock is the name of the block with what all parts say of it.
const lossBlock = "losses"

// begin and end mark a block, in the report and in the READMEs.
func begin(name string) string { return "<!-- bench: " + name + " -->" }
func end(name string) string   { return "<!-- end of bench: " + name + " -->" }

// write runs the parts and prints a section of each when it is done. A part
// that fails has no block, and the others are run all the same.
func write(ctx context.Context, out io.Writer, parts []part, quick bool) error {
	where := machine(ctx)
	began := time.Now()
	fmt.Fprintf(out, "# Benchmarks of Finfault\n\n")
	var failed, losses []string
	for i := range parts {
		p := &parts[i]
		conditions := fmt.Sprintf("%s, %s.", time.Now().UTC().Format(time.DateOnly), where)
		if quick {
			conditions += " A quick run, whose figures say little."
		}
		text, err := p.run(ctx, quick)
		if err != nil {
			failed = append(failed, fmt.Sprintf("%s: %v", p.name, err))
			fmt.Fprintf(out, "## %s\n\n✗ This part failed.\n\n", p.title)
			continue
		}
		losses = append(losses, lossesOf(text)...)
		fmt.Fprint(out, section(p, conditions, text))
	}
	fmt.Fprintf(out, "## When not to use it\n\n%s\n%s\n%s\n", begin(lossBlock), paragraph(losses), end(lossBlock))
	fmt.Fprintf(out, "\nMeasured in %v.\n", time.Since(began).Round(time.Second))
	if len(failed) > 0 {
		return errors.New("failed: " + strings.Join(failed, "; "))
	}
	return nil
}

// section is what a part printed, with what a README shows marked. The sentence
// on losses stays: whoever sees one table should see it too.
func section(p *part, conditions, text string) string {
	shown, rest, _ := strings.Cut(text, more)
	shown = strings.TrimSpace(strings.ReplaceAll(shown, lossMark, ""))
	s := fmt.Sprintf("## %s\n\n%s\n%s\n\n%s\n%s\n\n", p.title, begin(p.name), conditions, shown, end(p.name))
	if rest = strings.TrimSpace(rest); rest != "" {
		s += rest + "\n\n"
	}
	return s
}

// lossesOf returns the sentences that say where Finfault loses.
func lossesOf(text string) (list []string) {
	for line := range strings.Lines(text) {
		if sentence, ok := strings.CutPrefix(strings.TrimSpace(line), lossMark); ok {
			list = append(list, sentence)
		}
	}
	return list
}

// paragraph says when not to use Finfault, with the rows that it loses.
func paragraph(losses []string) string {
	return strings.Join(append([]string{
		"Where one provider with one known shape answers, a member is read, a code compared, and only nanoseconds count, write that switch instead.",
	}, losses...), " ")
}
