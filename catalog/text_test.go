package catalog

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// asciiLower is strings.ToLower for ASCII only.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

var namedID = regexp.MustCompile(`^<?[a-z_.:]+>? not valid`)

func TestNamesAnID(t *testing.T) {
	for _, s := range []string{"<user:id> not valid", "user_id not valid", "<user:id not valid", "user.id> not valid!", "User:id not valid", " <a> not valid", "<> not valid", "a not valid", "not valid", " not valid", "", "123 not valid"} {
		assert.Equal(t, namedID.MatchString(s), namesAnID(s), "%q", s)
	}
}

// FuzzContains: texts are found as package strings finds them.
func FuzzContains(f *testing.F) {
	f.Add("Your account has been DISABLED", "disabled")
	f.Add("short", "t")
	f.Add("aaaaaaaaaaaaab", "aab")
	f.Add("x", "longer than the text")
	f.Fuzz(func(t *testing.T, text, pattern string) {
		pattern = asciiLower(pattern)
		if pattern == "" || !strings.Contains(asciiLower(pattern), pattern) {
			return
		}
		if len(text) > textLimit {
			text = text[:textLimit]
		}
		folded := make([]byte, len(text))
		for i := range folded {
			folded[i] = lower(text[i])
		}
		want := strings.Contains(string(folded), pattern)
		assert.Equal(t, want, containsAny(text, []string{pattern}), "%q in %q", pattern, text)
		assert.Equal(t, want, containsAny(text, []string{pattern, pattern, pattern, pattern, pattern}), "many: %q in %q", pattern, text)
		assert.Equal(t, namedID.MatchString(text), namesAnID(text), "%q", text)
	})
}

// normalizeSlowly is NormalizeCode as the contract words it.
func normalizeSlowly(code string) string {
	code = strings.Trim(code, " \t\r\n")
	code = strings.TrimRight(code, ".")
	b := []byte(code)
	for i, c := range b {
		b[i] = lower(c)
		if strings.IndexByte(" \t\r\n_", c) >= 0 {
			b[i] = '-'
		}
	}
	return strings.ReplaceAll(string(b), "unauthorised", "unauthorized")
}

func TestNormalizeCode(t *testing.T) {
	for code, want := range map[string]string{
		"Forbidden access": "forbidden-access", "refer_to_customer": "refer-to-customer", "maximum-count-exceeded.": "maximum-count-exceeded",
		" UNAUTHORISED ACCESS. ": "unauthorized-access", "4011": "4011", "x-unauthorised-unauthorised": "x-unauthorized-unauthorized",
	} {
		var key CodeKey
		assert.True(t, NormalizeCode(&key, code), code)
		assert.Equal(t, want, key.String())
	}
	var key CodeKey
	assert.False(t, NormalizeCode(&key, " .. "))
	assert.False(t, NormalizeCode(&key, strings.Repeat("x", MaxCodeLength+1)))
	assert.True(t, NormalizeCode(&key, strings.Repeat("x", MaxCodeLength)))
}

// FuzzNormalizeCode: normalising is what the contract says, and doing it twice
// changes nothing more.
func FuzzNormalizeCode(f *testing.F) {
	for _, s := range []string{"Forbidden access", "UNAUTHORISED_access.", " x . ", "\xff", strings.Repeat("unauthorised", 5)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		var key, again CodeKey
		if !NormalizeCode(&key, code) {
			return
		}
		assert.Equal(t, normalizeSlowly(code), key.String(), "%q", code)
		if NormalizeCode(&again, key.String()) && !strings.HasSuffix(key.String(), ".") {
			assert.Equal(t, key.String(), again.String())
		}
		FindCode(Basiq, NamespaceHTTP, code)
		assert.LessOrEqual(t, len(SafeCode(Synapse, code)), 64)
	})
}
