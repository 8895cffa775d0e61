package size

import (
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOwners(t *testing.T) {
	o := newOwners([]string{"main", "runtime", "internal/runtime/maps", "a.org/x", "a.org/x/y", "a.org/x-y"})
	for function, want := range map[string]string{
		"main.classify":                       "main",
		"runtime.mallocgc":                    "runtime",
		"internal_runtime_maps.__Map_.Delete": "internal/runtime/maps",
		"a.org_x.__Decoder_.apply":            "a.org/x",
		"a.org_x_y.f_...":                     "a.org/x/y",
		"wasm_pc_f_loop":                      Generated,
		"type_.eq.runtime.mspan":              Generated,
		"":                                    Generated,
	} {
		assert.Equal(t, want, o.of(function), function)
	}
}

// named is a module with two imports, three functions of 2, 3 and 4 bytes, and
// names for all but the last of them.
func named() module.Module {
	return module.Module{
		{ID: module.Import, Content: []byte("\x02\x03env\x01f\x00\x00\x03env\x01g\x00\x00")},
		{ID: module.Code, Content: []byte("\x03\x02..\x03...\x04....")},
		{ID: module.Custom, Content: []byte("\x09producers")},
		{ID: module.Custom, Content: []byte("\x04name\x01\x0e\x02\x02\x03a.f\x03\x06main.f")},
	}
}

func TestCodeByPackage(t *testing.T) {
	code, err := codeByPackage(named().Bytes(), []string{"a", "b"})
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"a": 3, Generated: 4 + 5}, code, "each with its length in front")

	_, err = codeByPackage(named()[:3].Bytes(), nil)
	assert.EqualError(t, err, "the module has no names of functions: was it stripped?")
	_, err = codeByPackage([]byte("no"), nil)
	assert.ErrorContains(t, err, "not a WebAssembly module")
}
