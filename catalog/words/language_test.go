package words_test

import (
	"testing"

	"github.com/finfault/finfault/catalog/words"
	"github.com/stretchr/testify/assert"
)

func TestParse(t *testing.T) {
	for l := range words.Language(words.NumLanguages) {
		for _, tag := range []string{l.String(), l.String() + "-AT", l.String() + "_at.UTF-8"} {
			got, ok := words.Parse(tag)
			assert.True(t, ok, tag)
			assert.Equal(t, l, got, tag)
		}
	}
	got, ok := words.Parse("DE-at")
	assert.True(t, ok)
	assert.Equal(t, words.German, got)
	for _, tag := range []string{"", "e", "d", "deu", "nl", "*", "-de", "engl", "d\x05"} {
		got, ok := words.Parse(tag)
		assert.False(t, ok, tag)
		assert.Equal(t, words.English, got, tag)
	}
	assert.Equal(t, "", words.Language(words.NumLanguages).String())
}

func TestMatch(t *testing.T) {
	for accept, want := range map[string]words.Language{
		"":      words.English,
		"de":    words.German,
		"de-AT": words.German,
		"fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5": words.French,
		"nl, de;q=0.5":                  words.German,
		"nl, da;q=0.5":                  words.English,
		"en;q=0.1, es;q=0.2":            words.Spanish,
		"it ; q=0.3 , pt-BR\t;\tQ=0.30": words.Italian,
		"it;q=0.3,pt-BR;q=0.301":        words.Portuguese,
		"de;q=0":                        words.English,
		"de;q=0.000, fr;q=0.001":        words.French,
		"de;q=1.000":                    words.German,
		"fr;q=0.9,de;q=1.":              words.German,
		"de;q=2":                        words.German,
		"de;q, fr;q=, es;q=x, it;q=0,5, pt;q=0x1": words.English,
		"de;level=1": words.English,
		"*":          words.English,
		",,;;,de":    words.German,
	} {
		assert.Equal(t, want, words.Match(accept), accept)
	}
}
