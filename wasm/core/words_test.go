package main

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWords: the bank's name is the input, and a length that it does not have
// is refused. Numbers that name nothing are no reason to. Nothing is allocated.
func TestWords(t *testing.T) {
	n := uint32(copy(input[:], `Bank "X"`))
	got := func(address uint32) string {
		require.NotZero(t, address)
		return string(text)
	}
	assert.Equal(t, string(words.AppendJSON(nil, words.German, catalog.InstitutionTimeout, catalog.Wait, catalog.EffectNone, `Bank "X"`)),
		got(wordsJSON(1, 16, 12, 0, n)))
	assert.Equal(t, string(words.AppendJSON(nil, words.English, catalog.Unclassified, catalog.ActionNone, catalog.EffectNone, "")),
		got(wordsJSON(1<<31, 1<<8+255, 1<<31, 1<<31, 0)))
	assert.Zero(t, wordsJSON(0, 0, 0, 0, abi.MaxInput+1))
	assert.NotZero(t, wordsJSON(0, 16, 0, 0, abi.MaxInput))
	assert.Zero(t, testing.AllocsPerRun(5, func() { wordsJSON(1, 16, 12, 0, n) }))
}
