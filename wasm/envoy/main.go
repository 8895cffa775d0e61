// Command envoy is finfault-envoy.wasm: a filter for Envoy that classifies the
// failures of providers as they pass. README.md says what it does and how it
// is configured.
//
// This package is only what touches the host: the functions of proxy-wasm ABI
// 0.2.1 that the module imports (imports.go) and exports (exports.go), and the
// memory that the host writes to (arena.go). What the filter does is in package
// filter, which knows nothing of WebAssembly.
package main

// main is not run in a reactor.
func main() {}
