package main_test

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// compile compiles the committed module, without running it.
func compile(t *testing.T) wazero.CompiledModule {
	t.Helper()
	binary, err := os.ReadFile("../finfault-envoy.wasm")
	require.NoError(t, err)
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	t.Cleanup(func() { require.NoError(t, runtime.Close(ctx)) })
	module, err := runtime.CompileModule(ctx, binary)
	require.NoError(t, err)
	return module
}

// signature is how the lists write a function's type: "i32 i64 -> i32".
func signature(f api.FunctionDefinition) string {
	names := func(types []api.ValueType) string {
		var list []string
		for _, t := range types {
			list = append(list, api.ValueTypeName(t))
		}
		return strings.Join(list, " ")
	}
	return strings.TrimSpace(names(f.ParamTypes()) + " -> " + names(f.ResultTypes()))
}

// readList reads a reviewed list: a name and a signature a line, comments
// behind #.
func readList(t *testing.T, name string) map[string]string {
	t.Helper()
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	list := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if function, signature, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			list[function] = signature
		}
	}
	require.NotEmpty(t, list)
	return list
}

// TestImports: the module asks for nothing that Envoy does not have.
func TestImports(t *testing.T) {
	offered := readList(t, "testdata/host-functions.txt")
	imported := compile(t).ImportedFunctions()
	require.NotEmpty(t, imported)
	for _, f := range imported {
		from, name, _ := f.Import()
		assert.Equal(t, offered[from+"."+name], signature(f), "%s.%s", from, name)
	}
}

// TestExports: all that the module exports is of the ABI, with its signature.
func TestExports(t *testing.T) {
	abi := readList(t, "testdata/callbacks.txt")
	module := compile(t)
	exported := module.ExportedFunctions()
	for name, f := range exported {
		assert.Equal(t, abi[name], signature(f), name)
	}
	for _, name := range []string{"proxy_abi_version_0_2_1", "proxy_on_memory_allocate", "proxy_on_context_create", "proxy_on_configure", "proxy_on_log", "proxy_on_delete"} {
		assert.Contains(t, exported, name)
	}
	assert.NotContains(t, exported, "_initialize", "the module is frozen")
	assert.Contains(t, module.ExportedMemories(), "memory")
}

// TestLean: the module is free of the packages that weigh, that need a clock,
// or that would wait for time to pass.
func TestLean(t *testing.T) {
	command := exec.Command("go", "list", "-deps", ".")
	command.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := command.Output()
	require.NoError(t, err)
	packages := strings.Fields(string(out))
	assert.Contains(t, packages, "github.com/finfault/finfault/wasm/envoy/filter")
	for _, p := range packages {
		for _, heavy := range []string{"fmt", "encoding", "reflect", "os", "net", "time", "regexp", "crypto", "log", "bytes", "strings", "context", "sync"} {
			assert.False(t, p == heavy || strings.HasPrefix(p, heavy+"/"), "%s is linked", p)
		}
	}
}

// TestOneLanguage: of the words for end users the filter carries the titles in
// English along, and nothing else.
func TestOneLanguage(t *testing.T) {
	binary, err := os.ReadFile("../finfault-envoy.wasm")
	require.NoError(t, err)
	assert.True(t, strings.Contains(string(binary), words.EnglishTitle(catalog.NotFound)))
	for l := range words.Language(words.NumLanguages) {
		told := words.Of(l, catalog.NotFound, catalog.Wait, catalog.EffectNone, "")
		if l != words.English {
			assert.False(t, strings.Contains(string(binary), told.Title), told.Title)
		}
		for sentence := range strings.SplitAfterSeq(told.Sentence, ". ") {
			assert.False(t, strings.Contains(string(binary), strings.TrimSpace(sentence)), sentence)
		}
	}
}
