package drift

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/seen"
)

// BenchmarkAdd takes in an answer without drift, one with an unknown code, and
// one whose shape is new, which costs a look at the body.
func BenchmarkAdd(b *testing.B) {
	for name, req := range map[string]decoder.Request{
		"known": {Provider: catalog.Basiq, Status: 404, Body: basiqError("resource-not-found")},
		"code":  {Provider: catalog.Basiq, Status: 400, Body: basiqError("account-frozen")},
		"shape": {Provider: catalog.TrueLayer, Status: 200, Body: []byte(`{"when":"now","accounts":[{"id":"x","sort_code":"12-34-56"}]}`)},
	} {
		b.Run(name, func(b *testing.B) {
			v := decoder.Classify(&req)
			var r Report
			line := int64(0)
			for b.Loop() {
				line++
				r.Add(&req, &v, seen.At{Line: line})
			}
		})
	}
}
