package catalog_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
)

func TestBreakerKey(t *testing.T) {
	both := catalog.BreakerIDs{Institution: "AU00000", Connection: "3c1e"}
	for _, c := range []struct {
		provider catalog.Provider
		scope    catalog.Scope
		ids      catalog.BreakerIDs
		want     string
	}{
		{catalog.Basiq, catalog.ScopeApp, both, "basiq"},
		{catalog.Basiq, catalog.ScopeInstitution, both, "basiq/institution/AU00000"},
		{catalog.MX, catalog.ScopeConnection, both, "mx/connection/3c1e"},
		{catalog.MX, catalog.ScopeRequest, both, ""},
		{catalog.MX, catalog.ScopeInstitution, catalog.BreakerIDs{Connection: "3c1e"}, ""},
		{catalog.MX, catalog.ScopeConnection, catalog.BreakerIDs{Institution: "AU00000"}, ""},
		{catalog.MX, catalog.ScopeApp, catalog.BreakerIDs{}, "mx"},
		{catalog.ProviderUnknown, catalog.ScopeApp, both, ""},
		{catalog.MX + 1, catalog.ScopeApp, both, ""},
		{catalog.MX, catalog.ScopeApp + 1, both, ""},
		{catalog.MX, catalog.ScopeInstitution, catalog.BreakerIDs{Institution: "a/b %é~"}, "mx/institution/a%2Fb%20%25%C3%A9%7E"},
		{catalog.MX, catalog.ScopeInstitution, catalog.BreakerIDs{Institution: strings.Repeat("x", 64)}, "mx/institution/" + strings.Repeat("x", 64)},
		{catalog.MX, catalog.ScopeInstitution, catalog.BreakerIDs{Institution: strings.Repeat("x", 65)}, "mx/institution/~7d70a52549704607"},
	} {
		assert.Equal(t, c.want, c.ids.Key(c.provider, c.scope))
		v := catalog.Verdict{Provider: c.provider, Scope: c.scope}
		assert.Equal(t, c.want, v.BreakerKey(c.ids))
	}
}

// FuzzBreakerKey: keys are short, of a few letters, and those of different ids
// differ.
func FuzzBreakerKey(f *testing.F) {
	f.Add("AU00000", "AU00001")
	f.Add("a/b", "a%2Fb")
	f.Add("~12", "\x00")
	letters := regexp.MustCompile(`^truelayer/institution/~?[0-9A-Za-z%._-]+$`)
	f.Fuzz(func(t *testing.T, one, other string) {
		a := catalog.BreakerIDs{Institution: one}.Key(catalog.TrueLayer, catalog.ScopeInstitution)
		b := catalog.BreakerIDs{Institution: other}.Key(catalog.TrueLayer, catalog.ScopeInstitution)
		assert.Equal(t, one == other, a == b)
		assert.LessOrEqual(t, len(a), 220)
		if one != "" {
			assert.Regexp(t, letters, a)
		}
	})
}

func TestTripsBreaker(t *testing.T) {
	trips := catalog.Categories(catalog.RateLimited, catalog.InstitutionRateLimited, catalog.InstitutionUnavailable, catalog.InstitutionTimeout,
		catalog.AggregatorUnavailable, catalog.AggregatorTimeout, catalog.AggregatorInternal)
	for c := range catalog.Category(catalog.NumCategories) {
		v := catalog.Verdict{Category: c, Party: c.Defaults().Party}
		assert.Equal(t, trips.Has(c), v.TripsBreaker(), "%s", c)
	}
	for name, c := range map[string]struct {
		v    catalog.Verdict
		want bool
	}{
		"ok":                         {catalog.Verdict{Outcome: catalog.OutcomeOK, Category: catalog.None}, false},
		"pending":                    {catalog.Verdict{Outcome: catalog.OutcomePending, Category: catalog.None}, false},
		"no answer":                  {catalog.Verdict{Category: catalog.AggregatorTimeout, Party: catalog.PartyUnknown}, true},
		"a page of a proxy":          {catalog.Verdict{Category: catalog.AggregatorUnavailable, Party: catalog.PartyEdge}, true},
		"ours":                       {catalog.Verdict{Category: catalog.AggregatorInternal, Party: catalog.PartyApp}, false},
		"the user's":                 {catalog.Verdict{Category: catalog.RateLimited, Party: catalog.PartyEndUser}, false},
		"the bank's limit on us":     {catalog.Verdict{Category: catalog.InstitutionRateLimited, Party: catalog.PartyApp}, true},
		"perhaps ours":               {catalog.Verdict{Category: catalog.AggregatorInternal, Party: catalog.PartyAggregator, Alternatives: catalog.Categories(catalog.NotFound)}, false},
		"the bank's or the provider": {catalog.Verdict{Category: catalog.AggregatorInternal, Party: catalog.PartyAggregator, Alternatives: catalog.Categories(catalog.InstitutionTimeout)}, true},
	} {
		assert.Equal(t, c.want, c.v.TripsBreaker(), name)
	}
}

// TestBreakersOfMembers: the state of one MX member never counts wider than for
// its institution.
func TestBreakersOfMembers(t *testing.T) {
	ids := catalog.BreakerIDs{Institution: "mxbank"}
	for state, want := range map[string]string{"DEGRADED": "mx/institution/mxbank", "FAILED": "mx/institution/mxbank", "DISABLED": "", "LOCKED": ""} {
		code, _ := catalog.FindCode(catalog.MX, catalog.NamespaceConnection, state)
		row := code.Rows()[0]
		v := catalog.Verdict{Provider: catalog.MX, Outcome: row.Outcome, Category: row.Category, Party: row.Party, Scope: row.Scope}
		key := ""
		if v.TripsBreaker() {
			key = v.BreakerKey(ids)
		}
		assert.Equal(t, want, key, state)
	}
}

func TestBreakerKeyAllocatesNothing(t *testing.T) {
	buf := make([]byte, 0, 256)
	ids := catalog.BreakerIDs{Institution: "AU 00000", Connection: strings.Repeat("x", 100)}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		buf = ids.AppendKey(buf[:0], catalog.Basiq, catalog.ScopeInstitution)
		buf = ids.AppendKey(buf[:0], catalog.Basiq, catalog.ScopeConnection)
	}))
}

func ExampleVerdict_BreakerKey() {
	ids := catalog.BreakerIDs{Institution: "AU00000", Connection: "3c1e"}
	for _, v := range []catalog.Verdict{
		{Provider: catalog.Basiq, Category: catalog.InstitutionUnavailable, Party: catalog.PartyInstitution, Scope: catalog.ScopeInstitution},
		{Provider: catalog.Basiq, Category: catalog.RateLimited, Party: catalog.PartyApp, Scope: catalog.ScopeApp},
		{Provider: catalog.Basiq, Category: catalog.UserCredentialsInvalid, Party: catalog.PartyEndUser, Scope: catalog.ScopeConnection},
		{Provider: catalog.Basiq, Category: catalog.InvalidRequest, Party: catalog.PartyApp, Scope: catalog.ScopeRequest},
	} {
		fmt.Printf("%q %t\n", v.BreakerKey(ids), v.TripsBreaker())
	}
	// Output:
	// "basiq/institution/AU00000" true
	// "basiq" true
	// "basiq/connection/3c1e" false
	// "" false
}
