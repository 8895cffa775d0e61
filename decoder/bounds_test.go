package decoder_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
)

// hostile are bodies built to hurt, in the size that is asked for.
var hostile = map[string]func(size int) []byte{
	"arrays opened":   func(n int) []byte { return bytes.Repeat([]byte("["), n) },
	"objects opened":  func(n int) []byte { return bytes.Repeat([]byte(`{"a":`), n/5) },
	"nested and shut": func(n int) []byte { return append(bytes.Repeat([]byte("["), n/2), bytes.Repeat([]byte("]"), n/2)...) },
	"tiny members":    func(n int) []byte { return []byte("{" + strings.Repeat(`"a":1,`, n/6) + `"a":1}`) },
	"same member":     func(n int) []byte { return []byte("{" + strings.Repeat(`"error":{},`, n/11) + `"a":1}`) },
	"escapes":         func(n int) []byte { return []byte(`{"message":"` + strings.Repeat(`\u0041`, n/6) + `"}`) },
	"bad UTF-8":       func(n int) []byte { return []byte(`{"message":"` + strings.Repeat("\xff", n) + `"}`) },
	"errors": func(n int) []byte {
		return []byte(`{"type":"list","data":[` + strings.Repeat(`{"type":"error","code":"access-denied","detail":"x"},`, n/52) + `{}]}`)
	},
	"jobs": func(n int) []byte {
		return []byte(`{"data":[` + strings.Repeat(`{"type":"job","steps":[{"status":"failed"}]},`, n/45) + `{}]}`)
	},
	"steps": func(n int) []byte {
		return []byte(`{"type":"job","steps":[` + strings.Repeat(`{"status":"failed"},`, n/20) + `{}]}`)
	},
	"nearly a pattern": func(n int) []byte {
		return []byte(`{"type":"list","data":[{"type":"error","code":"access-denied","detail":"` + strings.Repeat("disable ", n/8) + `"}]}`)
	},
	"JSON in a string": func(n int) []byte { return []byte(`{"error":"` + strings.Repeat(`{\"error\":`, n/11) + `"}`) },
	"blanks":           func(n int) []byte { return bytes.Repeat([]byte(" \n"), n/2) },
	"markup":           func(n int) []byte { return bytes.Repeat([]byte("<!--"), n/4) },
	"text":             func(n int) []byte { return bytes.Repeat([]byte("upstream "), n/9) },
}

// TestHostileBodies: no body costs more than in proportion to its length. The
// bound is on the ratio of two runs and loose, because machines are noisy: what
// is not linear breaks it by far more, and every time.
func TestHostileBodies(t *testing.T) {
	for name, body := range hostile {
		t.Run(name, func(t *testing.T) {
			small, large := body(1<<14), body(1<<20)
			for _, p := range []catalog.Provider{catalog.Basiq, catalog.MX, catalog.ProviderUnknown} {
				assert.True(t, linear(p, small, large), "provider %v", p)
			}
		})
	}
}

// linear reports whether a byte of the large body takes at most eight times as
// long as one of the small body, in the best of three comparisons.
func linear(p catalog.Provider, small, large []byte) bool {
	for range 3 {
		perByte := fastest(p, small) / float64(len(small))
		if fastest(p, large)/float64(len(large)) <= 8*perByte {
			return true
		}
	}
	return false
}

// fastest returns the shortest of some runs, in nanoseconds.
func fastest(p catalog.Provider, body []byte) float64 {
	var d decoder.Decoder
	var v catalog.Verdict
	best := time.Duration(1 << 62)
	for range 5 {
		start := time.Now()
		d.Classify(&decoder.Request{Provider: p, Status: 403, Body: body}, &v)
		best = min(best, time.Since(start))
	}
	return float64(best)
}

// TestErrorsPastTheListed are counted, and still count for the verdict.
func TestErrorsPastTheListed(t *testing.T) {
	item := func(code string) string { return fmt.Sprintf(`{"type":"error","code":%q}`, code) }
	list := strings.Repeat(item("invalid-authorization-token")+",", 100)
	body := `{"type":"list","data":[` + list + item("unauthorized-access") + `]}`
	v := decoder.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 401, Body: []byte(body)})
	assert.Len(t, v.Errors, catalog.MaxErrors)
	assert.Equal(t, 101-catalog.MaxErrors, v.ErrorsDropped)
	assert.Equal(t, "unauthorized-access", v.Code)
	assert.Equal(t, catalog.Never, v.Retry.Policy)
	assert.False(t, v.Retry.Automatic)
}

// TestStepsPastTheKept make a verdict more careful: their cause is not known.
func TestStepsPastTheKept(t *testing.T) {
	step := `{"title":"s","status":"failed","result":{"code":"maintenance"}}`
	body := `{"type":"job","steps":[` + strings.Repeat(step+",", 40) + step + `]}`
	v := decoder.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 200, Body: []byte(body)})
	assert.Equal(t, catalog.OperationFailed, v.Category)
	assert.Equal(t, catalog.Never, v.Retry.Policy)
	assert.Len(t, v.Errors, catalog.MaxErrors)
	assert.Equal(t, 41-catalog.MaxErrors, v.ErrorsDropped)
}

// TestTruncated: what stands past the limit is not looked at.
func TestTruncated(t *testing.T) {
	body := append([]byte(`{"code":4011,"message":"x"}`), bytes.Repeat([]byte(" "), decoder.MaxBody)...)
	v := decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: append(body, "garbage"...)})
	assert.True(t, v.Truncated)
	assert.Equal(t, catalog.ShapeMXError, v.Shape)
	v = decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: body[:decoder.MaxBody]})
	assert.False(t, v.Truncated)
}
