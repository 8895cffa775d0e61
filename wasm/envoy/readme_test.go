package main_test

import (
	"os"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/envoy/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return string(text)
}

// TestStart: the configuration of the README is one.
func TestStart(t *testing.T) {
	_, rest, ok := strings.Cut(readme(t), "value: |\n")
	require.True(t, ok)
	text, _, _ := strings.Cut(rest, "```")
	c, err := config.Parse([]byte(text))
	require.NoError(t, err)
	p := c.ByHost([]byte("au-api.basiq.io"))
	require.NotNil(t, p)
	assert.Equal(t, catalog.Login, p.Operation([]byte("POST"), []byte("/users/u/connections")))
}

// TestLines: the lines that the README shows are those that are logged.
func TestLines(t *testing.T) {
	_, err := config.Parse([]byte(`{"providers": [{"provider": "basic"}]}`))
	require.Error(t, err)
	v := decoder.Classify(&decoder.Request{
		Provider: catalog.Basiq, Status: 429, Operation: catalog.Read,
		Body: []byte(`{"type":"list","correlationId":"c","data":[{"type":"error","code":"too-many-requests"}]}`),
	})
	for _, line := range []string{
		"finfault: configuration: " + err.Error(),
		"finfault: " + v.String() + " status=429 operation=read shape=" + v.Shape.String(),
	} {
		assert.True(t, strings.Contains(readme(t), "\n"+line+"\n"), line)
	}
}
