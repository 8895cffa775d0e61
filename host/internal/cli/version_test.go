package cli

import (
	"encoding/json"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVersion(t *testing.T) {
	for _, args := range []string{"version", "--version", "-v"} {
		got := call{args: args}.run()
		assert.Regexp(t, `^finfault \S+ .*go1\.\S+ .*\w+/\w+\n$`, got.out)
		assert.Zero(t, got.code)
	}
	var v map[string]any
	require.NoError(t, json.Unmarshal([]byte(call{args: "version --json"}.run().out), &v))
	assert.Contains(t, v, "version")
	assert.Contains(t, v, "go")
}

func TestVersionOfABuild(t *testing.T) {
	v := &version{Version: "unknown", Go: "go1.26", Platform: "linux/arm64"}
	v.fill(&debug.BuildInfo{})
	assert.Equal(t, "finfault unknown go1.26 linux/arm64", v.String())
	v.fill(&debug.BuildInfo{
		Main: debug.Module{Version: "v0.1.0"},
		Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"},
		},
	})
	assert.Equal(t, "finfault v0.1.0 0123456789ab (modified) go1.26 linux/arm64", v.String())
	assert.Equal(t, "2026-01-02T03:04:05Z", v.Time)
}
