package cli

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestShow shows every row, by name and by number, to people and to programs.
func TestShow(t *testing.T) {
	rows, err := loadRows()
	require.NoError(t, err)
	for i := range rows {
		r := &rows[i]
		got := call{args: "catalog show " + r.Name(), terminal: true, columns: 80, env: noColour}.run()
		require.Zero(t, got.code, got.err)
		assertFits(t, got.out, 80)
		text := strings.Join(strings.Fields(got.out), " ")
		for _, part := range []string{r.Name(), r.Reason, r.Code, r.Meaning, r.Note, r.Contradiction, r.Cites.Title, r.Section} {
			assert.Contains(t, text, part, r.Name())
		}
		assert.Equal(t, got, call{args: "catalog show " + strconv.Itoa(r.ID), terminal: true, columns: 80, env: noColour}.run())

		var object struct{ Row, Meaning string }
		require.NoError(t, json.Unmarshal([]byte(call{args: "catalog show --json " + r.Name()}.run().out), &object))
		assert.Equal(t, r.Name(), object.Row)
		assert.Equal(t, r.Meaning, object.Meaning)
	}
}

func TestRegister(t *testing.T) {
	rows, err := loadRows()
	require.NoError(t, err)
	got := call{args: "catalog list --contradictions", terminal: true, columns: 80, env: noColour}.run()
	require.Zero(t, got.code, got.err)
	assertFits(t, got.out, 80)
	text := strings.Join(strings.Fields(got.out), " ")
	n := 0
	for i := range rows {
		if r := &rows[i]; r.Contradiction != "" {
			n++
			assert.Contains(t, text, r.Name()+" · ")
			assert.Contains(t, text, r.Contradiction)
		}
	}
	assert.Contains(t, got.out, "Contradictions in the documentation: "+strconv.Itoa(n)+"\n")
}

func TestExport(t *testing.T) {
	rows, err := loadRows()
	require.NoError(t, err)

	var objects []map[string]any
	require.NoError(t, json.Unmarshal([]byte(call{args: "catalog export --format json"}.run().out), &objects))
	assert.Len(t, objects, len(rows))

	lines, err := csv.NewReader(strings.NewReader(call{args: "catalog export --format csv -o -"}.run().out)).ReadAll()
	require.NoError(t, err)
	assert.Len(t, lines, len(rows)+1)

	file := filepath.Join(t.TempDir(), "catalog.md")
	got := call{args: "catalog export --format markdown -o", more: []string{file}}.run()
	assert.Equal(t, result{}, got)
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, call{args: "catalog export --format markdown"}.run().out, string(written))
	assert.True(t, strings.HasPrefix(string(written), "## Basiq\n"))
}
