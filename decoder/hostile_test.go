package decoder_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
	"lists in lists": func(n int) []byte {
		return []byte(`{"type":"list","data":` + strings.Repeat(`[{"type":"error","code":"x"},`, n/30) + `{}` + strings.Repeat("]", n/30) + `}`)
	},
	"a long code": func(n int) []byte {
		return []byte(`{"code":"` + strings.Repeat("Access_Denied. ", n/15) + `","message":"x"}`)
	},
	"long names": func(n int) []byte { return []byte(`{"` + strings.Repeat(`correlationId`, n/13) + `":1,"code":4011}`) },
	"jobs that are done": func(n int) []byte {
		return []byte(`{"data":[` + strings.Repeat(`{"type":"job","updated":"2024-01-01T00:00:00Z","steps":[{"status":"success"},{"status":"success"}]},`, n/102) + `{}]}`)
	},
	"blanks": func(n int) []byte { return bytes.Repeat([]byte(" \n"), n/2) },
	"markup": func(n int) []byte { return bytes.Repeat([]byte("<!--"), n/4) },
	"text":   func(n int) []byte { return bytes.Repeat([]byte("upstream "), n/9) },
}

// manyRules is an overlay of as many rules as there can be, none of which
// applies, so that each of them is asked about every error.
func manyRules(t testing.TB) *overlay.Overlay {
	rules := make([]overlay.Rule, overlay.MaxRules)
	for i := range rules {
		rules[i] = overlay.Rule{Name: fmt.Sprintf("rule.%d", i), Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.NotFound},
			When: overlay.When{Messages: []string{fmt.Sprintf("disable rule %d", i)}}}
	}
	b, err := overlay.Encode(rules)
	require.NoError(t, err)
	o, err := overlay.Load(b)
	require.NoError(t, err)
	return o
}

// TestHostileBodiesTakeMemoryInProportion: a decoder that has seen nothing yet
// takes at most six bytes for each of the body, counted with all that it gives
// back while it grows, and 64 KiB besides.
func TestHostileBodiesTakeMemoryInProportion(t *testing.T) {
	rules := manyRules(t)
	for name, body := range hostile {
		for _, size := range []int{1 << 10, 1 << 14, 1 << 17, 1 << 20} {
			for _, p := range []catalog.Provider{catalog.Basiq, catalog.MX, catalog.ProviderUnknown} {
				req := &decoder.Request{Provider: p, Status: 403, Body: body(size)}
				d := decoder.New(decoder.WithOverlay(rules))
				var v catalog.Verdict
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				d.Classify(req, &v)
				runtime.ReadMemStats(&after)
				assert.LessOrEqual(t, int(after.TotalAlloc-before.TotalAlloc), 6*len(req.Body)+64<<10, "%s of %d bytes, %v", name, size, p)
				checkInvariants(t, req, &v)
			}
		}
	}
}
