package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const secret = "SSN123456789"

// TestPrivacy: whatever goes wrong, no body and no text of a provider is on
// standard error: not even where the body was given in the wrong place.
func TestPrivacy(t *testing.T) {
	body := `{"error":{"en":"` + secret + `"},"error_code":"` + secret + `"}`
	file := filepath.Join(t.TempDir(), "body.json")
	require.NoError(t, os.WriteFile(file, []byte(body), 0o600))
	for _, m := range allMisuses() {
		for _, where := range [][]string{nil, {file}} {
			got := call{args: m.args, more: append(append([]string(nil), m.more...), where...), in: strings.NewReader(body)}.run()
			assert.NotContains(t, got.err, secret, m.args)
		}
	}
	misplaced := []string{"classify", "explain", "classify --provider", "classify --operation", "classify --status", "classify --idempotent",
		"classify --header", "classify --bogus", "classify one", "classify --json --provider mx -- ", "catalog", "catalog list", "catalog list --category",
		"catalog list --namespace", "catalog list --status", "catalog list --operation", "catalog list --provider", "catalog show",
		"catalog export --format", "overlay", "overlay check", "overlay compile", "overlay show", "overlay schema", "classify --overlay", "serve", "serve --address",
		"stream", "stream --bad", "stream --jobs", "stream --provider", "stream --progress",
		"drift", "drift --rows", "drift --overlay", "backtest", "backtest --after-overlay", "backtest --after-module",
		"version", "help", "help catalog", "completion", "completion bash", ""}
	for _, args := range misplaced {
		got := call{args: args, more: []string{body}}.run()
		assert.Equal(t, exitUsage, got.code, args)
		assert.NotContains(t, got.err+got.out, secret, args)
	}
	for _, flag := range []string{"--provider=", "--status=", "--operation=", "--idempotent=", "--header=", "--json=", "--no-color=", "--", "-"} {
		got := call{args: "classify", more: []string{flag + strings.ReplaceAll(body, ":", " ")}}.run()
		assert.Equal(t, exitUsage, got.code, flag)
		assert.NotContains(t, got.err, secret, flag)
	}
}

// TestPrivacyOfOutputErrors: nor is it where the answer cannot be written.
func TestPrivacyOfOutputErrors(t *testing.T) {
	for _, args := range []string{"classify", "explain", "classify --json=false", "explain --json=false"} {
		var message strings.Builder
		call{args: args, in: strings.NewReader(secret)}.to(broken{os.ErrClosed}, &message)
		assert.Equal(t, "finfault: cannot write standard output: input/output error\n", message.String())
	}
}

// TestExplainHoldsNoText: the way to a verdict can be shown to anybody.
func TestExplainHoldsNoText(t *testing.T) {
	for _, name := range []string{"synapse-110.json", "basiq-errors.json", "truelayer-hostile.json"} {
		got := call{args: "explain --json=false", in: body(t, name)}.run()
		require.Zero(t, got.code)
		for _, text := range []string{"credentials.", "Institution ID", "All is well", "nobody has seen"} {
			assert.NotContains(t, got.out, text)
		}
	}
}
