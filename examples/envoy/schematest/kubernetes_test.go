package schematest

import (
	"testing"

	bootstrapv3 "github.com/envoyproxy/go-control-plane/envoy/config/bootstrap/v3"
	metricsv3 "github.com/envoyproxy/go-control-plane/envoy/config/metrics/v3"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v2"
	"google.golang.org/protobuf/encoding/protojson"
	extensionsv1 "istio.io/api/extensions/v1alpha1"
	networkingv1 "istio.io/api/networking/v1alpha3"

	egv1 "github.com/envoyproxy/gateway/api/v1alpha1"
)

// TestWasmPlugin: Istio takes the file; it fails open, and its configuration
// is that of envoy.yaml, which the filter reads.
func TestWasmPlugin(t *testing.T) {
	text := read(t, "istio/wasmplugin.yaml")
	refused(t, text, func(text []byte) error { _, err := WasmPlugin(text); return err }, map[string][2]string{
		"unknown key":             {"failStrategy:", "failStrategie:"},
		"unknown key in metadata": {"namespace:", "namspace:"},
		"unknown value":           {"FAIL_OPEN", "OPEN"},
		"other kind":              {"kind: WasmPlugin", "kind: WasmPlugins"},
		"other version":           {"v1alpha1", "v1alpha2"},
	})
	p, err := WasmPlugin([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, extensionsv1.FailStrategy_FAIL_OPEN, p.GetFailStrategy())
	json, err := protojson.Marshal(p.GetPluginConfig())
	require.NoError(t, err)
	assert.JSONEq(t, filterConfig(t), string(json))
	withoutHolding(t, string(json))
}

// TestExtensionPolicy is the same for Envoy Gateway.
func TestExtensionPolicy(t *testing.T) {
	text := read(t, "istio/envoyextensionpolicy.yaml")
	refused(t, text, func(text []byte) error { _, err := ExtensionPolicy(text); return err }, map[string][2]string{
		"unknown key":  {"failOpen:", "failopen_:"},
		"wrong type":   {"failOpen: true", `failOpen: "true"`},
		"other target": {"targetRefs:", "targetReferences:"},
		"other kind":   {"kind: EnvoyExtensionPolicy", "kind: EnvoyPolicy"},
	})
	p, err := ExtensionPolicy([]byte(text))
	require.NoError(t, err)
	require.Len(t, p.Spec.Wasm, 1)
	wasm := p.Spec.Wasm[0]
	assert.True(t, *wasm.FailOpen)
	// A rule of the resource definition, which the types do not know.
	assert.Equal(t, egv1.ImageWasmCodeSourceType, wasm.Code.Type)
	assert.NotEmpty(t, wasm.Code.Image.URL)
	assert.Nil(t, wasm.Code.HTTP)
	assert.JSONEq(t, filterConfig(t), string(wasm.Config.Raw))
	withoutHolding(t, string(wasm.Config.Raw))
}

// withoutHolding: neither resource can allow what response headers and
// problems need.
func withoutHolding(t *testing.T, json string) {
	t.Helper()
	c := parsed(t, json)
	assert.False(t, c.ResponseHeaders || c.Problem)
}

// TestEnvoyFilter: the patch of Istio's bootstrap makes the labels of envoy.yaml.
func TestEnvoyFilter(t *testing.T) {
	text := read(t, "istio/envoyfilter.yaml")
	refused(t, text, func(text []byte) error { _, err := EnvoyFilter(text); return err }, map[string][2]string{
		"unknown key":   {"applyTo:", "applyto:"},
		"unknown value": {"operation: MERGE", "operation: JOIN"},
	})
	f, err := EnvoyFilter([]byte(text))
	require.NoError(t, err)
	require.Len(t, f.GetConfigPatches(), 1)
	patch := f.GetConfigPatches()[0]
	assert.Equal(t, networkingv1.EnvoyFilter_BOOTSTRAP, patch.GetApplyTo())
	json, err := protojson.Marshal(patch.GetPatch().GetValue())
	require.NoError(t, err)
	assertTags(t, string(json))
	refused(t, string(json), func(text []byte) error { return message(text, new(bootstrapv3.Bootstrap)) },
		map[string][2]string{"unknown key in the patch": {"tag_name", "tagname"}})
}

// TestEnvoyProxy is the same for Envoy Gateway.
func TestEnvoyProxy(t *testing.T) {
	text := read(t, "istio/envoyproxy.yaml")
	refused(t, text, func(text []byte) error { _, err := EnvoyProxy(text); return err },
		map[string][2]string{"unknown key": {"bootstrap:", "bootstraps:"}})
	p, err := EnvoyProxy([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, egv1.BootstrapTypeMerge, *p.Spec.Bootstrap.Type)
	assertTags(t, *p.Spec.Bootstrap.Value)
}

// assertTags: a patch of the bootstrap holds the labels of envoy.yaml and
// nothing else.
func assertTags(t *testing.T, patch string) {
	t.Helper()
	got, want := new(bootstrapv3.Bootstrap), new(bootstrapv3.Bootstrap)
	require.NoError(t, message([]byte(patch), got))
	want.StatsConfig = &metricsv3.StatsConfig{StatsTags: statsTags(t)}
	assert.Equal(t, protojson.Format(want), protojson.Format(got))
}

// TestRelabel: what the README gives to Prometheus makes the same labels of the
// names that it gets without stats_tags.
func TestRelabel(t *testing.T) {
	block, err := Block(read(t, "istio/README.md"), "```yaml\nmetric_relabel_configs:\n")
	require.NoError(t, err)
	var rules []*relabel.Config
	require.NoError(t, yaml.UnmarshalStrict([]byte(block), &rules))
	for _, r := range rules {
		require.NoError(t, r.Validate(model.UTF8Validation))
	}
	counters(func(name string, want map[string]string) {
		b := labels.NewBuilder(labels.FromStrings(model.MetricNameLabel, underscores.Replace(name)))
		require.True(t, relabel.ProcessBuilder(b, rules...))
		want[model.MetricNameLabel] = metric
		require.Equal(t, want, b.Labels().Map(), name)
	})
}
