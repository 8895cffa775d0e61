package host

import (
	"encoding/binary"
	"unsafe"

	"github.com/finfault/finfault/wasm/abi"
)

const refSize = uint32(unsafe.Sizeof(abi.Ref{}))

// span returns some bytes of a memory, if they lie in it.
func span(memory []byte, address, length uint32) ([]byte, bool) {
	end := uint64(address) + uint64(length)
	if end > uint64(len(memory)) {
		return nil, false
	}
	return memory[address:end:end], true
}

// readRef reads a reference, which is little-endian wherever the host runs.
func readRef(b []byte) abi.Ref {
	_ = b[refSize-1]
	return abi.Ref{
		Address: binary.LittleEndian.Uint32(b[unsafe.Offsetof(abi.Ref{}.Address):]),
		Length:  binary.LittleEndian.Uint32(b[unsafe.Offsetof(abi.Ref{}.Length):]),
	}
}
