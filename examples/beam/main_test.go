package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	os.Exit(m.Run())
}

// writeOverlay writes an overlay by which all failures of a provider are
// conflicts.
func writeOverlay(t *testing.T, p catalog.Provider) string {
	t.Helper()
	rule := overlay.Rule{Name: "all-of-it", When: overlay.When{Providers: 1 << p, Statuses: []overlay.StatusRange{{From: 400, To: 599}}}}
	rule.Then.Set, rule.Then.Category = overlay.FieldCategory, catalog.Conflict
	compiled, err := overlay.Encode([]overlay.Rule{rule})
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "rules.bin")
	require.NoError(t, os.WriteFile(name, compiled, 0o600))
	return name
}

func TestOptions(t *testing.T) {
	o, err := newOptions("a/*.ndjson, b.parquet", "out", writeOverlay(t, catalog.MX), 3)
	require.NoError(t, err)
	assert.Equal(t, []string{"a/*.ndjson", "b.parquet"}, o.inputs)
	assert.Equal(t, "out", o.output)
	assert.Equal(t, 3, o.badShards)
	_, err = overlay.Load(o.overlay)
	assert.NoError(t, err)
}

func TestWrongOptions(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.bin")
	require.NoError(t, os.WriteFile(broken, []byte("rules:"), 0o600))
	for want, o := range map[string]struct {
		input, output, overlay string
		shards                 int
	}{
		"--input: found nothing":     {" ,", "out", "", 1},
		"--output: found nothing":    {"a", "", "", 1},
		"--bad_shards: found 0":      {"a", "out", "", 0},
		"beam/io/filesystem/s3":      {"a,s3://b/c", "out", "", 1},
		"--overlay missing.bin: ":    {"a", "out", "missing.bin", 1},
		"--overlay " + broken + ": ": {"a", "out", broken, 1},
	} {
		_, err := newOptions(o.input, o.output, o.overlay, o.shards)
		assert.ErrorContains(t, err, want)
	}
}

// TestReadme: the flags that the README gives the pipeline are there, Beam's own
// too, and so are the files that it says are written.
func TestReadme(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	require.NoError(t, err)
	readme := strings.ReplaceAll(string(raw), "\\\n", " ")
	commands := regexp.MustCompile(`(?m)^(go run \.|\./pipeline) .*`).FindAllString(readme, -1)
	require.Len(t, commands, 3)
	for _, command := range commands {
		for _, match := range regexp.MustCompile(` --([a-z_]+)`).FindAllStringSubmatch(command, -1) {
			assert.NotNil(t, flag.Lookup(match[1]), match[1])
		}
	}
	for _, name := range []string{countsFile, totalsFile, driftFile} {
		assert.Contains(t, readme, "`"+name+"`")
	}
}
