package main

import "github.com/finfault/finfault/host/drift"

// Drift is the drift of a part of an archive. There are no numbers of lines in
// it: who reads from the middle of a file knows none.
type Drift struct {
	*drift.Report
}

// mergeFn combines the reports of parts to that of all. Workers merge those of
// their own bundles before they send one.
type mergeFn struct{}

// CreateAccumulator returns the report of nothing.
func (*mergeFn) CreateAccumulator() Drift { return Drift{new(drift.Report)} }

// AddInput takes a part in.
func (fn *mergeFn) AddInput(sum, part Drift) Drift { return fn.MergeAccumulators(sum, part) }

// MergeAccumulators takes the parts of other bundles in.
func (*mergeFn) MergeAccumulators(sum, other Drift) Drift {
	sum.Merge(other.Report)
	return sum
}
