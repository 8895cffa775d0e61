//go:build !jlexer && !(386 || amd64 || arm || arm64 || loong64 || mipsle || mips64le || ppc64le || riscv64 || wasm)

package lexer

// load64 returns the eight bytes from i on, the first one lowest.
func load64(data []byte, i int) uint64 {
	b := data[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// LoadText64 is load64 of a string.
func LoadText64(text string, i int) uint64 { return load64([]byte(text[i:i+8]), 0) }
