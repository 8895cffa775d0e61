package drift

import (
	"testing"

	"github.com/finfault/finfault/catalog/overlay"
	source "github.com/finfault/finfault/host/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOverlaySource: the YAML of a report reads back as the rules in it.
func TestOverlaySource(t *testing.T) {
	novelties := plantedReport(t).Novelties()
	var want []overlay.Rule
	taken := ruleNames{}
	for i := range novelties {
		rule, ok := novelties[i].Rule()
		rule.Name = taken.unique(rule.Name)
		if ok {
			want = append(want, rule)
		}
	}
	got, err := source.Parse("drift.yaml", Overlay(novelties))
	require.NoError(t, err)
	assert.Equal(t, want, got)

	for _, n := range novelties {
		if rule, ok := n.Rule(); ok {
			got, err := source.Parse("one.yaml", []byte("version: 1\nrules:\n  - "+n.form(ruleNames{}).Overlay+"\n"))
			require.NoError(t, err)
			assert.Equal(t, []overlay.Rule{rule}, got, "the rule in the JSON form")
		}
	}
}
