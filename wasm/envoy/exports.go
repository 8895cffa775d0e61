//go:build wasip1

package main

import "github.com/finfault/finfault/wasm/envoy/filter"

// filters is the one filter of the module. It and all that it works in is
// there when the module is frozen.
var filters = filter.New(host{})

//go:wasmexport proxy_abi_version_0_2_1
func proxyABIVersion() {}

// The host calls this while one of its functions runs, to have memory for what
// that returns.
//
//go:wasmexport proxy_on_memory_allocate
func proxyOnMemoryAllocate(size uint32) uint32 { return reads.allocate(size) }

//go:wasmexport proxy_on_context_create
func proxyOnContextCreate(id, parent uint32) { filters.Create(id, parent) }

//go:wasmexport proxy_on_vm_start
func proxyOnVMStart(uint32, uint32) uint32 { return 1 }

//go:wasmexport proxy_on_configure
func proxyOnConfigure(id, size uint32) uint32 {
	reads.reset()
	if filters.Configure(id, int(size)) {
		return 1
	}
	return 0
}

//go:wasmexport proxy_on_request_headers
func proxyOnRequestHeaders(id, _, _ uint32) uint32 {
	reads.reset()
	return uint32(filters.RequestHeaders(id))
}

//go:wasmexport proxy_on_response_headers
func proxyOnResponseHeaders(id, _, end uint32) uint32 {
	reads.reset()
	return uint32(filters.ResponseHeaders(id, end != 0))
}

//go:wasmexport proxy_on_response_body
func proxyOnResponseBody(id, size, end uint32) uint32 {
	reads.reset()
	return uint32(filters.ResponseBody(id, int(size), end != 0))
}

//go:wasmexport proxy_on_response_trailers
func proxyOnResponseTrailers(id, _ uint32) uint32 {
	reads.reset()
	return uint32(filters.ResponseTrailers(id))
}

// That a stream has broken off is told by its end: first so that access logs
// can still have the verdict. There is no proxy_on_done, of which hosts take
// that it may go: each call into the module costs, and this one adds nothing.
//
//go:wasmexport proxy_on_log
func proxyOnLog(id uint32) { filters.End(id) }

//go:wasmexport proxy_on_delete
func proxyOnDelete(id uint32) { filters.Delete(id) }
