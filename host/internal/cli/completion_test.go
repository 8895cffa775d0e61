package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCompletion(t *testing.T) {
	tests := map[string]struct {
		args string
		want []string
	}{
		"commands":   {"", []string{"classify", "explain", "stream", "drift", "backtest", "catalog", "overlay", "serve", "version", "completion"}},
		"provider":   {"classify --provider", []string{"basiq", "synapse", "truelayer", "mx", "unknown"}},
		"operation":  {"explain --operation", []string{"token", "login", "payment"}},
		"idempotent": {"classify --idempotent", []string{"yes", "no"}},
		"engine":     {"explain --engine", []string{"native", "wasm"}},
		"header":     {"classify --header", []string{"Retry-After:", "Tl-Should-Retry:"}},
		"bad":        {"stream --bad", []string{"answer", "skip", "fatal"}},
		"progress":   {"stream --progress", []string{"auto", "always", "never"}},
		"category":   {"catalog list --category", []string{"token_expired", "none"}},
		"namespace":  {"catalog list --namespace", []string{"http", "gateway"}},
		"code":       {"catalog list --code", []string{"access-denied", "110", "invalid_grant"}},
		"rows":       {"catalog show", []string{"basiq-9\tbasiq.access-denied.disabled-or-expired", "http-601\thttp.no-response"}},
		"one row":    {"catalog show basiq-9", nil},
		"format":     {"catalog export --format", []string{"json", "csv", "markdown"}},
		"overlay":    {"overlay", []string{"check", "compile", "show", "schema"}},
		"rules":      {"overlay check", []string{"yaml", "yml", "json", "overlay"}},
		"its flag":   {"classify --overlay", []string{"yaml", "overlay"}},
		"address":    {"serve --address", []string{"127.0.0.1:8017", "localhost:0"}},
		"shells":     {"completion", []string{"bash", "zsh", "fish", "powershell"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := call{args: "__complete " + test.args, more: []string{""}}.run()
			assert.Zero(t, got.code, got.err)
			lines := strings.Split(got.out, "\n")
			for _, want := range test.want {
				found := false
				for _, line := range lines {
					found = found || line == want || strings.HasPrefix(line, want+"\t")
				}
				assert.True(t, found, "%s is not among %q", want, lines)
			}
			if test.want == nil {
				assert.True(t, strings.HasPrefix(got.out, ":"), got.out)
			}
		})
	}
}

func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		got := call{args: "completion " + shell}.run()
		assert.Zero(t, got.code)
		assert.Contains(t, got.out, "finfault")
		assert.Empty(t, got.err)
	}
}
