// Package backtest compares the verdicts that two catalogs, or overlays, give on
// the same answers: what changes, how often, and above all what is now resent
// without a person that was not before.
//
// A [Report] is fed with answers and both verdicts on them. Reports of parts of
// the records can be merged, in whatever order and grouping, to the report of
// all; their JSON form loses nothing.
//
// A report can be shown to anybody: of what providers send it has the codes
// alone, as package drift shows them. It holds at most [MostChanges] for each
// provider, and as many more that lead to a retry; those beyond are counted
// together.
package backtest
