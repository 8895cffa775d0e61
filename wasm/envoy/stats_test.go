package main_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/wasm/envoy/filter"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tags reads the rules of the README: regular expressions by the tags' names.
func tags(t *testing.T) map[string]*regexp.Regexp {
	t.Helper()
	_, rest, ok := strings.Cut(readme(t), "<!-- stats_tags -->\n```yaml\n")
	require.True(t, ok)
	block, _, _ := strings.Cut(rest, "```")
	rules := map[string]*regexp.Regexp{}
	for _, rule := range regexp.MustCompile(`- tag_name: (\S+)\n    regex: '(.*)'`).FindAllStringSubmatch(block, -1) {
		rules[rule[1]] = regexp.MustCompile(rule[2])
	}
	return rules
}

// TestTags: the rules of the README make labels of each counter's name, as
// Envoy does it: of each match the first group is cut from the name, the second
// is the value.
func TestTags(t *testing.T) {
	rules := tags(t)
	require.Len(t, rules, 4)
	for provider := catalog.ProviderUnknown; provider.String() != ""; provider++ {
		for n := range catalog.Category(catalog.NumCategories + 1) {
			category := n
			if n == catalog.NumCategories {
				category = catalog.None
			}
			for party := catalog.PartyUnknown; party.String() != ""; party++ {
				for policy := catalog.Poll; policy.String() != ""; policy++ {
					v := catalog.Verdict{Provider: provider, Category: category, Party: party, Retry: catalog.Retry{Policy: policy}}
					name := "wasmcustom." + string(filter.AppendCounter(nil, &v))
					rest := name
					for tag, want := range map[string]string{
						"provider": provider.String(), "category": category.String(), "party": party.String(), "retry": policy.String(),
					} {
						match := rules[tag].FindStringSubmatch(name)
						require.Len(t, match, 3, "%s in %s", tag, name)
						assert.Equal(t, want, match[2])
						rest = strings.Replace(rest, match[1], "", 1)
					}
					assert.Equal(t, "wasmcustom.finfault_responses", rest)
				}
			}
		}
	}
	for _, rule := range rules {
		assert.False(t, rule.MatchString("cluster.basiq.upstream_rq_429"), "other metrics are left alone")
	}
}
