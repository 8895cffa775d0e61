// Package schematest holds the JSON Schema of overlays against sources that are
// accepted and sources that are refused. It is a module of its own, so that the
// schema library is a dependency of nobody who reads overlays.
package schematest
