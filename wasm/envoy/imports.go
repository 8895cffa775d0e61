//go:build wasip1

package main

import "unsafe"

// The functions of the host. Texts are given as address and length, and what a
// function returns besides its status is written to where the last parameters
// point.

//go:wasmimport env proxy_log
//go:noescape
func proxyLog(level uint32, message unsafe.Pointer, size uint32) status

//go:wasmimport env proxy_get_property
//go:noescape
func proxyGetProperty(path unsafe.Pointer, pathSize uint32, data, size *uint32) status

//go:wasmimport env proxy_set_property
//go:noescape
func proxySetProperty(path unsafe.Pointer, pathSize uint32, value unsafe.Pointer, valueSize uint32) status

//go:wasmimport env proxy_get_buffer_bytes
//go:noescape
func proxyGetBufferBytes(buffer, start, most uint32, data, size *uint32) status

//go:wasmimport env proxy_set_buffer_bytes
//go:noescape
func proxySetBufferBytes(buffer, start, length uint32, data unsafe.Pointer, size uint32) status

//go:wasmimport env proxy_get_header_map_value
//go:noescape
func proxyGetHeaderMapValue(headers uint32, name unsafe.Pointer, nameSize uint32, data, size *uint32) status

//go:wasmimport env proxy_get_header_map_pairs
//go:noescape
func proxyGetHeaderMapPairs(headers uint32, data, size *uint32) status

//go:wasmimport env proxy_replace_header_map_value
//go:noescape
func proxyReplaceHeaderMapValue(headers uint32, name unsafe.Pointer, nameSize uint32, value unsafe.Pointer, valueSize uint32) status

//go:wasmimport env proxy_remove_header_map_value
//go:noescape
func proxyRemoveHeaderMapValue(headers uint32, name unsafe.Pointer, nameSize uint32) status

//go:wasmimport env proxy_define_metric
//go:noescape
func proxyDefineMetric(kind uint32, name unsafe.Pointer, nameSize uint32, id *uint32) status

//go:wasmimport env proxy_increment_metric
//go:noescape
func proxyIncrementMetric(id uint32, by int64) status

// status is what host functions return.
type status = uint32

// The only status that is no failure.
const statusOK status = 0

// The host's numbers for what these functions speak of.
const (
	requestHeaders  uint32 = 0
	responseHeaders uint32 = 2

	responseBody        uint32 = 1
	pluginConfiguration uint32 = 7

	counter uint32 = 0
)
