package near

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDistance(t *testing.T) {
	assert.Equal(t, 0, Distance("basiq-9", "basiq-9"))
	assert.Equal(t, 1, Distance("basiq-9", "basq-9"))
	assert.Equal(t, 1, Distance("basiq-9", "basiq-99"))
	assert.Equal(t, 3, Distance("kitten", "sitting"))
	assert.Equal(t, Longest, Distance("a", strings.Repeat("a", 1000)), "a long one is not worth the time")
}

func TestWord(t *testing.T) {
	words := []string{"provider", "status", "code", "user_action_required", "user_credentials_invalid"}
	for mistyped, want := range map[string]string{
		"stauts": "status", "cdoe": "code", "cod": "code", "user_action": "user_action_required", "user_": "", "provider": "provider",
		"zzz": "", "": "", "s": "", strings.Repeat("s", 100): "",
	} {
		assert.Equal(t, want, Word(mistyped, words), mistyped)
	}
}
