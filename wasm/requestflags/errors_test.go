package requestflags

import (
	"errors"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
)

const secret = "SSN123456789"

// TestPrivacy: an argument in the wrong place may be a body, and no error
// repeats it.
func TestPrivacy(t *testing.T) {
	body := `{"message":"` + secret + `"}`
	for _, before := range []string{"--provider", "--status", "--operation", "--idempotent", "--header", "--json", "--nope", "-"} {
		for _, args := range [][]string{{before, body}, {before + "=" + body}, {before + body}, {before + "=", body, body}} {
			_, err := request(args, strings.NewReader(""))
			if assert.Error(t, err, args) {
				assert.NotContains(t, err.Error(), secret)
			}
		}
	}
}

func TestMissingValue(t *testing.T) {
	fs := pflag.NewFlagSet("any", pflag.ContinueOnError)
	fs.String("output", "", "")
	assert.EqualError(t, MissingValue(fs.Lookup("output")), "--output: a value is missing")
}

// TestErrorOfOthers: words of unknown origin are not passed on.
func TestErrorOfOthers(t *testing.T) {
	assert.EqualError(t, Error(errors.New(secret)), "the flags cannot be read")
}

func TestShown(t *testing.T) {
	tests := map[string]string{
		"basiq-9":                          `"basiq-9"`,
		strings.Repeat("a", LongestWord):   `"` + strings.Repeat("a", LongestWord) + `"`,
		strings.Repeat("a", LongestWord+1): "of this name",
		"two words":                        "of this name",
		"a\nb":                             "of this name",
		"":                                 "of this name",
	}
	for arg, want := range tests {
		assert.Equal(t, want, Shown(arg), arg)
	}
}
