package decoder_test

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
)

// BenchmarkClassify decodes and classifies one body of each shape.
func BenchmarkClassify(b *testing.B) {
	samples, err := corpus.Samples("testdata/cases")
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range samples {
		req, err := s.Request()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.Shape(), func(b *testing.B) {
			var d decoder.Decoder
			var v catalog.Verdict
			b.SetBytes(int64(len(req.Body)))
			b.ReportAllocs()
			for b.Loop() {
				d.Classify(req, &v)
			}
		})
	}
}
