package stream

import "github.com/finfault/finfault/catalog"

// Stats count what was written.
type Stats struct {
	// Records is how many were answered with a verdict, Bad how many lines were
	// none. Together they are the lines that were read and are not blank.
	Records, Bad int64
	// In and Out are bytes: those of the lines that were read, after any
	// decompression, and those of the answers.
	In, Out int64
	// Outcomes counts the verdicts by their outcome.
	Outcomes [3]int64
	// Categories counts the verdicts by their category.
	Categories [256]int64
}

func (s *Stats) count(v *catalog.Verdict) {
	s.Records++
	s.Outcomes[v.Outcome]++
	s.Categories[v.Category]++
}

// Add adds the counts of another part of the input.
func (s *Stats) Add(o *Stats) {
	s.Records += o.Records
	s.Bad += o.Bad
	s.In += o.In
	s.Out += o.Out
	for i, n := range o.Outcomes {
		s.Outcomes[i] += n
	}
	for i, n := range o.Categories {
		s.Categories[i] += n
	}
}
