package straighten

import (
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// spare is how many pages of memory there are behind those that the program
// knows of: it does not see them in the size of its memory.
const spare = 1

// withSpare declares the memory with the spare page.
func withSpare(memory module.DeclaredMemory) []byte {
	memory.Minimum += spare
	memory.Maximum += spare
	return memory.Encode()
}

// hideSpare has the program see the memory without the spare page.
func (f *function) hideSpare() {
	for i := len(f.code) - 1; i >= 0; i-- {
		if f.code[i].op == opMemorySize {
			f.code = slices.Insert(f.code, i+1, i32Const(spare), instr{op: opI32Sub})
		}
	}
}
