package drift

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/decision"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func plantedReport(t testing.TB) *Report {
	t.Helper()
	answers, _ := records(t, 2000, plants())
	return report(answers)
}

// TestRulesChangeNoDecision: an overlay of all rules that can be used as they
// stand loads, and takes the novelty from what is known by code, while the
// decisions stay what they were.
func TestRulesChangeNoDecision(t *testing.T) {
	var rules []overlay.Rule
	taken := ruleNames{}
	for _, n := range plantedReport(t).Novelties() {
		if rule, ok := n.Rule(); ok {
			rule.Name = taken.unique(rule.Name)
			rules = append(rules, rule)
		}
	}
	assert.GreaterOrEqual(t, len(rules), 10)
	form, err := overlay.Encode(rules)
	require.NoError(t, err)
	o, err := overlay.Load(form)
	require.NoError(t, err)
	ruled := decoder.New(decoder.WithOverlay(o))
	for _, p := range plants() {
		var v catalog.Verdict
		ruled.Classify(&p.req, &v)
		before := decoder.Classify(&p.req)
		assert.Equal(t, decision.Of(&before), decision.Of(&v), p.name)
		if v.Basis == catalog.BasisOverlay && p.key.Kind != catalog.UnknownShape {
			assert.False(t, v.Drift.Has(p.key.Kind), p.name)
		}
	}
}

// TestRules: what is broader than the novelty is no rule to use as it stands, and
// what a header said is none to keep.
func TestRules(t *testing.T) {
	hinted := decoder.Request{Provider: catalog.TrueLayer, Status: 400, Headers: []byte("Tl-Should-Retry: true\r\n"), Body: []byte(`{"error":"lemon_missing"}`)}
	unknown := decoder.Request{Status: 200, Body: []byte(`{"lemon":1}`)}
	for name, c := range map[string]struct {
		req  decoder.Request
		ok   bool
		text string
	}{
		"new code":          {decoder.Request{Provider: catalog.Synapse, Status: 400, Body: []byte(`{"error":{"en":"x"},"error_code":"299"}`)}, true, "synapse.299"},
		"header":            {hinted, true, "retry: {policy: never}"},
		"hidden code":       {decoder.Request{Provider: catalog.TrueLayer, Status: 422, Body: []byte(`{"error":"limit_49291234"}`)}, false, "not shown in full"},
		"known code":        {decoder.Request{Provider: catalog.Basiq, Status: 404, Body: basiqError("Resource_Not_Found")}, false, "to decide otherwise"},
		"provider unknown":  {unknown, false, "Name the provider first"},
		"code not shown":    {decoder.Request{Provider: catalog.MX, Status: 200, Body: []byte(`{"member":{"connection_status":"Denied","error":{"error_code":777}}}`)}, true, "mx.777"},
		"guarded operation": {decoder.Request{Provider: catalog.Basiq, Status: 503, Operation: catalog.Token, Body: basiqError("lemon-missing")}, true, "automatic: false"},
	} {
		t.Run(name, func(t *testing.T) {
			found := report([]answer{{req: c.req}}).Novelties()
			require.NotEmpty(t, found)
			_, ok := found[0].Rule()
			assert.Equal(t, c.ok, ok)
			assert.Contains(t, string(Overlay(found)), c.text)
		})
	}
	assert.Equal(t, "version: 1\nrules: []\n", string(Overlay(nil)))
}

// TestRuleNames: long and taken names still are names.
func TestRuleNames(t *testing.T) {
	var all []Novelty
	for i := range 30 {
		code := strings.Repeat("lemon-", 9) + letters(i)
		all = append(all, report([]answer{{req: decoder.Request{Provider: catalog.TrueLayer, Status: 400, Body: []byte(`{"error":"` + code[:min(len(code), 62)] + `"}`)}}}).Novelties()...)
	}
	taken, seen := ruleNames{}, map[string]bool{}
	for i := range all {
		rule, _ := all[i].Rule()
		rule.Name = taken.unique(rule.Name)
		assert.NoError(t, rule.Check())
		assert.False(t, seen[rule.Name])
		seen[rule.Name] = true
	}
}

// TestCatalogRows: the generator of the catalog takes the rows, put into the
// data files as they are.
func TestCatalogRows(t *testing.T) {
	files, left, err := CatalogRows(plantedReport(t).Novelties())
	require.NoError(t, err)
	assert.Len(t, files, 4)
	for _, n := range left {
		assert.True(t, !n.Whole() || n.Kind > catalog.RespelledCode, n.ID())
	}
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "data"), 0o700))
	for _, name := range data.FileNames {
		f, err := data.Load(os.DirFS("../../catalog/data"), name)
		require.NoError(t, err)
		for i := range files {
			if files[i].Provider == f.Provider {
				paste(t, f, &files[i])
			}
		}
		text, err := json.Marshal(f)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, "data", name), text, 0o600))
	}
	generator := filepath.Join(dir, "gen")
	out, err := exec.Command("go", "build", "-tags", "bootstrap", "-o", generator, "../../catalog/internal/gen").CombinedOutput()
	require.NoError(t, err, string(out))
	run := exec.Command(generator)
	run.Dir = dir
	out, err = run.CombinedOutput()
	require.NoError(t, err, string(out))
	tables, err := os.ReadFile(filepath.Join(dir, "tables_generated.go"))
	require.NoError(t, err)
	for _, text := range []string{"account-frozen", "Resource_Not_Found", "HIBERNATING", "card-expired", `"299"`, "basiq.resource-not-found.status-410"} {
		assert.Contains(t, string(tables), text)
	}
}

// TestCatalogRowsLeft: what a data file cannot hold is left.
func TestCatalogRowsLeft(t *testing.T) {
	for name, req := range map[string]decoder.Request{
		"state of two words": {Provider: catalog.MX, Status: 200, Body: []byte(`{"member":{"connection_status":"NOT_YET"}}`)},
		"hidden code":        {Provider: catalog.TrueLayer, Status: 422, Body: []byte(`{"error":"limit_49291234"}`)},
		"new shape":          {Provider: catalog.TrueLayer, Status: 200, Body: []byte(`{"lemon":1}`)},
		"nobody's":           {Status: 200, Body: []byte(`{"lemon":1}`)},
	} {
		novelties := report([]answer{{req: req}}).Novelties()
		require.Len(t, novelties, 1, name)
		files, left, err := CatalogRows(novelties)
		require.NoError(t, err)
		assert.Empty(t, files, name)
		assert.Equal(t, novelties, left, name)
	}
}

// paste does what somebody does with the rows: new ones go to the end, those of
// a number that is there into its place.
func paste(t *testing.T, to, from *data.File) {
	t.Helper()
	for name, s := range from.Sources {
		to.Sources[name] = s
	}
	for _, row := range from.Rows {
		i := slices.IndexFunc(to.Rows, func(r data.Row) bool { return r.ID == row.ID })
		if i < 0 {
			assert.Equal(t, observed, row.Source)
			to.Rows = append(to.Rows, row)
			continue
		}
		assert.NotEmpty(t, row.Spellings)
		to.Rows[i] = row
	}
}
