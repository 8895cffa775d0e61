// Package wasm holds Finfault compiled to WebAssembly.
//
// Three modules stand beside this file, with their checksums in SHA256SUMS.
// finfault.wasm is the classifier for hosts that keep it and call it; this
// package hands it out. finfault-envoy.wasm is a filter for Envoy, and
// finfault-cli.wasm the command line for WASI runtimes: Go programs have no use
// for either. `make wasm` builds them, from the folders core, envoy and command.
//
// finfault.wasm is frozen: its start was run when it was built. It exports no
// _initialize and can be called as soon as it is instantiated. What it exports
// is in the package abi and in ABI.md. It imports ten functions of WASI preview
// 1, none of which is called at the start. The clock among them has to be a
// real one: under one that stands still or runs by the call the collector in
// the module stops working after some hundred MiB.
package wasm

import _ "embed"

//go:embed finfault.wasm
var core []byte

// Core returns finfault.wasm. The bytes must not be written to.
func Core() []byte { return core }
