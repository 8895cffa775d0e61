package catalog_test

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func allRows(t testing.TB) []data.Row {
	rows, err := data.All()
	require.NoError(t, err)
	return rows
}

func TestDocumentedRowsAreAllThere(t *testing.T) {
	ids := map[int]bool{}
	for _, r := range allRows(t) {
		ids[r.ID] = true
	}
	for id := 1; id <= 126; id++ {
		assert.True(t, ids[id], "row %d", id)
	}
}

// TestCodesAreFound looks every code up in every listed spelling, and in
// spellings that nobody lists.
func TestCodesAreFound(t *testing.T) {
	for _, r := range allRows(t) {
		if r.Code == "" {
			continue
		}
		ns, ok := catalog.ParseNamespace(r.Namespace)
		require.True(t, ok)
		for _, s := range append([]string{r.Code}, r.Spellings...) {
			c, listed := catalog.FindCode(r.Provider, ns, s)
			require.NotNil(t, c, s)
			assert.True(t, listed, s)
			assert.True(t, catalog.Known(r.Provider, s))
			assert.Equal(t, r.Listed && len(c.Rows()) == 0, len(c.Rows()) == 0, s)
			for _, respelled := range []string{" " + s + ".\n", strings.ToUpper(s) + " "} {
				again, listed := catalog.FindCode(r.Provider, ns, respelled)
				assert.Same(t, c, again, respelled)
				assert.False(t, listed, respelled)
			}
			other, _ := catalog.FindCode(catalog.ProviderUnknown, ns, s)
			assert.Nil(t, other)
		}
	}
	for _, s := range []string{"", ".", " ", strings.Repeat("x", 65), "no-such-code", "\x00"} {
		c, _ := catalog.FindCode(catalog.Basiq, catalog.NamespaceHTTP, s)
		assert.Nil(t, c, "%q", s)
	}
}

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		provider catalog.Provider
		status   int
		code     string
		op       catalog.Operation
		row      string
	}{
		{catalog.Basiq, 403, "access-denied", catalog.Read, "basiq-9"},
		{catalog.Basiq, 429, "too-many-requests", catalog.Read, "basiq-206"},
		{catalog.Basiq, 429, "", catalog.Read, "basiq-49"},
		{catalog.Synapse, 401, "110", catalog.Read, "synapse-67"},
		{catalog.Synapse, 401, "110", catalog.Sync, "synapse-85"},
		{catalog.Synapse, 402, "500", catalog.Login, "synapse-81"},
		{catalog.TrueLayer, 503, "provider_error", catalog.Read, "truelayer-101"},
		{catalog.MX, 422, "4220", catalog.Read, "mx-120"},
		{catalog.ProviderUnknown, 404, "", catalog.Read, "http-605"},
	} {
		row := catalog.Lookup(c.provider, c.status, c.code, c.op)
		if assert.NotNil(t, row, c.row) {
			assert.Equal(t, c.row, row.Name)
		}
	}
	assert.Nil(t, catalog.Lookup(catalog.Synapse, 402, "500", catalog.Read), "the operation is missing")
	assert.Nil(t, catalog.Lookup(catalog.TrueLayer, 404, "", catalog.Read), "no row of its own")
	for status := -1; status < 1200; status++ {
		assert.NotNil(t, catalog.Lookup(catalog.ProviderUnknown, status, "", catalog.Read), "the general reading has an answer for %d", status)
	}
}

func TestLookupAllocatesNothing(t *testing.T) {
	e := catalog.Evidence{Status: 403, Texts: [2]string{"access-denied", "Your account has been disabled."}}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		c, _ := catalog.FindCode(catalog.Basiq, catalog.NamespaceHTTP, "Access_Denied")
		c.Row(&e)
		catalog.ByStatus(catalog.MX, &e)
		catalog.ByGateway(&e)
	}))
}

func TestSafeCode(t *testing.T) {
	for code, want := range map[string]string{
		"access-denied":                  "access-denied",
		"Forbidden access":               "Forbidden access",
		"quantum-flux":                   "quantum-flux",
		"account-4532123412341234":       "redacted",
		"078-05-1120":                    "redacted",
		"12 34 56":                       "12 34 56",
		"a\x1b[31mb\n{}":                 "a31mb",
		"1\u20ac2\u20ac3\u20ac4":         "redacted",
		strings.Repeat("x", 100):         strings.Repeat("x", 64),
		strings.Repeat("x", 64) + "1234": strings.Repeat("x", 64),
		"jane.doe@example.com":           "jane.doeexample.com",
	} {
		assert.Equal(t, want, catalog.SafeCode(catalog.Basiq, code), "%q", code)
	}
	assert.Equal(t, "4011", catalog.SafeCode(catalog.MX, "4011"), "a code of the catalog is printed as it is")
	assert.Equal(t, "redacted", catalog.SafeCode(catalog.Basiq, "4011"))
}

func TestProxyTexts(t *testing.T) {
	for _, text := range []string{"upstream connect error or disconnect/reset before headers", "no healthy upstream", "Upstream Request Timeout", "error code: 521", "502 Bad Gateway", "504 Gateway Time-out"} {
		assert.True(t, catalog.IsProxyText(text), text)
	}
	for _, text := range []string{"Service Temporarily Unavailable.", "Internal Server Error", "", "Conflicting member already exists"} {
		assert.False(t, catalog.IsProxyText(text), text)
	}
}
