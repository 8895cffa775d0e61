package decoder_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLean: what a WebAssembly module links of us is free of the packages that
// weigh, allocate or need a clock, and nothing imports upwards.
func TestLean(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "github.com/finfault/finfault/catalog", "github.com/finfault/finfault/decoder").Output()
	require.NoError(t, err)
	var ours []string
	for _, pkg := range strings.Fields(string(out)) {
		for _, heavy := range []string{"fmt", "encoding", "reflect", "os", "net", "time", "regexp", "crypto", "log", "bytes", "strings", "sort"} {
			assert.False(t, pkg == heavy || strings.HasPrefix(pkg, heavy+"/"), "%s is linked", pkg)
		}
		if strings.Contains(strings.SplitN(pkg, "/", 2)[0], ".") {
			ours = append(ours, strings.TrimPrefix(pkg, "github.com/finfault/finfault/"))
		}
	}
	assert.ElementsMatch(t, []string{"catalog", "catalog/overlay", "decoder", "decoder/internal/envelope", "decoder/internal/lexer"}, ours)
}
