//go:build !jlexer && (386 || amd64 || arm || arm64 || loong64 || mipsle || mips64le || ppc64le || riscv64 || wasm)

package lexer

import "unsafe"

// load64 returns the eight bytes from i on, the first one lowest. The caller
// has made sure that they are there.
func load64(data []byte, i int) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(data)), i))
}

// LoadText64 is load64 of a string.
func LoadText64(text string, i int) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.StringData(text)), i))
}
