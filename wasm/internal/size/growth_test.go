package size

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// before are sizes within the budget.
func before() Sizes {
	return Sizes{
		Brotli: Budget, Data: 1000, Imports: []string{"wasi.random_get"},
		Code: map[string]int{"runtime": 5000, "decoder": 300, "catalog": 200, "errors": 10},
	}
}

func TestGrowth(t *testing.T) {
	after := before()
	after.Data = 1500
	after.Imports = []string{"wasi.fd_prestat_get", "wasi.random_get"}
	after.Code = map[string]int{"runtime": 4000, "decoder": 310, "catalog": 200, "fmt": 70_000, "os": 10}
	assert.Equal(t, `   +70000 bytes of code of fmt, which is new
     +500 bytes of data
      +10 bytes of code of decoder
      +10 bytes of code of os, which is new
a new import: wasi.fd_prestat_get
`, Growth(before(), after))
	assert.Empty(t, Growth(before(), before()))
	assert.Empty(t, Growth(after, Sizes{Imports: after.Imports[1:], Code: map[string]int{"fmt": 1}}), "what shrinks is not named")
}

func TestExcess(t *testing.T) {
	grown := before()
	assert.Empty(t, Excess(Sizes{}, grown), "the budget itself is allowed, whatever it was before")

	grown.Brotli = Budget + 1
	assert.Equal(t, `finfault.wasm has 460001 bytes after brotli, 1 more than its budget of 460000
nothing has grown since testdata/sizes.json was written, which was over the budget already
`, Excess(grown, grown))

	grown.Data += 7
	grown.Imports = make([]string, imported+1)
	assert.Equal(t, `finfault.wasm has 460001 bytes after brotli, 1 more than its budget of 460000
it imports 11 functions; without fmt and os there are 10
since testdata/sizes.json was written there are
       +7 bytes of data
`, Excess(Sizes{Data: 1000, Imports: []string{""}, Code: grown.Code}, grown))
}
