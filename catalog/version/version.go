// Package version is the version of Finfault: the one place where it stands.
//
// The Go module is tagged with it, the npm package and the archives of the
// command line carry it, and it is the version of the catalog as well. The
// contract of the modules has a version of its own, in wasm/abi, for hosts that
// take modules of several releases. catalog/VERSIONS.md says which change moves
// which number.
//
// It is a package of its own so that a release changes no byte of the
// WebAssembly modules, in which catalog is compiled.
package version

// Release is the version, in the form of npm; tags of the Go module have a v in
// front.
const Release = "0.1.0"
