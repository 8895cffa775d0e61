package freeze

import (
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzTake: bytes of any kind are read without a panic, and from a module that
// is taken come modules that can be read, of which the frozen one is not taken
// again.
func FuzzTake(f *testing.F) {
	f.Add(everything)
	for _, c := range refused {
		f.Add(c.module)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := take(b)
		if err != nil {
			return
		}
		scratch := sectionsOf(t, p.scratch())
		assert.False(t, scratch.Has(module.DataCount))

		memory := make([]byte, 2*module.PageSize)
		memory[0], memory[module.PageSize] = 1, 2
		frozen := p.frozen(&state{memory: memory, globals: map[int]uint64{}})
		m := sectionsOf(t, frozen)
		assert.False(t, m.Has(module.Start))
		declared, err := m.Memory()
		require.NoError(t, err)
		assert.Equal(t, uint32(2), declared.Minimum)
		require.NoError(t, checkData(m.Content(module.Data)))
		_, err = take(frozen)
		assert.ErrorContains(t, err, "a frozen module cannot be frozen again")
	})
}
