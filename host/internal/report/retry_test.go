package report

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
)

func TestDuration(t *testing.T) {
	tests := map[uint64]string{
		1: "1 ms", 999: "999 ms", 1000: "1 s", 4500: "4.5 s", 6750: "6.8 s", 90_000: "90 s", 119_960: "120 s",
		120_000: "2 min", 160_000: "2 min 40 s", 900_000: "15 min", 3_600_000: "60 min", 3_723_000: "62 min 3 s",
		7_200_000: "2 h", 7_230_000: "2 h", 9_000_000: "2 h 30 min", 86_400_000: "24 h",
	}
	for ms, want := range tests {
		assert.Equal(t, want, plain(duration(ms)), ms)
	}
}

// plain turns the blanks at which lines are not broken into common ones.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestSchedule(t *testing.T) {
	tests := map[catalog.Policy]string{
		catalog.Never:         "",
		catalog.AfterUser:     "",
		catalog.AfterRefresh:  "",
		catalog.Poll:          "3 s → 4.5 s → 6.8 s → 10.1 s → 15.2 s → 22.8 s → 30 s → …",
		catalog.BackoffShort:  "1 s → 2 s → 4 s",
		catalog.RateLimit:     "10 s → 20 s → 40 s → 80 s → 2 min 40 s",
		catalog.BackoffMedium: "30 s → 60 s → 2 min",
		catalog.BackoffLong:   "5 min → 10 min → 20 min → 40 min → 60 min → 60 min",
		catalog.Quota:         "6 h → 6 h",
	}
	for policy := catalog.Poll; policy.String() != ""; policy++ {
		var r catalog.Retry
		r.SetPolicy(policy)
		assert.Equal(t, tests[policy], plain(schedule(&r)), policy.String())
	}
	var r catalog.Retry
	r.SetPolicy(catalog.BackoffShort)
	r.AfterMs = 45_000
	assert.Equal(t, "45 s → 2 s → 4 s", plain(schedule(&r)), "a header's time replaces the first delay, and the cap does not shorten it")
	r.MaxRetries = 1
	assert.Equal(t, "45 s", plain(schedule(&r)))
}
