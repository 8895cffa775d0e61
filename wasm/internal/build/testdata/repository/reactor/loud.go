//go:build loud

package main

// loud is in the module when the environment of whoever builds has a say.
//
//go:wasmexport loud
func loud() {}
