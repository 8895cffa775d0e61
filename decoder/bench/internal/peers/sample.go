package peers

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/bench/internal/wire"
	"github.com/finfault/finfault/decoder/corpus"
)

// Sample is one answer of a provider.
type Sample struct {
	Shape   catalog.Shape
	Request *decoder.Request
}

// Name is the shape's name.
func (s *Sample) Name() string { return s.Shape.String() }

// Input is what a contender knows besides the body.
func (s *Sample) Input() wire.Input {
	r := s.Request
	return wire.Input{Provider: r.Provider, Status: r.Status, Operation: r.Operation}
}

// Load returns one sample of each JSON wire shape among the labelled answers of
// a folder. Left out are HTML, XML, text and broken JSON, which no JSON library
// reads, and JSON that has no wire shape ("other", such as "[]").
func Load(dir string) ([]Sample, error) {
	cases, err := corpus.Samples(dir)
	if err != nil {
		return nil, err
	}
	var samples []Sample
	for i := range cases {
		shape, known := catalog.ParseShape(cases[i].Shape())
		if !known || wire.New(shape) == nil {
			continue
		}
		req, err := cases[i].Request()
		if err != nil {
			return nil, err
		}
		req.Headers = nil
		samples = append(samples, Sample{Shape: shape, Request: req})
	}
	if len(samples) == 0 {
		return nil, fmt.Errorf("no samples in %s", dir)
	}
	return samples, nil
}
