package cli

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"testing"

	"github.com/finfault/finfault/catalog/version"
	"github.com/finfault/finfault/wasm/abi"
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
	assert.Equal(t, "v"+version.Release, v["version"])
	assert.Equal(t, fmt.Sprintf("%d.%d", abi.Major, abi.Minor), v["abi"])
	assert.Contains(t, v, "go")
}

func TestVersionOfABuild(t *testing.T) {
	v := &built{Version: "v0.1.0", Go: "go1.26", Platform: "linux/arm64"}
	v.fill(&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}})
	assert.Equal(t, "finfault v0.1.0 go1.26 linux/arm64", v.String())
	v.fill(&debug.BuildInfo{
		Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"},
		},
	})
	assert.Equal(t, "finfault v0.1.0 0123456789ab (modified) go1.26 linux/arm64", v.String())
	assert.Equal(t, "2026-01-02T03:04:05Z", v.Time)
}
