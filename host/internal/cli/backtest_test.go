package cli

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/finfault/finfault/host/backtest"
	"github.com/finfault/finfault/host/overlay"
	"github.com/finfault/finfault/wasm"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const careless = "testdata/rules/after.yaml"

func comparisonOf(t *testing.T, text string) *backtest.Report {
	t.Helper()
	assert.Equal(t, 1, strings.Count(text, "\n"), "one line")
	var r backtest.Report
	require.NoError(t, json.Unmarshal([]byte(text), &r))
	return &r
}

// TestBacktest: a retry that was none is an exit code of its own, the way back is
// not.
func TestBacktest(t *testing.T) {
	got := call{args: "backtest --after-overlay " + careless + " " + driftRecords}.run()
	assert.Equal(t, exitFound, got.code)
	assert.Equal(t, "finfault: resent without a person, and not before: 1 of 10 records\n", got.err)
	r := comparisonOf(t, got.out)
	assert.Equal(t, backtest.Totals{Records: 10, Changed: 3, NewRetries: 1, Renamed: 1}, r.Totals())
	assert.Equal(t, "truelayer.try-again", r.Changes()[0].After.Row)
	assertNoSecret(t, got.out)

	back := call{args: "backtest --before-overlay " + careless + " " + driftRecords}.run()
	assert.Equal(t, exitOK, back.code)
	assert.Empty(t, back.err)
	assert.EqualValues(t, 3, comparisonOf(t, back.out).Totals().Changed)
}

// TestBacktestCompiled: rules in the binary form are the same rules.
func TestBacktestCompiled(t *testing.T) {
	source, err := os.ReadFile(careless)
	require.NoError(t, err)
	binary, err := overlay.Compile(careless, source)
	require.NoError(t, err)
	got := call{args: "backtest " + driftRecords + " --before-overlay " + careless + " --after-overlay", more: []string{fileOf(t, string(binary))}}.run()
	assert.Equal(t, exitOK, got.code, got.err)
	assert.Equal(t, backtest.Totals{Records: 10}, comparisonOf(t, got.out).Totals())
}

// TestBacktestModules: the catalog of a module is that of this program, with
// rules and without.
func TestBacktestModules(t *testing.T) {
	module := fileOf(t, string(wasm.Core()))
	for _, rules := range []string{"", " --before-overlay " + careless + " --after-overlay " + careless} {
		got := call{args: "backtest " + driftRecords + rules + " --after-module", more: []string{module}}.run()
		assert.Equal(t, exitOK, got.code, got.err)
		assert.Equal(t, backtest.Totals{Records: 10}, comparisonOf(t, got.out).Totals())
	}
	got := call{args: "backtest --after-module " + driftRecords, more: []string{driftRecords}}.run()
	assert.Equal(t, exitEngine, got.code, "what is no module is no catalog")
	assert.Empty(t, got.out)
}

// TestBacktestOfBadRules: all that is wrong with them is said, with its place.
func TestBacktestOfBadRules(t *testing.T) {
	name := fileOf(t, "version: 1\nrules:\n  - name: x\n    when: {provider: mix, status: 200}\n    then: {category: conflict}\n")
	got := call{args: "backtest --after-overlay", more: []string{name, driftRecords}}.run()
	assert.Equal(t, exitUsage, got.code)
	assert.Empty(t, got.out)
	assert.Contains(t, got.err, name+":4:")
	assert.Contains(t, got.err, "mx")
}
