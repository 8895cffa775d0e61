// Command nothing is a filter that does nothing: what is left of the cost of
// one that does.
package main

import "unsafe"

var memory [64 << 10]byte

func main() {}

//go:wasmexport proxy_abi_version_0_2_1
func version() {}

//go:wasmexport proxy_on_memory_allocate
func allocate(uint32) uint32 { return uint32(uintptr(unsafe.Pointer(&memory))) }

//go:wasmexport proxy_on_context_create
func create(uint32, uint32) {}

//go:wasmexport proxy_on_vm_start
func start(uint32, uint32) uint32 { return 1 }

//go:wasmexport proxy_on_configure
func configure(uint32, uint32) uint32 { return 1 }

//go:wasmexport proxy_on_request_headers
func requestHeaders(uint32, uint32, uint32) uint32 { return 0 }

//go:wasmexport proxy_on_response_headers
func responseHeaders(uint32, uint32, uint32) uint32 { return 0 }

//go:wasmexport proxy_on_response_body
func responseBody(uint32, uint32, uint32) uint32 { return 0 }

//go:wasmexport proxy_on_done
func done(uint32) uint32 { return 1 }

//go:wasmexport proxy_on_log
func log(uint32) {}

//go:wasmexport proxy_on_delete
func remove(uint32) {}
