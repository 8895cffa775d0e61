// Package stream classifies records (NDJSON, see package records) on all
// processors and writes the verdicts (NDJSON, the JSON form of the verdict) in
// the order of the records. The command finfault stream is [Run] with flags.
//
// Memory is bounded, however long the input is and however slowly the output is
// taken: some blocks of lines are under way at a time, and no more is read until
// the first of them was written.
package stream
