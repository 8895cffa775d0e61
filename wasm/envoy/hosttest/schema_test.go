package hosttest

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/wasm/envoy/config"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSchema: the JSON Schema takes and refuses the same configurations as the
// filter. That no host may stand twice is all that it cannot say.
func TestSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../config/schema.json")
	require.NoError(t, err)
	taken := 0
	for _, text := range []string{
		configuration(""), `{}`, `[]`, `{"providers": []}`, `{"providers": [{"provider": "mx"}]}`, `{"providers": [{"hosts": ["a"]}]}`,
		`{"providers": [{"provider": "mx", "hosts": []}]}`, `{"providers": [{"provider": "mx", "hosts": [], "clusters": ["c"]}]}`,
		`{"providers": [{"provider": "mx", "hosts": ["a b"]}]}`, `{"providers": [{"provider": "mx", "hosts": ["*.a"], "x": 1}]}`,
		`{"providers": [{"provider": "mx", "hosts": "a"}]}`, `{"providers": [{"provider": "plaid", "hosts": ["a"]}]}`,
		`{"providers": [{"provider": "mx", "hosts": ["a"], "operations": [{"path": "/", "operation": "read"}]}]}`,
		`{"providers": [{"provider": "mx", "hosts": ["a"], "operations": [{"path": "/"}]}]}`,
		`{"providers": [{"provider": "mx", "hosts": ["a"], "operations": [{"path": "a", "operation": "read"}]}]}`,
		`{"providers": [{"provider": "mx", "hosts": ["a"], "operations": [{"path": "/", "method": "get", "operation": "read"}]}]}`,
		configuration(`, "statuses": ["4xx", 503]`), configuration(`, "statuses": [503.5]`), configuration(`, "statuses": ["6xx"]`),
		configuration(`, "statuses": [299]`), configuration(`, "statuses": [599]`), configuration(`, "statuses": []`), configuration(`, "statuses": [true]`),
		configuration(`, "max_body": 1`), configuration(`, "max_body": 0`), configuration(`, "max_body": 1048576`), configuration(`, "max_body": 1048577`),
		configuration(`, "metrics": false`), configuration(`, "metrics": 1`), configuration(`, "filter_state": null`),
		configuration(`, "log": {"level": "off"}`), configuration(`, "log": {"level": "loud"}`), configuration(`, "log": {}`), configuration(`, "logs": {}`),
		configuration(`, "response_headers": {"enabled": true, "prefix": "x-"}`), configuration(`, "response_headers": {"prefix": "X-"}`),
		configuration(`, "response_headers": {"prefix": ""}`), configuration(`, "response_headers": true`),
		configuration(`, "problem": {"enabled": true, "personal": false}`), configuration(`, "problem": {"Enabled": true}`),
	} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err)
		_, refused := config.Parse([]byte(text))
		if refused == nil {
			taken++
			assert.NoError(t, schema.Validate(document), text)
		} else {
			assert.Error(t, schema.Validate(document), "%s: %v", text, refused)
		}
	}
	assert.Equal(t, 12, taken)
}
