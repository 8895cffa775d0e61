// Package config is the configuration of the Envoy filter: one JSON object,
// read by a pure function. It is strict: what is unknown, stands twice, or has
// a wrong type or name is an error, so that a mistake shows when a proxy starts
// and not in counters that stay empty.
//
// Every key stands in the table [Keys]. The JSON Schema schema.json and the
// table of keys in ../README.md are generated from it.
//
// The package is linked into the filter and does without encoding/json, which
// would bring fmt, reflect and time along.
//
//go:generate go run ./internal/gen
package config
