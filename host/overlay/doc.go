// Package overlay reads rules of a team's own, which Finfault asks before its
// catalog, from the form in which people write them: YAML or JSON, version 1.
// schema.json describes it for editors.
//
// [Compile] turns a source into the compact binary form that every surface
// loads; [ReadFile] takes either. Whatever is wrong with a source is reported at
// once, each problem with its file, line, key and what is allowed there:
// [Errors]. [Check] finds what is right but surely not meant, too.
//
// The functions may be called by any number of goroutines.
//
//go:generate go run ./internal/gen
package overlay
