package size

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"sync"
	"testing"

	"github.com/finfault/finfault/wasm"
	"github.com/finfault/finfault/wasm/internal/build/gobuild"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/sizes.json anew")

// table is the file with the sizes that were accepted last.
const table = "testdata/sizes.json"

// measure measures the committed finfault.wasm, once for all tests: compressing
// it takes seconds.
var measure = sync.OnceValues(func() (Sizes, error) {
	source := gobuild.Target{Dir: "../../..", Package: "./wasm/core", Reactor: true}
	return Measure(context.Background(), wasm.Core(), source)
})

// TestSize holds the committed finfault.wasm to its budget. When it is over
// it, the message says what has grown.
func TestSize(t *testing.T) {
	now, err := measure()
	require.NoError(t, err)
	if *update {
		text, err := json.MarshalIndent(now, "", "\t")
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(table, append(text, '\n'), 0o644))
	}
	text, err := os.ReadFile(table)
	require.NoError(t, err)
	var before Sizes
	require.NoError(t, json.Unmarshal(text, &before))
	if excess := Excess(before, now); excess != "" {
		t.Fatal(excess)
	}
}

// TestSizeOfEnvoyFilter holds the committed finfault-envoy.wasm to its budget.
func TestSizeOfEnvoyFilter(t *testing.T) {
	module, err := os.ReadFile("../../finfault-envoy.wasm")
	require.NoError(t, err)
	compressed, err := compress(module)
	require.NoError(t, err)
	t.Logf("%d bytes after brotli", compressed)
	assert.LessOrEqual(t, compressed, EnvoyBudget)
}

// TestMeasureFindsThePackages: the sizes are those of what is linked.
func TestMeasureFindsThePackages(t *testing.T) {
	now, err := measure()
	require.NoError(t, err)
	for _, path := range []string{"main", "runtime", "internal/runtime/maps", "github.com/finfault/finfault/catalog", "github.com/finfault/finfault/decoder", Generated} {
		assert.Positive(t, now.Code[path], path)
	}
	total := 0
	for _, size := range now.Code {
		total += size
	}
	assert.Less(t, now.Code[Generated]*20, total, "most functions belong to a package")
	assert.Contains(t, now.Imports, "wasi_snapshot_preview1.fd_write")
	assert.Greater(t, now.Data, 100_000)
	assert.Less(t, now.Brotli, now.Data+total)
}
