// Package examples holds Finfault in use; this test holds the README against
// the code.
package examples

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadmeTables: the tables of categories and policies are those of the code.
func TestReadmeTables(t *testing.T) {
	raw, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	readme := string(raw)
	for c := range catalog.Category(catalog.NumCategories) {
		d := c.Defaults()
		var actions []string
		for _, a := range d.Actions.Slice() {
			actions = append(actions, a.String())
		}
		assert.Contains(t, readme, fmt.Sprintf("| %d | `%s` | %s | %s | %s | %s | %s | %s |\n",
			c, c, d.Party, strings.Join(actions, " > "), d.Policy, d.Severity, d.Scope, d.GRPCCode))
	}
	for p := catalog.Poll; p <= catalog.Never; p++ {
		_, line, found := strings.Cut(readme, "\n| `"+p.String()+"` |")
		require.True(t, found, p.String())
		cells := strings.Split(line, "|")
		assert.Equal(t, fmt.Sprint(p.Schedule().MaxRetries), strings.TrimSpace(cells[3]), p.String())
		assert.Equal(t, p.Schedule().Automatic, strings.HasPrefix(strings.TrimSpace(cells[4]), "yes"), p.String())
	}
	rows, err := data.All()
	require.NoError(t, err)
	assert.Contains(t, readme, fmt.Sprintf("one catalog of %d rows", len(rows)))
}

// TestSampleBodies runs the command line over the sample bodies as the README
// and make run do.
func TestSampleBodies(t *testing.T) {
	for args, want := range map[string]string{
		"--provider basiq --status 403 --operation read bodies/basiq.json":            `"reason":"basiq.access-denied.account-disabled"`,
		"--provider synapse --status 402 --operation login bodies/synapse.json":       `"category":"user_action_required"`,
		"--provider truelayer --status 502 --operation payment bodies/truelayer.json": `"effect":"unknown"`,
		"--provider mx --status 200 --operation job bodies/mx.json":                   `"actions":["complete_mfa","poll_status"]`,
	} {
		out, err := exec.Command("go", append([]string{"run", "../host/cmd/finfault", "classify"}, strings.Fields(args)...)...).Output()
		require.NoError(t, err, args)
		assert.Contains(t, string(out), want)
	}
}

// TestOverlayReadme runs the commands of overlay/README.md, each of which says
// what it prints.
func TestOverlayReadme(t *testing.T) {
	program := filepath.Join(t.TempDir(), "finfault")
	out, err := exec.Command("go", "build", "-o", program, "../host/cmd/finfault").CombinedOutput()
	require.NoError(t, err, "%s", out)
	readme, err := os.ReadFile("overlay/README.md")
	require.NoError(t, err)
	lines := strings.Split(string(readme), "\n")
	ran := 0
	for i, line := range lines {
		args, ok := strings.CutPrefix(line, "finfault ")
		if !ok {
			continue
		}
		ran++
		want, ok := strings.CutPrefix(lines[i+1], "# → ")
		require.True(t, ok, "it is not said what this prints: %s", line)
		cmd := exec.Command(program, strings.Fields(args)...)
		cmd.Dir = "overlay"
		out, err := cmd.Output()
		require.NoError(t, err, line)
		assert.Contains(t, string(out), want, line)
	}
	assert.Equal(t, 9, ran)
}
