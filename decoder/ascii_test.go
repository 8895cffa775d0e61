package decoder

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFold: whatever the bytes, only the case of letters makes no difference.
func TestFold(t *testing.T) {
	for _, word := range []string{"date", "in_progress", "x-tl-correlation-id", "application/problem+json", "route not found for this api version.", "01234567"} {
		for i := range word {
			for c := range 256 {
				s := word[:i] + string([]byte{byte(c)}) + word[i+1:]
				want := lower(byte(c)) == word[i]
				assert.Equal(t, want, equalFold(s, word), "%q %q", s, word)
				assert.Equal(t, want, hasPrefixFold(s+"x", word), "%q %q", s, word)
			}
			assert.False(t, hasPrefixFold(word[:i], word))
		}
		assert.False(t, equalFold(word+"x", word))
	}
}

// TestIndexByte: it finds what package strings finds.
func TestIndexByte(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		s := make([]byte, random.IntN(40))
		for i := range s {
			s[i] = ":\n\x00\x01:;\x80\xba"[random.IntN(8)]
		}
		for _, c := range []byte(":\n\x00\x80") {
			assert.Equal(t, strings.IndexByte(string(s), c), indexByte(string(s), c), "%q %q", s, c)
		}
	}
}
