//go:build wasip1

package main

import "unsafe"

// host is the proxy, as the filter knows it.
type host struct{}

func text(s string) (unsafe.Pointer, uint32) {
	return unsafe.Pointer(unsafe.StringData(s)), uint32(len(s))
}

func bytes(b []byte) (unsafe.Pointer, uint32) {
	return unsafe.Pointer(unsafe.SliceData(b)), uint32(len(b))
}

// Configuration is part of [filter.Host], as are all methods.
func (host) Configuration(size int) ([]byte, bool) {
	if size == 0 {
		return nil, true // some hosts fail instead
	}
	reads.expect()
	return reads.taken(proxyGetBufferBytes(pluginConfiguration, 0, uint32(size), &reads.data, &reads.size))
}

func (host) RequestHeader(name string) ([]byte, bool) { return header(requestHeaders, name) }

func (host) ResponseHeader(name string) ([]byte, bool) { return header(responseHeaders, name) }

func header(headers uint32, name string) ([]byte, bool) {
	reads.expect()
	p, n := text(name)
	return reads.taken(proxyGetHeaderMapValue(headers, p, n, &reads.data, &reads.size))
}

func (host) ResponseHeaders() ([]byte, bool) {
	reads.expect()
	return reads.taken(proxyGetHeaderMapPairs(responseHeaders, &reads.data, &reads.size))
}

func (host) SetResponseHeader(name, value string) bool {
	p, n := text(name)
	v, size := text(value)
	return proxyReplaceHeaderMapValue(responseHeaders, p, n, v, size) == statusOK
}

func (host) RemoveResponseHeader(name string) bool {
	p, n := text(name)
	return proxyRemoveHeaderMapValue(responseHeaders, p, n) == statusOK
}

// largestPiece is how much of a body is asked for at once, so that the arena
// does not have to grow with the body.
const largestPiece = arenaSize / 2

func (host) AppendBody(dst []byte, from, n int) ([]byte, bool) {
	for n > 0 {
		reads.reset() // nothing else is read in a callback for a body
		reads.expect()
		piece, ok := reads.taken(proxyGetBufferBytes(responseBody, uint32(from), uint32(min(n, largestPiece)), &reads.data, &reads.size))
		if !ok || len(piece) == 0 || len(piece) > n {
			return dst, false
		}
		dst = append(dst, piece...)
		from, n = from+len(piece), n-len(piece)
	}
	return dst, true
}

func (host) ReplaceBody(n int, with []byte) bool {
	p, size := bytes(with)
	return proxySetBufferBytes(responseBody, 0, uint32(n), p, size) == statusOK
}

func (host) Property(path string) ([]byte, bool) {
	reads.expect()
	p, n := text(path)
	return reads.taken(proxyGetProperty(p, n, &reads.data, &reads.size))
}

func (host) SetProperty(path, value string) bool {
	p, n := text(path)
	v, size := text(value)
	return proxySetProperty(p, n, v, size) == statusOK
}

func (host) DefineCounter(name []byte) (uint32, bool) {
	var id uint32
	p, n := bytes(name)
	ok := proxyDefineMetric(counter, p, n, &id) == statusOK
	return id, ok
}

func (host) Increment(counter uint32) { proxyIncrementMetric(counter, 1) }

func (host) Log(level int, line []byte) {
	p, n := bytes(line)
	proxyLog(uint32(level), p, n)
}
