package schematest

import (
	"testing"

	wasmv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/wasm/v3"
	"github.com/finfault/finfault/wasm/envoy/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEnvoy: Envoy takes envoy.yaml, and would say no to a mistake in it,
// however deep it stands.
func TestEnvoy(t *testing.T) {
	refused(t, read(t, "envoy/envoy.yaml"), func(text []byte) error {
		_, err := Bootstrap(text)
		return err
	}, map[string][2]string{
		"unknown key":                   {"static_resources:", "static_resource:"},
		"unknown key in typed_config":   {"stat_prefix: egress", "stats_prefix: egress"},
		"unknown key two configs deep":  {"failure_policy: FAIL_OPEN", "failure_polcy: FAIL_OPEN"},
		"unknown value":                 {"FAIL_OPEN", "FAIL_OPENED"},
		"unknown type":                  {"filters.http.wasm.v3.Wasm", "filters.http.wasm.v3.Wsam"},
		"rule of the API":               {"cluster_name: basiq", `cluster_name: ""`},
		"rule of the API, typed_config": {"stat_prefix: egress", `stat_prefix: ""`},
		"key that stands twice":         {"admin:", "stats_config: {}\nadmin:"},
	})
}

// TestFilter: a fault of the filter breaks no stream, and the filter reads its
// configuration, which Envoy hands over as JSON.
func TestFilter(t *testing.T) {
	b, err := Bootstrap([]byte(read(t, "envoy/envoy.yaml")))
	require.NoError(t, err)
	filters, err := WasmFilters(b)
	require.NoError(t, err)
	require.Len(t, filters, 1)
	assert.Equal(t, wasmv3.FailurePolicy_FAIL_OPEN, filters[0].GetConfig().GetFailurePolicy())

	refused(t, filterConfig(t), func(json []byte) error {
		_, err := config.Parse(json)
		return err
	}, map[string][2]string{
		"unknown key":      {"success_paths", "sucess_paths"},
		"unknown provider": {`"truelayer"`, `"truelayr"`},
	})
}

// TestHeldBack: the filter holds answers back only for response headers and
// problems, which Envoy has to be told, and no answer arrives when it is not.
func TestHeldBack(t *testing.T) {
	b, err := Bootstrap([]byte(read(t, "envoy/envoy.yaml")))
	require.NoError(t, err)
	filters, err := WasmFilters(b)
	require.NoError(t, err)
	c := parsed(t, filterConfig(t))
	assert.Equal(t, c.ResponseHeaders || c.Problem,
		filters[0].GetConfig().GetAllowOnHeadersStopIteration().GetValue())
}
