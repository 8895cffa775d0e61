package overlay_test

import (
	"testing"

	"github.com/finfault/finfault/host/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWarnings: what can never apply and what the catalog says anyway is
// noticed, and nothing else.
func TestWarnings(t *testing.T) {
	const category = "then: {category: conflict}}\n"
	for name, c := range map[string]struct {
		rules string
		want  []string
	}{
		"the same conditions": {"{name: a, when: {code: x, status: 404}, " + category + "  - {name: b, when: {code: X., status: 404}, " + category,
			[]string{"w.yaml:4:12: warning: rules[1]: b can never apply: a comes before it and applies wherever it would"}},
		"wider ones": {"{name: a, when: {message: frozen, status: 4xx, code: [x, y]}, " + category +
			"  - {name: b, when: {provider: mx, operation: job, step: log in, message: has been frozen, status: [404, '410-415'], code: x}, " + category,
			[]string{"w.yaml:4:12: warning: rules[1]: b can never apply: a comes before it and applies wherever it would"}},
		"one more code":     {"{name: a, when: {code: [x, y]}, " + category + "  - {name: b, when: {code: [x, z]}, " + category, nil},
		"one more status":   {"{name: a, when: {status: 4xx}, " + category + "  - {name: b, when: {status: [404, 500]}, " + category, nil},
		"any provider":      {"{name: a, when: {code: x, provider: mx}, " + category + "  - {name: b, when: {code: x}, " + category, nil},
		"any operation":     {"{name: a, when: {code: x, operation: job}, " + category + "  - {name: b, when: {code: x}, " + category, nil},
		"any shape":         {"{name: a, when: {code: x, shape: text}, " + category + "  - {name: b, when: {code: x}, " + category, nil},
		"any step":          {"{name: a, when: {code: x, step: log in}, " + category + "  - {name: b, when: {code: x}, " + category, nil},
		"a shorter message": {"{name: a, when: {message: abcd}, " + category + "  - {name: b, when: {message: abc}, " + category, nil},
		"a 5xx that is spared": {"{name: a, when: {code: x}, then: {category: invalid_request}}\n  - {name: b, when: {code: x}, " + category +
			"  - {name: c, when: {code: x, status: 503}, then: {category: not_found}}\n",
			[]string{"w.yaml:5:12: warning: rules[2]: c can never apply: b comes before it and applies wherever it would"}},
		"the catalog's own": {"{name: a, when: {provider: truelayer, code: invalid_client}, then: {category: app_credentials_invalid}}\n",
			[]string{"w.yaml:3:12: warning: rules[0]: a says what the catalog says anyway: truelayer-"}},
		"another category":       {"{name: a, when: {provider: truelayer, code: invalid_client}, " + category, nil},
		"another reason":         {"{name: a, when: {provider: truelayer, code: invalid_client}, then: {category: app_credentials_invalid, reason: mine}}\n", nil},
		"a code of nobody":       {"{name: a, when: {provider: truelayer, code: [invalid_client, no-such]}, then: {category: app_credentials_invalid}}\n", nil},
		"any other provider too": {"{name: a, when: {code: invalid_client}, then: {category: app_credentials_invalid}}\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			source := []byte("version: 1\nrules:\n  - " + c.rules)
			report, err := overlay.Check("w.yaml", source)
			require.NoError(t, err)
			require.Len(t, report.Warnings, len(c.want), "%v", report.Warnings)
			for i, w := range report.Warnings {
				assert.Contains(t, w.String(), c.want[i])
			}
			compiled, err := overlay.Compile("w.yaml", source)
			require.NoError(t, err)
			again, err := overlay.Check("w.overlay", compiled)
			require.NoError(t, err)
			assert.Equal(t, report.Rules, again.Rules)
			assert.Len(t, again.Warnings, len(c.want), "the binary form has no lines, but the same rules")
		})
	}
	_, err := overlay.Check("w.yaml", []byte("version: 1"))
	assert.EqualError(t, err, "w.yaml:1:1: rules: is missing: it is a list")
	_, err = overlay.Check("w.overlay", []byte("FNFO"))
	assert.ErrorContains(t, err, "w.overlay: is not in the binary form")
}
