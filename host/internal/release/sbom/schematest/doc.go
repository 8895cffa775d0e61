// Package schematest holds the bills of materials that are published against
// the schema of CycloneDX, and reads them with the library of CycloneDX to see
// what they say. It is a module of its own, so that both libraries are
// dependencies of nobody who uses Finfault.
package schematest
