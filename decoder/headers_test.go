package decoder

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
)

func TestHeaders(t *testing.T) {
	var h headers
	h.read([]byte("HTTP/1.1 429\r\n CONTENT-TYPE : Application/Problem+JSON; charset=UTF-8\r\nRetry-After:soon\nretry-after: 7\r\nX-Request-ID:  abc \r\n\r\nno colon\nTL-SHOULD-RETRY: True\n: empty\nTl-Trace-Id:"))
	assert.True(t, h.problem)
	assert.Equal(t, "abc", h.requestID)
	assert.Equal(t, uint32(7000), h.afterMs())
	assert.Equal(t, catalog.HintYes, h.hint())
	assert.Empty(t, h.tlTraceID)
	h.read(nil)
	assert.Equal(t, headers{}, h, "nothing of an earlier block is left")
}

func TestAfterMs(t *testing.T) {
	const date = "Date: Wed, 21 Oct 2026 07:28:00 GMT\n"
	for block, want := range map[string]uint32{
		"Retry-After: 120":                                  120_000,
		"Retry-After: 0":                                    0,
		"Retry-After: -5":                                   0,
		"Retry-After: 1.5":                                  0,
		"Retry-After: 1 2":                                  0,
		"Retry-After: +5":                                   0,
		"Retry-After: 86401":                                catalog.MaxAfterMs,
		"Retry-After: 99999999999999999999999":              catalog.MaxAfterMs,
		"Retry-After: 0\nRateLimit-Reset: 5":                0,
		"Retry-After: x\nRateLimit-Reset: 5":                5_000,
		"RateLimit-Reset: x\nX-RateLimit-Reset: 6":          6_000,
		"X-RateLimit-Reset: 1000000000":                     catalog.MaxAfterMs,
		"X-RateLimit-Reset: 1000000001":                     0,
		date + "X-RateLimit-Reset: 1792567690":              10_000,
		date + "X-RateLimit-Reset: 1792567670":              0,
		date + "Retry-After: Wed, 21 Oct 2026 07:28:01 GMT": 1_000,
		date + "Retry-After: Wed, 21 Oct 2026 07:27:59 GMT": 0,
		date + "Retry-After: Wed, 21 Oct 2099 07:27:59 GMT": catalog.MaxAfterMs,
		"Retry-After: Wed, 21 Oct 2026 07:28:01 GMT":        0,
		"Retry-After: soon\nRetry-After: 9":                 9_000,
	} {
		var h headers
		h.read([]byte(block))
		assert.Equal(t, want, h.afterMs(), block)
	}
}

// FuzzHeaders: a time to wait is never more than a day, and lines that do not
// count change nothing.
func FuzzHeaders(f *testing.F) {
	f.Add([]byte("Retry-After: 5\nDate: Wed, 21 Oct 2026 07:28:00 GMT\n"))
	f.Add([]byte("X-RateLimit-Reset: 1792567690\r\nTl-Should-Retry: false"))
	f.Fuzz(func(t *testing.T, block []byte) {
		var h, with headers
		h.read(block)
		assert.LessOrEqual(t, h.afterMs(), uint32(catalog.MaxAfterMs))
		with.read([]byte("X-Other: 1\r\n" + string(block)))
		h.given = true // also where the block is empty
		assert.Equal(t, h, with)
		if !strings.Contains(strings.ToLower(string(block)), "retry") {
			assert.Equal(t, catalog.HintUnknown, h.hint())
		}
	})
}

// TestManyHeaders: of a block that is too long the lines up to the limit count,
// and no part of a line does.
func TestManyHeaders(t *testing.T) {
	const last = "Retry-After: 120\n"
	filler := strings.Repeat("x: y\n", MaxHeaders/5)
	for name, test := range map[string]struct {
		block string
		want  uint32
	}{
		"at the limit":   {filler[:MaxHeaders-MaxHeaders%5-len(last)-3] + "\n" + last, 120_000},
		"cut in a value": {filler[:MaxHeaders-MaxHeaders%5-5] + last, 0},
		"past the limit": {filler + last, 0},
		"one long line":  {"Retry-After: 1" + strings.Repeat("0", MaxHeaders), 0},
	} {
		v := Classify(&Request{Status: 429, Headers: []byte(test.block)})
		assert.Equal(t, test.want, v.Retry.AfterMs, name)
	}
}
