package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog/export"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answers are answers of each provider, as programs get them.
var answers = []struct{ name, flags, body string }{
	{"json-basiq", "--provider basiq --status 403", "basiq-errors.json"},
	{"json-synapse", "--provider synapse --status 401 --operation sync", "synapse-110.json"},
	{"json-truelayer", "--provider truelayer --status 409 --operation payment", "truelayer-conflict.json"},
	{"json-mx", "--provider mx --status 200", "mx-challenged.json"},
	{"json-unknown", "--status 401", "anybody.json"},
}

func TestJSON(t *testing.T) {
	for _, a := range answers {
		t.Run(a.name, func(t *testing.T) {
			piped := call{args: "classify " + a.flags, in: body(t, a.body)}.run()
			require.Zero(t, piped.code, piped.err)
			assert.Equal(t, 1, strings.Count(piped.out, "\n"), "one object on one line")
			assert.True(t, json.Valid([]byte(piped.out)))
			golden(t, a.name+".json", piped.out)

			asked := call{args: "classify --json " + a.flags, in: body(t, a.body), terminal: true, columns: 80}
			asked.args += " -"
			assert.Equal(t, piped.out, asked.run().out, "--json on a terminal is the same")

			named := call{args: "classify " + a.flags + " testdata/bodies/" + a.body}.run()
			assert.Equal(t, piped.out, named.out, "a file is the same as standard input")
		})
	}
}

func TestExplainJSON(t *testing.T) {
	for _, a := range answers {
		t.Run(a.name, func(t *testing.T) {
			verdict := call{args: "classify " + a.flags, in: body(t, a.body)}.run().out
			got := call{args: "explain " + a.flags, in: body(t, a.body)}.run()
			require.Zero(t, got.code, got.err)
			var answer struct {
				Verdict json.RawMessage
				Trace   []struct{ Source, Answer string }
			}
			require.NoError(t, json.Unmarshal([]byte(got.out), &answer))
			assert.JSONEq(t, verdict, string(answer.Verdict))
			require.NotEmpty(t, answer.Trace)
			assert.Equal(t, "provider", answer.Trace[0].Source)
		})
	}
}

func TestTextIntoAPipe(t *testing.T) {
	for _, command := range []string{"classify", "explain"} {
		got := call{args: command + " --json=false --status 503"}.run()
		assert.Zero(t, got.code)
		assert.Contains(t, got.out, "ERROR")
		assertFits(t, got.out, 80)
	}
}

func TestListJSON(t *testing.T) {
	tests := map[string]struct {
		filter string
		fits   func(r *export.Row) bool
	}{
		"all":            {"", func(*export.Row) bool { return true }},
		"provider":       {"--provider mx", func(r *export.Row) bool { return r.Provider.String() == "mx" }},
		"every provider": {"--provider unknown", func(r *export.Row) bool { return r.Provider.String() == "unknown" }},
		"status":         {"--status 413", func(r *export.Row) bool { return len(r.Status) == 1 && r.Status[0] == 413 || r.StatusClass == 4 }},
		"no answer":      {"--status 0", func(r *export.Row) bool { return r.Name() == "http-601" }},
		"code":           {"--code Access_Denied", func(r *export.Row) bool { return r.Code == "access-denied" || r.Code == "access_denied" }},
		"operation":      {"--operation verify", func(r *export.Row) bool { return strings.Contains(strings.Join(r.Operation, " "), "verify") }},
		"category":       {"--category mfa_required", func(r *export.Row) bool { return r.Class.Category.String() == "mfa_required" && !r.Listed }},
		"no error":       {"--category none", func(r *export.Row) bool { return r.Class.Category.String() == "none" }},
		"unclassified":   {"--category unclassified", func(r *export.Row) bool { return !r.Listed && r.Row.Category == "unclassified" }},
		"namespace":      {"--namespace gateway", func(r *export.Row) bool { return r.Namespace == "gateway" }},
		"contradictions": {"--contradictions", func(r *export.Row) bool { return r.Contradiction != "" }},
		"two at once":    {"--provider basiq --contradictions", func(r *export.Row) bool { return r.Provider.String() == "basiq" && r.Contradiction != "" }},
		"none":           {"--code no-such-code", func(*export.Row) bool { return false }},
	}
	rows, err := loadRows()
	require.NoError(t, err)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var want, names []string
			for i := range rows {
				if test.fits(&rows[i]) {
					want = append(want, rows[i].Name())
				}
			}
			got := call{args: "catalog list --json " + test.filter}.run()
			require.Zero(t, got.code, got.err)
			var list []struct{ Row string }
			require.NoError(t, json.Unmarshal([]byte(got.out), &list))
			for _, r := range list {
				names = append(names, r.Row)
			}
			assert.ElementsMatch(t, want, names)
		})
	}
}

func TestListOfNothing(t *testing.T) {
	got := call{args: "catalog list --code no-such-code"}.run()
	assert.Equal(t, result{"", "finfault: no row fits\n", 0}, got)
}

// TestListInAPipe: nothing is cut where a program reads it.
func TestListInAPipe(t *testing.T) {
	got := call{args: "catalog list"}.run()
	assert.NotContains(t, got.out, "…")
	rows, err := loadRows()
	require.NoError(t, err)
	for i := range rows {
		assert.Contains(t, got.out, rows[i].Meaning)
	}
}
