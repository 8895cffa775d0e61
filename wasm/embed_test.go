package wasm

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// TestCoreExportsTheABI: each function of the contract with its signature, the
// memory, and nothing else, so no start either.
func TestCoreExportsTheABI(t *testing.T) {
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	module, err := runtime.CompileModule(ctx, Core())
	require.NoError(t, err)
	functions := module.ExportedFunctions()
	assert.Len(t, functions, len(abi.Exports))
	for _, e := range abi.Exports {
		require.Contains(t, functions, e.Name)
		assert.Equal(t, i32s(len(e.Params)), string(functions[e.Name].ParamTypes()), e.Name)
		assert.Equal(t, i32s(e.Results), string(functions[e.Name].ResultTypes()), e.Name)
	}
	assert.Len(t, module.ExportedMemories(), 1)
	assert.Contains(t, module.ExportedMemories(), abi.ExportMemory)
}

// i32s is a list of types, which are bytes.
func i32s(n int) string { return strings.Repeat(string([]byte{api.ValueTypeI32}), n) }

// TestChecksums: SHA256SUMS lists the committed modules as they are.
func TestChecksums(t *testing.T) {
	list, err := os.Open("SHA256SUMS")
	require.NoError(t, err)
	defer list.Close()
	var names []string
	for lines := bufio.NewScanner(list); lines.Scan(); {
		sum, name, _ := strings.Cut(lines.Text(), "  ")
		module, err := os.ReadFile(name)
		require.NoError(t, err)
		actual := sha256.Sum256(module)
		assert.Equal(t, hex.EncodeToString(actual[:]), sum, "%s: run make wasm", name)
		names = append(names, name)
	}
	assert.Equal(t, []string{"finfault.wasm", "finfault-envoy.wasm", "finfault-cli.wasm"}, names)
}
