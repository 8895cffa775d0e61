package schematest

import (
	"testing"

	metricsv3 "github.com/envoyproxy/go-control-plane/envoy/config/metrics/v3"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/wasm/envoy/filter"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// metric is the filter's counter, labels its labels.
const metric = "finfault_responses"

var labelNames = []string{"provider", "category", "party", "retry"}

// counters calls f with each name that the filter could count under, without
// Envoy's prefix, and with its labels.
func counters(f func(name string, labels map[string]string)) {
	for _, provider := range named[catalog.Provider]() {
		for _, category := range named[catalog.Category]() {
			for _, party := range named[catalog.Party]() {
				for _, policy := range named[catalog.Policy]() {
					v := catalog.Verdict{Provider: provider, Category: category, Party: party, Retry: catalog.Retry{Policy: policy}}
					f(string(filter.AppendCounter(nil, &v)), map[string]string{"provider": provider.String(),
						"category": category.String(), "party": party.String(), "retry": policy.String()})
				}
			}
		}
	}
}

// named returns all values of an enumeration that have a name.
func named[T interface {
	~uint8
	String() string
}]() (list []T) {
	for n := range 256 {
		if T(n).String() != "" {
			list = append(list, T(n))
		}
	}
	return list
}

// TestCounters: the tests below see as many names as there are.
func TestCounters(t *testing.T) {
	n := 0
	counters(func(string, map[string]string) { n++ })
	assert.Equal(t, 5*(catalog.NumCategories+1)*6*int(catalog.Never), n)
}

func statsTags(t *testing.T) []*metricsv3.TagSpecifier {
	t.Helper()
	b, err := Bootstrap([]byte(read(t, "envoy/envoy.yaml")))
	require.NoError(t, err)
	return b.GetStatsConfig().GetStatsTags()
}

// TestTags: each name of a counter becomes the one metric with its four labels,
// and no other metric of Envoy or of another module gets one of them.
func TestTags(t *testing.T) {
	tags, err := Tags(statsTags(t))
	require.NoError(t, err)
	counters(func(name string, want map[string]string) {
		labels, rest, err := Extract(tags, Namespace+name)
		require.NoError(t, err)
		require.Equal(t, want, labels)
		require.Equal(t, Namespace+metric, rest)
	})
	for _, name := range []string{
		"cluster.basiq.upstream_rq_5xx",
		"http.egress.downstream_rq_2xx",
		"wasmcustom.other.provider.basiq.category.conflict.party.app.retry.never",
		"other.finfault_responses.provider.basiq.category.conflict.party.app.retry.never",
	} {
		labels, rest, err := Extract(tags, name)
		require.NoError(t, err)
		assert.Empty(t, labels, name)
		assert.Equal(t, name, rest)
	}
}

// TestTagsRefused: what Envoy, or one of its two engines, would not take.
func TestTagsRefused(t *testing.T) {
	regex := func(text string) []*metricsv3.TagSpecifier {
		return []*metricsv3.TagSpecifier{{TagName: "party", TagValue: &metricsv3.TagSpecifier_Regex{Regex: text}}}
	}
	for _, text := range []string{`(\.party\.([a-z_]+)`, `\.party\.([a-z_]+)`, `(\.party\.(?=app))(x)`} {
		_, err := Tags(regex(text))
		assert.Error(t, err, text)
	}
	_, err := Tags(nil)
	assert.Error(t, err)

	tags, err := Tags(regex(`(\.party\.([a-z_]+))`))
	require.NoError(t, err)
	_, _, err = Extract(tags, "finfault_responses.party.app.retry.never")
	assert.ErrorContains(t, err, "only a part")
}
