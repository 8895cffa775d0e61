package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/host/internal/terminal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// noColour is a terminal without colours.
var noColour = map[string]string{"NO_COLOR": "1"}

var goldens = []struct {
	name, args string
	more       []string
	columns    int
	colours    bool
	exit       int
}{
	{name: "classify-app-disabled", args: "classify --provider basiq --status 403 testdata/bodies/basiq-disabled.json"},
	{name: "classify-several-errors", args: "classify --provider basiq --status 403 testdata/bodies/basiq-errors.json"},
	{name: "classify-row-forbids", args: "classify --provider basiq --status 503 testdata/bodies/basiq-unreachable.json"},
	{name: "classify-job-runs", args: "classify --provider basiq --status 200 --operation job testdata/bodies/basiq-job.json"},
	{name: "classify-ambiguous", args: "classify --provider synapse --status 401 testdata/bodies/synapse-110.json"},
	{name: "classify-login", args: "classify --provider synapse --status 401 --operation login testdata/bodies/synapse-110.json"},
	{name: "classify-other-status", args: "classify --provider synapse --status 403 testdata/bodies/synapse-110.json"},
	{name: "classify-retry-after", args: "classify --provider truelayer --status 429 testdata/bodies/truelayer-limit.json --header", more: []string{"Retry-After: 600"}},
	{name: "classify-hint", args: "classify --provider truelayer --status 409 --operation payment testdata/bodies/truelayer-conflict.json --header", more: []string{"Tl-Should-Retry: true"}},
	{name: "classify-hostile", args: "classify --provider truelayer --status 403 testdata/bodies/truelayer-hostile.json"},
	{name: "classify-ok", args: "classify --provider truelayer --status 200 testdata/bodies/truelayer-ok.json"},
	{name: "classify-pending", args: "classify --provider mx --status 200 testdata/bodies/mx-challenged.json"},
	{name: "classify-wait-without-retry", args: "classify --provider mx --status 422 testdata/bodies/mx-budgets.json"},
	{name: "classify-edge", args: "classify --provider mx --status 502 testdata/bodies/gateway.html"},
	{name: "classify-token", args: "classify --provider mx --status 503 --operation token -"},
	{name: "classify-payment", args: "classify --provider basiq --status 503 --operation payment -"},
	{name: "classify-payment-idempotent", args: "classify --provider basiq --status 503 --operation payment --idempotent -"},
	{name: "classify-anybody", args: "classify --status 401 testdata/bodies/anybody.json"},
	{name: "classify-nothing", args: "classify -"},
	{name: "classify-narrow", args: "classify --provider basiq --status 403 testdata/bodies/basiq-errors.json", columns: 44},
	{name: "classify-wide", args: "classify --provider basiq --status 403 testdata/bodies/basiq-errors.json", columns: 200},
	{name: "classify-colours", args: "classify --provider basiq --status 403 testdata/bodies/basiq-errors.json", colours: true},
	{name: "classify-overlay", args: "classify --provider basiq --status 403 testdata/bodies/basiq-disabled.json --overlay testdata/rules/rules.yaml"},
	{name: "classify-overlay-amends", args: "classify --provider synapse --status 401 --operation login testdata/bodies/synapse-110.json --overlay testdata/rules/rules.yaml"},
	{name: "classify-overlay-forbids", args: "classify --provider truelayer --status 429 testdata/bodies/truelayer-limit.json --overlay testdata/rules/rules.yaml"},
	{name: "explain-overlay", args: "explain --provider basiq --status 403 testdata/bodies/basiq-disabled.json --overlay testdata/rules/rules.yaml"},
	{name: "explain-overlay-amends", args: "explain --provider synapse --status 401 --operation login testdata/bodies/synapse-110.json --overlay testdata/rules/rules.yaml"},
	{name: "overlay-show", args: "overlay show testdata/rules/rules.yaml"},
	{name: "overlay-show-narrow", args: "overlay show testdata/rules/rules.yaml", columns: 44},
	{name: "overlay-show-colours", args: "overlay show testdata/rules/rules.yaml", colours: true},
	{name: "explain-login", args: "explain --provider synapse --status 401 --operation login testdata/bodies/synapse-110.json"},
	{name: "explain-several-errors", args: "explain --provider basiq --status 403 testdata/bodies/basiq-errors.json"},
	{name: "explain-hint", args: "explain --provider truelayer --status 409 --operation payment testdata/bodies/truelayer-conflict.json --header", more: []string{"Tl-Should-Retry: true"}},
	{name: "explain-pending", args: "explain --status 200 testdata/bodies/mx-challenged.json"},
	{name: "explain-colours", args: "explain --provider mx --status 502 --operation token testdata/bodies/gateway.html", colours: true},
	{name: "show-ambiguous", args: "catalog show basiq-9"},
	{name: "show-text", args: "catalog show 203"},
	{name: "show-listed", args: "catalog show basiq-255"},
	{name: "show-pending", args: "catalog show synapse-65"},
	{name: "show-ok", args: "catalog show truelayer-88"},
	{name: "show-statuses", args: "catalog show http-609"},
	{name: "list-status", args: "catalog list --status 403"},
	{name: "list-jobs", args: "catalog list --provider basiq --namespace job"},
	{name: "list-wide", args: "catalog list --provider truelayer --status 403", columns: 160},
	{name: "list-colours", args: "catalog list --provider mx --category none", colours: true},
	{name: "drift", args: "drift testdata/records/drift.ndjson"},
	{name: "drift-nothing", args: "drift -"},
	{name: "drift-colours", args: "drift testdata/records/drift.ndjson", colours: true},
	{name: "drift-narrow", args: "drift testdata/records/drift.ndjson", columns: 44},
	{name: "backtest-careful", args: "backtest --after-overlay testdata/rules/before.yaml testdata/records/drift.ndjson", columns: 100},
	{name: "backtest", args: "backtest --after-overlay testdata/rules/after.yaml testdata/records/drift.ndjson", exit: exitFound},
	{name: "list-contradictions", args: "catalog list --contradictions --provider truelayer --status 403"},
}

// TestGolden holds what people see against files that people have read.
func TestGolden(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			c := call{args: g.args, more: g.more, terminal: true, columns: 80, env: noColour}
			if g.columns > 0 {
				c.columns = g.columns
			}
			if g.colours {
				c.env = nil
			}
			got := c.run()
			assert.Equal(t, g.exit, got.code, got.err)
			assert.Equal(t, g.exit != exitOK, got.err != "", got.err)
			if !g.colours {
				assertFits(t, got.out, c.columns)
			}
			golden(t, g.name+".txt", got.out)
		})
	}
}

// assertFits: no line is longer than the terminal is wide, and none has
// anything in it that the terminal would act on.
func assertFits(t *testing.T, text string, columns int) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		assert.LessOrEqual(t, terminal.Width(line), columns, line)
		assert.Equal(t, terminal.Clean(line), line)
		assert.Equal(t, strings.TrimRight(line, " "), line)
	}
}

// TestGoldenFiles: no file is left over from a test that is gone.
func TestGoldenFiles(t *testing.T) {
	files, err := os.ReadDir(filepath.Join("testdata", "golden"))
	require.NoError(t, err)
	known := map[string]bool{}
	for _, g := range goldens {
		known[g.name+".txt"] = true
	}
	for _, a := range answers {
		known[a.name+".json"] = true
	}
	for _, h := range helps {
		known[h.name+".txt"] = true
	}
	for _, name := range []string{"drift.yaml", "drift-rows.json"} {
		known[name] = true
	}
	for _, f := range files {
		assert.True(t, known[f.Name()], f.Name())
	}
}

var helps = []struct{ name, args string }{
	{"help", "--help"},
	{"help-classify", "classify --help"},
	{"help-explain", "help explain"},
	{"help-stream", "stream --help"},
	{"help-drift", "drift --help"},
	{"help-backtest", "backtest --help"},
	{"help-catalog", "catalog"},
	{"help-list", "catalog list -h"},
	{"help-show", "help catalog show"},
	{"help-export", "catalog export --help"},
	{"help-overlay", "overlay"},
	{"help-overlay-check", "overlay check --help"},
	{"help-overlay-compile", "overlay compile --help"},
	{"help-overlay-show", "overlay show --help"},
	{"help-overlay-schema", "overlay schema --help"},
	{"help-serve", "serve --help"},
	{"help-version", "version --help"},
}

func TestHelp(t *testing.T) {
	for _, h := range helps {
		t.Run(h.name, func(t *testing.T) {
			got := call{args: h.args}.run()
			assert.Zero(t, got.code)
			assert.Empty(t, got.err)
			assertFits(t, got.out, 80)
			golden(t, h.name+".txt", got.out)
		})
	}
	assert.Equal(t, call{args: "--help"}.run(), call{}.run(), "no command at all is a question for help")
	assert.Equal(t, call{args: "--help"}.run(), call{args: "help"}.run())
	assert.Equal(t, call{args: "catalog show --help"}.run(), call{args: "help catalog show"}.run())
}
