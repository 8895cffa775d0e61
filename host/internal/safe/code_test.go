package safe

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCode(t *testing.T) {
	for code, want := range map[string]string{
		"":                            "",
		"account-frozen":              "account-frozen",
		" account_frozen\n":           "account_frozen",
		"Account Frozen":              "Account Frozen",
		"AccountFrozen":               "AccountFrozen",
		"ACCOUNT_FROZEN":              "ACCOUNT_FROZEN",
		"provider.oauth2.sca-timeout": "provider.oauth2.sca-timeout",
		"299":                         "299",
		"E42":                         "E42",
		"3ds-required":                "3ds-required",
		"HTTPS":                       "HTTPS",
		"error-12345-abc":             "error-…",
		"error-67890-xyz":             "error-…",
		"error-12-34-56":              "error-…",
		"ERR.4711":                    "ERR.…",
		"4711":                        "redacted",
		"12-34-56":                    "redacted",
		"1234-5678-9012-3456":         "redacted",
		"jane.doe@example.com":        "redacted",
		"jane%40example.com":          "redacted",
		"DE89370400440532013000":      "redacted",
		"DE89 3704 0044 0532 0130 00": "redacted",
		"5f0e3a9c-81d2-4b7e-a1c0-9d":  "redacted",
		"deadbeefcafe":                "redacted",
		"sk_live_4eC39HqLyjWDarjtT1z": "sk_live_…",
		"eyJhbGciOiJIUzI1NiJ9":        "redacted",
		"session-xKqPzWvBnM":          "session-…",
		"lock-aBcDeFgHiJ":             "lock-…",
		"qzxvbnmkwrt":                 "redacted",
		"the account of Jane is gone": "redacted",
		"a-b-c-d-e-f-g-h-i":           "redacted",
		"konto-gesperrt-für-jane":     "redacted",
		"\uff14\uff17\uff11\uff11":    "redacted",
		"frozen\x1b[31m":              "redacted",
		"internationalizations-of-x":  "redacted",
	} {
		got := Code(catalog.Basiq, code)
		assert.Equal(t, want, got, code)
		assert.Equal(t, want != Redacted && want[max(0, len(want)-len(Hidden)):] != Hidden, Whole(got), code)
	}
}

// TestCodesOfTheCatalog: those are known to everybody, also in a spelling that
// nobody lists.
func TestCodesOfTheCatalog(t *testing.T) {
	rows, err := export.Rows()
	require.NoError(t, err)
	for _, r := range rows {
		if r.Code != "" {
			assert.Equal(t, r.Code, Code(r.Provider, r.Code))
		}
	}
	assert.Equal(t, "4001.", Code(catalog.MX, " 4001.\n"), "a respelling")
	assert.Equal(t, "Bank Statement Parsing Error", Code(catalog.Basiq, "Bank Statement Parsing Error"))
	assert.Equal(t, Redacted, Code(catalog.Basiq, "4001"), "a code of MX is none of Basiq's")
	assert.Equal(t, Redacted, Code(catalog.ProviderUnknown, "4001"))
}

func TestName(t *testing.T) {
	for _, name := range []string{"error", "Message", "accountId", "account_id", "address1", "_links", "x-request-id", "institution", "isSandbox"} {
		assert.Equal(t, name, Name(name))
	}
	for _, name := range []string{"", "_", "jane.doe@example.com", "4000123412341234", "DE89370400440532013000", "12-34-56", "a:b", "a b", "a\nb",
		"MBR-7c6f361b", "d1d7a9c5", "xKqPzWvBnM", "one_two_three_four_five_six", "straße", "acc_0011", "{", "", "#", "1st"} {
		assert.Equal(t, Hidden, Name(name), name)
	}
}
