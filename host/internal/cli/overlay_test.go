package cli

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/host/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const badRules = `testdata/rules/bad.yaml:4:22: rules[0].when.provider: "plaid" is none of: basiq, synapse, truelayer, mx
testdata/rules/bad.yaml:4:29: rules[0].when.stauts: there is no such key; there are: provider, shape, status, code, operation, message, step; did you mean status?
testdata/rules/bad.yaml:5:22: rules[0].then.category: "user_action" is none of: unclassified, invalid_request, not_found, conflict, user_input_invalid, unsupported, app_credentials_invalid, token_expired, permission_denied, rate_limited, user_credentials_invalid, mfa_required, consent_required, user_action_required, no_eligible_account, institution_unavailable, institution_timeout, institution_rate_limited, aggregator_unavailable, aggregator_timeout, aggregator_internal, operation_failed; did you mean user_action_required?
`

func TestOverlayCheck(t *testing.T) {
	const fine = "testdata/rules/rules.yaml: 4 rules, no problem\n"
	odd := strings.Join([]string{
		`testdata/rules/odd.yaml:3:11: warning: rules[0]: acme.first says what the catalog says anyway: truelayer-401`,
		`testdata/rules/odd.yaml:6:11: warning: rules[1]: acme.second can never apply: acme.first comes before it and applies wherever it would`,
		"testdata/rules/odd.yaml: 2 rules, 2 warnings\n"}, "\n")
	for name, c := range map[string]struct {
		files string
		want  result
	}{
		"sound":   {"testdata/rules/rules.yaml", result{fine, "", exitOK}},
		"odd":     {"testdata/rules/odd.yaml", result{odd, "", exitOK}},
		"bad":     {"testdata/rules/bad.yaml", result{"", badRules, exitUsage}},
		"several": {"testdata/rules/bad.yaml testdata/rules/rules.yaml", result{fine, badRules, exitUsage}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, call{args: "overlay check " + c.files}.run()) })
	}
	piped := call{args: "overlay check -", in: strings.NewReader(`{"version":1,"rules":[]}`)}.run()
	assert.Equal(t, result{"standard input: 0 rules, no problem\n", "", exitOK}, piped)
	missing := call{args: "overlay check testdata/rules/missing.yaml testdata/rules/bad.yaml"}.run()
	assert.Equal(t, exitUsage, missing.code)
	assert.Contains(t, missing.err, `cannot read "testdata/rules/missing.yaml": no such file or directory`)
	assert.Contains(t, missing.err, badRules)
}

// TestOverlayCompile: the binary form goes where it is asked for, and says the
// same as the source.
func TestOverlayCompile(t *testing.T) {
	source, err := os.ReadFile("testdata/rules/rules.yaml")
	require.NoError(t, err)
	want, err := overlay.Compile("rules.yaml", source)
	require.NoError(t, err)
	dir := t.TempDir()
	file := filepath.Join(dir, "rules.yml")
	require.NoError(t, os.WriteFile(file, source, 0o600))

	assert.Equal(t, result{}, call{args: "overlay compile", more: []string{file}, terminal: true}.run())
	written, err := os.ReadFile(filepath.Join(dir, "rules.overlay"))
	require.NoError(t, err)
	assert.Equal(t, want, written)

	other := filepath.Join(dir, "other")
	assert.Equal(t, result{}, call{args: "overlay compile - -o", more: []string{other}, in: strings.NewReader(string(source))}.run())
	written, err = os.ReadFile(other)
	require.NoError(t, err)
	assert.Equal(t, want, written)

	assert.Equal(t, result{string(want), "", exitOK}, call{args: "overlay compile testdata/rules/rules.yaml -o -"}.run())
	assert.Equal(t, result{string(want), "", exitOK}, call{args: "overlay compile -", in: strings.NewReader(string(source))}.run())
	for _, args := range []string{"overlay compile testdata/rules/rules.yaml -o -", "overlay compile -"} {
		got := call{args: args, in: strings.NewReader(string(source)), terminal: true}.run()
		assert.Equal(t, result{"", "finfault: the binary form is nothing for a terminal: name a file with -o, or pipe it on\nsee finfault overlay compile --help\n", exitUsage}, got)
	}
	again := call{args: "overlay compile", more: []string{filepath.Join(dir, "rules.overlay")}}.run()
	assert.Contains(t, again.err, "rules.overlay is compiled already")
	confused := filepath.Join(dir, "source.overlay")
	require.NoError(t, os.WriteFile(confused, source, 0o600))
	assert.Contains(t, call{args: "overlay compile", more: []string{confused}}.run().err, "source.overlay is the source: name another file with -o")
	assert.Equal(t, exitOutput, call{args: "overlay compile testdata/rules/rules.yaml -o", more: []string{dir}}.run().code)
	assert.Equal(t, result{"", badRules, exitUsage}, call{args: "overlay compile testdata/rules/bad.yaml"}.run())
}

// TestOverlayAsText: the form that the Envoy filter is configured with, of source
// and compiled rules alike, on a terminal too.
func TestOverlayAsText(t *testing.T) {
	compiled := call{args: "overlay compile testdata/rules/rules.yaml -o -"}.run().out
	want := result{base64.StdEncoding.EncodeToString([]byte(compiled)) + "\n", "", exitOK}
	assert.Equal(t, want, call{args: "overlay compile --base64 testdata/rules/rules.yaml", terminal: true}.run())
	assert.Equal(t, want, call{args: "overlay compile --base64 -", in: strings.NewReader(compiled)}.run())
	file := filepath.Join(t.TempDir(), "rules.txt")
	assert.Equal(t, result{}, call{args: "overlay compile --base64 testdata/rules/rules.yaml -o", more: []string{file}}.run())
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, want.out, string(written))
}

// TestOverlayShow: a compiled file can be read again, in every form.
func TestOverlayShow(t *testing.T) {
	compiled := filepath.Join(t.TempDir(), "rules.overlay")
	require.Zero(t, call{args: "overlay compile testdata/rules/rules.yaml -o", more: []string{compiled}}.run().code)
	want, err := os.ReadFile(compiled)
	require.NoError(t, err)
	for _, form := range []string{"--yaml", "--json"} {
		got := call{args: "overlay show " + form, more: []string{compiled}}.run()
		require.Zero(t, got.code, got.err)
		assert.Equal(t, got, call{args: "overlay show testdata/rules/rules.yaml " + form}.run())
		again, err := overlay.Compile("again", []byte(got.out))
		require.NoError(t, err)
		assert.Equal(t, want, again)
	}
	assert.Equal(t, call{args: "overlay show testdata/rules/rules.yaml"}.run(), call{args: "overlay show", more: []string{compiled}}.run())
	none := call{args: "overlay show -", in: strings.NewReader(`{"version":1,"rules":[]}`)}.run()
	assert.Equal(t, result{"", "finfault: standard input has no rules\n", exitOK}, none)
	assert.Equal(t, result{"", badRules, exitUsage}, call{args: "overlay show testdata/rules/bad.yaml"}.run())
}

func TestOverlaySchema(t *testing.T) {
	want, err := os.ReadFile("../../overlay/schema.json")
	require.NoError(t, err)
	assert.Equal(t, result{string(want), "", exitOK}, call{args: "overlay schema"}.run())
}

// TestClassifyWithOverlay: rules are asked first, from their source or compiled.
func TestClassifyWithOverlay(t *testing.T) {
	compiled := filepath.Join(t.TempDir(), "rules.overlay")
	require.Zero(t, call{args: "overlay compile testdata/rules/rules.yaml -o", more: []string{compiled}}.run().code)
	for _, file := range []string{"testdata/rules/rules.yaml", compiled} {
		for _, command := range []string{"classify", "explain"} {
			got := call{args: command + " --provider basiq --status 403 testdata/bodies/basiq-disabled.json --overlay", more: []string{file}}.run()
			require.Zero(t, got.code, got.err)
			assert.Contains(t, got.out, `"row":"acme.disabled","basis":"overlay"`)
			assert.Contains(t, got.out, `"reason":"acme.call-basiq"`)
		}
	}
	bad := call{args: "classify --overlay testdata/rules/bad.yaml"}.run()
	assert.Equal(t, result{"", badRules, exitUsage}, bad)
}
