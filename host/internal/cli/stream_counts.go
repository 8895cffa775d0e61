package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/stream"
)

// tally is how often something was the verdict.
type tally struct {
	name string
	n    int64
}

// counts lists the verdicts, the most frequent first: errors by category, what
// is none in brackets.
func counts(s *stream.Stats) []byte {
	list := []tally{
		{"(" + catalog.OutcomeOK.String() + ")", s.Outcomes[catalog.OutcomeOK]},
		{"(" + catalog.OutcomePending.String() + ")", s.Outcomes[catalog.OutcomePending]},
	}
	for c, n := range s.Categories {
		if category := catalog.Category(c); category != catalog.None {
			list = append(list, tally{category.String(), n})
		}
	}
	list = slices.DeleteFunc(list, func(t tally) bool { return t.n == 0 })
	slices.SortStableFunc(list, func(a, b tally) int { return cmp.Compare(b.n, a.n) })
	var b bytes.Buffer
	for _, t := range list {
		fmt.Fprintf(&b, "%14s  %s\n", report.Grouped(t.n), t.name)
	}
	return b.Bytes()
}

func perSecond(n int64, d time.Duration) string {
	if d <= 0 {
		return report.Grouped(n)
	}
	return report.Grouped(int64(float64(n) / d.Seconds()))
}
