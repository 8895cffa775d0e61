// Package hosttest runs finfault-envoy.wasm, as it is committed, in the host
// that github.com/tetratelabs/proxy-wasm-go-sdk emulates for tests. It is a
// module of its own, so that the SDK is a dependency of nobody else.
//
// That host lacks a few functions, which the filter does not import, and of a
// stream's end it tells by proxy_on_log only, not by proxy_on_delete. It
// keeps what it is given in the module's own memory instead of copying it, so
// what it shows has to be read before the next call.
package hosttest
