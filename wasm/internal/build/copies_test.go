package main

import (
	"context"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sectionsOf parses a committed module.
func (t *tool) sectionsOf(test *testing.T, name string) module.Module {
	test.Helper()
	m, err := module.Parse(t.committed(test, name))
	require.NoError(test, err)
	return m
}

// TestReactorsHoldCopies: of the functions that were asked for, and the names
// that they were asked for by are gone.
func TestReactorsHoldCopies(t *testing.T) {
	functions := func(c copies) uint32 {
		tool := newTool(t)
		tool.modules[0].copies = c
		require.NoError(t, run(tool))
		var custom []string
		for _, s := range tool.sectionsOf(t, "r.wasm") {
			if s.ID == module.Custom {
				name, _, err := s.CustomName()
				require.NoError(t, err)
				custom = append(custom, name)
			}
		}
		assert.Equal(t, []string{"producers"}, custom)
		return tool.sectionsOf(t, "r.wasm").Content(module.Function).U32()
	}
	one := functions(copies{of: []string{"main.square"}})
	assert.Equal(t, one+2, functions(copies{of: []string{"main.*"}}), "main.main and main.init too")
	assert.Equal(t, one+1, functions(copies{of: []string{"main.*"}, except: []string{"*.init"}}))
}

// TestPatternsThatMatchNothing: the list cannot rot.
func TestPatternsThatMatchNothing(t *testing.T) {
	for name, c := range map[string]struct {
		copies  copies
		pattern string
	}{
		"to copy":           {copies{of: []string{"main.*", "gone.*"}}, "gone.*"},
		"exception":         {copies{of: []string{"main.*"}, except: []string{"*.init", "*.gone"}}, "*.gone"},
		"needless":          {copies{of: []string{"main.*"}, except: []string{"*.init", "runtime.gopanic"}}, "runtime.gopanic"},
		"malformed":         {copies{of: []string{"main.*", "[main"}}, "[main"},
		"of another form":   {copies{of: []string{"square"}}, "square"}, // the wrapper of the export
		"nothing is copied": {copies{of: []string{""}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			tool := newTool(t)
			tool.modules[0].copies = c.copies
			linked, err := tool.compile(context.Background(), tool.modules[0], true)
			require.NoError(t, err)
			_, err = tool.modules[0].ship(context.Background(), linked)
			assert.ErrorContains(t, err, `no function to copy or to except matches "`+c.pattern+`"`)
		})
	}
}
