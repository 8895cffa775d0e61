package straighten

import (
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
)

func TestHideSpare(t *testing.T) {
	testStep(t, (*function).hideSpare, map[string]rewriting{
		"size": {`memory.size; drop; memory.size; local.set 5`, `memory.size; i32.const 1; i32.sub; drop; memory.size; i32.const 1; i32.sub; local.set 5`},
		"none": {`local.get 5; memory.grow; drop`, ""},
	})
}

func TestWithSpare(t *testing.T) {
	assert.Equal(t, []byte{1, 0, 4}, withSpare(module.DeclaredMemory{Minimum: 3}))
	assert.Equal(t, []byte{1, 1, 4, 10}, withSpare(module.DeclaredMemory{Minimum: 3, Maximum: 9, Bounded: true}))
}

// TestCallCopies: only calls from the start of a function go to its copy, and
// only where that may be called.
func TestCallCopies(t *testing.T) {
	testStep(t, func(f *function) {
		f.callCopies(map[int64]int64{3: 30, 4: 40}, func(original int64) bool { return original == 3 })
	}, map[string]rewriting{
		"start":          {`i32.const 0; call 3`, `i32.const 0; call 30`},
		"elsewhere":      {`i32.const 1; call 3`, ""},
		"no copy":        {`i32.const 0; call 5`, ""},
		"may not be":     {`i32.const 0; call 4`, ""},
		"another number": {`local.get 5; call 3`, ""},
	})
}
