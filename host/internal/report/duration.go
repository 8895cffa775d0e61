package report

import (
	"strconv"
	"strings"

	"github.com/finfault/finfault/host/internal/terminal"
)

// duration writes milliseconds in the unit that a reader thinks in: 750 ms,
// 4.5 s, 15 min, 6 h.
func duration(ms uint64) string {
	const second, minute, hour = 1000, 60_000, 3_600_000
	switch {
	case ms < second:
		return terminal.Fixed(strconv.FormatUint(ms, 10) + " ms")
	case ms < 2*minute:
		return terminal.Fixed(tenths(ms, second) + " s")
	case ms < 2*hour:
		return terminal.Fixed(inTwo(ms, minute, " min", second, " s"))
	}
	return terminal.Fixed(inTwo(ms, hour, " h", minute, " min"))
}

// tenths divides and keeps one decimal, unless it is a zero.
func tenths(n, unit uint64) string {
	t := (n*10 + unit/2) / unit
	return strings.TrimSuffix(strconv.FormatFloat(float64(t)/10, 'f', 1, 64), ".0")
}

// inTwo writes whole units and what is left in a smaller one.
func inTwo(n, unit uint64, name string, small uint64, smallName string) string {
	s := strconv.FormatUint(n/unit, 10) + name
	if rest := n % unit / small; rest > 0 {
		s += " " + strconv.FormatUint(rest, 10) + smallName
	}
	return s
}
