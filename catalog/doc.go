// Package catalog holds what Finfault knows: the vocabulary of a verdict and
// the documented rows that decide it.
//
// The vocabulary is a handful of numbered, frozen enumerations ([Category],
// [Policy], [Action] and so on) and the [Verdict] they make up. The facts are
// [Row] values generated from the reviewable files in data/, one per provider,
// each row with its source; go generate turns them into constant tables, so a
// look-up ([Lookup], [FindCode], [ByStatus]) neither allocates nor initialises
// anything.
//
// The package imports nothing that would weigh on a WebAssembly build: no fmt,
// no reflection, no clock. Exports as JSON, CSV and Markdown live in
// catalog/export, the facts as they are reviewed in catalog/data.
package catalog

//go:generate go run -tags bootstrap ./internal/gen
