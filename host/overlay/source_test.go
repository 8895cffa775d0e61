package overlay_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	rules "github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/host/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the expected problems anew; read them before they are committed")

// files returns the paths of a folder of testdata, those of a kind.
func files(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", pattern))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	return paths
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}

// TestRefused: all that is wrong with a file is said, each problem with its
// place and what is allowed. The words stand beside the file.
func TestRefused(t *testing.T) {
	for _, path := range files(t, "refused/*[ln]") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			_, err := overlay.Parse(filepath.Base(path), read(t, path))
			var list *overlay.Errors
			require.ErrorAs(t, err, &list)
			golden := path + ".txt"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(err.Error()+"\n"), 0o644))
			}
			assert.Equal(t, string(read(t, golden)), err.Error()+"\n")
			var first *overlay.Error
			require.ErrorAs(t, err, &first)
			assert.Same(t, list.List[0], first)
			assert.NotZero(t, first.Line)
		})
	}
}

// TestEverything: each condition and each field in each of its forms.
func TestEverything(t *testing.T) {
	got, err := overlay.Parse("everything.yaml", read(t, "testdata/accepted/everything.yaml"))
	require.NoError(t, err)
	require.Len(t, got, 5)
	all := rules.FieldAlternatives<<1 - 1
	assert.Equal(t, rules.Rule{Name: "acme.everything",
		When: rules.When{Providers: 1<<catalog.Basiq | 1<<catalog.MX, Shapes: 1<<catalog.ShapeBasiqJob | 1<<catalog.ShapeMXError,
			Operations: 1<<catalog.Job | 1<<catalog.OperationUnknown,
			Statuses:   []rules.StatusRange{{From: 404, To: 404}, {From: 410, To: 410}, {From: 400, To: 499}, {From: 500, To: 503}, {}},
			Codes:      []string{"account-frozen", "0417", "0418", "account-locked", "42"},
			Messages:   []string{"has been frozen", "zugang für Öffentlich"}, Step: "retrieve-accounts"},
		Then: rules.Then{Set: all, Outcome: catalog.OutcomeError, Category: catalog.InstitutionUnavailable, Party: catalog.PartyInstitution,
			Actions: catalog.Ladder{catalog.Wait, catalog.ContactSupport}, Policy: catalog.BackoffShort, InitialMs: 1500, FactorTenths: 15, CapMs: 45000,
			MaxRetries: 7, Severity: catalog.SeverityActionRequired, Scope: catalog.ScopeConnection, Effect: catalog.EffectUnknown,
			GRPCCode: catalog.GRPCAborted, Reason: "acme.reason_1", Certainty: catalog.Ambiguous,
			Alternatives: catalog.Categories(catalog.UserCredentialsInvalid, catalog.Unclassified)},
	}, got[0])
	assert.Equal(t, rules.Then{Set: rules.FieldCategory | rules.FieldPolicy | rules.FieldActions, Category: catalog.NotFound, Policy: catalog.Never,
		Actions: catalog.Ladder{catalog.FixRequest}}, got[1].Then)
	assert.Equal(t, catalog.OutcomePending, got[2].Then.Outcome)
	assert.Equal(t, rules.FieldOutcome, got[3].Then.Set)
	assert.Equal(t, rules.Then{Set: rules.FieldSeverity | rules.FieldFactor | rules.FieldAutomatic, Severity: catalog.SeverityBlocking, FactorTenths: 100,
		Automatic: true}, got[4].Then)
}

// TestJSON: escapes, tabs and numbers are read as JSON has them.
func TestJSON(t *testing.T) {
	got, err := overlay.Parse("tabs.json", read(t, "testdata/accepted/tabs.json"))
	require.NoError(t, err)
	assert.Equal(t, []string{"a/b"}, got[0].When.Codes)
	assert.Equal(t, []string{"café 😀 a/b"}, got[0].When.Messages)
	assert.Equal(t, uint8(20), got[0].Then.FactorTenths)
	again, err := overlay.Parse("no ending", read(t, "testdata/accepted/tabs.json"))
	require.NoError(t, err)
	assert.Equal(t, got, again)
}

// TestForms: what is written out of rules, in whatever form, reads as the same
// rules.
func TestForms(t *testing.T) {
	for _, path := range files(t, "accepted/*") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			want, err := overlay.Parse(path, read(t, path))
			require.NoError(t, err)
			asYAML, err := overlay.YAML(want)
			require.NoError(t, err)
			asJSON, err := overlay.JSON(want)
			require.NoError(t, err)
			compiled, err := overlay.Compile(path, read(t, path))
			require.NoError(t, err)
			for _, form := range [][]byte{asYAML, asJSON, compiled, append([]byte("\ufeff"), asYAML...), append([]byte("\ufeff"), asJSON...)} {
				o, err := overlay.Read("again", form)
				require.NoError(t, err, "%s", form)
				require.Equal(t, len(want), o.Len())
				for i := range want {
					assert.Equal(t, &want[i], o.Rule(i), "%s", form)
				}
			}
		})
	}
}

func TestReadFile(t *testing.T) {
	o, err := overlay.ReadFile("testdata/accepted/everything.yaml")
	require.NoError(t, err)
	assert.Equal(t, 5, o.Len())
	_, err = overlay.ReadFile("testdata/missing.yaml")
	assert.ErrorIs(t, err, os.ErrNotExist)
	_, err = overlay.ReadFile("testdata/refused/missing.json")
	assert.EqualError(t, err, "testdata/refused/missing.json:1:1: version: is missing: it is 1\ntestdata/refused/missing.json:1:1: rules: is missing: it is a list")
	_, err = overlay.Read("damaged.overlay", []byte("FNFO but no more"))
	assert.ErrorContains(t, err, "damaged.overlay: ")
	assert.Nil(t, o.Find(&rules.Question{Evidence: &catalog.Evidence{}}).Rule)
}

// TestLimits: what is too large is refused for being that.
func TestLimits(t *testing.T) {
	rule := func(n int, code string) string {
		return fmt.Sprintf("  - {name: a%d", n) + ", when: {code: " + code + "}, then: {category: conflict}}\n"
	}
	many := "version: 1\nrules:\n"
	for n := range rules.MaxRules {
		many += rule(n, "c")
	}
	got, err := overlay.Parse("many.yaml", []byte(many))
	require.NoError(t, err)
	assert.Len(t, got, rules.MaxRules)
	_, err = overlay.Parse("many.yaml", []byte(many+rule(rules.MaxRules, "c")))
	assert.EqualError(t, err, "many.yaml:1027:5: rules[1024]: is one too many: there can be 1024 rules")
	_, err = overlay.Parse("long.yaml", []byte(strings.Repeat("#", overlay.MaxSource+1)))
	assert.EqualError(t, err, "long.yaml: is larger than 1 MiB")

	long := strings.Repeat("m", rules.MaxText)
	large := "version: 1\nrules:\n"
	for n := range rules.MaxRules {
		large += strings.Replace(rule(n, "c"), "code: c", "message: ["+long+"a, "+long[1:]+"b, "+long[2:]+"c]", 1)
	}
	_, err = overlay.Compile("large.yaml", []byte(strings.ReplaceAll(large, long+"a", long)))
	assert.EqualError(t, err, "large.yaml: takes more than 512 KiB in binary form")
}

// TestNonsense: a lot of anything ends in a list of problems that somebody
// can read.
func TestNonsense(t *testing.T) {
	const size = overlay.MaxSource / 16 // all of it takes seconds under the race detector
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, text := range map[string]string{
		"opened lists":    fill("["),
		"opened objects":  fill("{"),
		"opened keys":     fill(`{"a":`),
		"dashes":          fill("- "),
		"dashes in lines": fill("-\n"),
		"keys":            fill("a: 1\n"),
		"key in key":      fill("a: "),
		"questions":       fill("? "),
		"remarks":         fill("# a\n"),
		"quotes":          fill(`"`),
		"anchors":         fill("- &a b\n"),
		"aliases":         "- &a b\n" + fill("- *a\n")[:size-10],
		"zeros":           fill("\x00"),
		"blanks":          fill(" "),
		"lines":           fill("\n"),
		"documents":       fill("---\n"),
		"words":           fill("some words "),
		"rules":           "version: 1\nrules:\n" + fill("  - {a: b}\n")[:size-40],
		"rule keys":       "version: 1\nrules:\n  - name: a\n" + fill("    b: c\n")[:size-40],
		"codes":           "version: 1\nrules:\n  - name: a\n    when: {code: [" + fill("c, ")[:size-100] + "]}\n",
		"JSON list":       "[" + fill("1,")[:size-10] + "1]",
		"JSON depth":      strings.Repeat("[", size/2) + strings.Repeat("]", size/2),
		"JSON keys":       "{" + fill(`"a":1,`)[:size-20] + `"b":1}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := overlay.Parse("nonsense", []byte(text))
			require.Error(t, err)
			assert.Less(t, len(err.Error()), 100_000)
		})
	}
}

// FuzzParse: whatever the source, it is refused with problems in the file's
// order or compiles into what reads as the same rules.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"accepted/*", "refused/*[ln]"} {
		for _, path := range files(f, pattern) {
			f.Add(read(f, path))
		}
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		want, err := overlay.Parse("fuzz", source)
		if err != nil {
			var list *overlay.Errors
			require.ErrorAs(t, err, &list)
			require.NotEmpty(t, list.List)
			return
		}
		asYAML, err := overlay.YAML(want)
		require.NoError(t, err)
		got, err := overlay.Parse("again", asYAML)
		require.NoError(t, err, "%s", asYAML)
		assert.Equal(t, len(want), len(got))
		for i := range want {
			assert.Equal(t, want[i], got[i])
		}
	})
}
