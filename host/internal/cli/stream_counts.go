package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/finfault/finfault/catalog"
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
		fmt.Fprintf(&b, "%14s  %s\n", grouped(t.n), t.name)
	}
	return b.Bytes()
}

// grouped writes a number with a comma for each thousand.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// counted writes how many there are of something.
func counted(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return grouped(n) + " " + what
}

func perSecond(n int64, d time.Duration) string {
	if d <= 0 {
		return grouped(n)
	}
	return grouped(int64(float64(n) / d.Seconds()))
}
