package config_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/wasm/envoy/config"
)

// withOverlay is a configuration with such a text for its overlay.
func withOverlay(text string) []byte {
	return []byte(`{"providers":[{"provider":"mx","hosts":["api.mx.com"]}],"overlay":"` + text + `"}`)
}

func TestOverlay(t *testing.T) {
	for names := range 7 { // forms of each length modulo 3
		rules, err := overlay.Encode([]overlay.Rule{{Name: strings.Repeat("a", names+1), When: overlay.When{Codes: []string{"tea"}},
			Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.Unsupported}}})
		require.NoError(t, err)
		for _, text := range []string{
			base64.StdEncoding.EncodeToString(rules),
			base64.RawStdEncoding.EncodeToString(rules),
			` \n` + strings.Join(strings.SplitAfterN(base64.StdEncoding.EncodeToString(rules), "", 30), `\r\n\t `),
		} {
			c, err := config.Parse(withOverlay(text))
			require.NoError(t, err)
			require.NotNil(t, c.Overlay)
			assert.Equal(t, strings.Repeat("a", names+1), c.Overlay.Rule(0).Name)
			_, err = config.Parse(withOverlay(text[:len(text)-5]))
			assert.Error(t, err)
		}
	}
	c, err := config.Parse(withOverlay(""))
	require.NoError(t, err)
	assert.Nil(t, c.Overlay)
}

func TestOverlayErrors(t *testing.T) {
	for text, says := range map[string]string{
		"rules: []": "overlay: ",
		"Rk5GTw==":  "overlay: is not in the binary form: compile its source with finfault overlay compile",
		"Rk5GTx=A":  "overlay: the base64 is cut: it is rules of your own as finfault overlay compile --base64 writes them",
		"Rk5GTwA":   "overlay: is not in the binary form",
		"R":         "overlay: the base64 is cut",
		"Rk5GTx":    "overlay: the base64 is cut",
	} {
		_, err := config.Parse(withOverlay(text))
		require.Error(t, err, text)
		assert.Contains(t, err.Error(), says)
		assert.NotContains(t, err.Error(), "\n")
	}
}
