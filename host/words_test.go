package host_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/finfault/finfault/host"
)

// TestWordsAreTheSame: the module says what the package says, in every language
// on every category with every action, whatever the bank is called.
func TestWordsAreTheSame(t *testing.T) {
	ctx := context.Background()
	engine := open(t, cached())
	for l := range words.Language(words.NumLanguages + 1) {
		for _, v := range everyVerdict() {
			for _, bank := range []string{"", "Crédit \"<A>\" {bank|x}"} {
				got, err := engine.Words(ctx, l, &v, bank)
				require.NoError(t, err)
				require.Equal(t, words.For(l, &v, bank), got, "%s %s", l, v.String())
			}
		}
	}
}

// everyVerdict returns verdicts of every category, action and effect, and of
// one more each that there is not.
func everyVerdict() []catalog.Verdict {
	categories := []catalog.Category{catalog.None}
	for c := range catalog.Category(catalog.NumCategories + 1) {
		categories = append(categories, c)
	}
	var all []catalog.Verdict
	for _, c := range categories {
		for a := catalog.ActionNone; a <= catalog.ContactSupport+1; a++ {
			for _, e := range []catalog.Effect{catalog.EffectNone, catalog.EffectNotApplied, catalog.EffectUnknown} {
				all = append(all, catalog.Verdict{Category: c, Actions: catalog.Ladder{a}, Effect: e})
			}
		}
	}
	return all
}

// TestWordsOfBrokenModules: what is no JSON is refused, a module that stops is
// put aside, and a long name is cut.
func TestWordsOfBrokenModules(t *testing.T) {
	ctx := context.Background()
	v := catalog.Verdict{Category: catalog.InstitutionTimeout}
	w, err := open(t, cached()).Words(ctx, words.English, &v, string(make([]byte, 70_000)))
	require.NoError(t, err)
	assert.Len(t, w.Sentence, 64<<10+len(" has not answered in time."))

	for name, test := range map[string]struct {
		code []byte
		want error
		says string
	}{
		"no text": {constant(0), host.ErrModule, `export "words_json" returned 0, which is no address of a reference`},
		"no JSON": {constant(atOutput), host.ErrModule, `what export "words_json" gives is no JSON of that form`},
		"stops":   {unreachable, host.ErrTrap, ""},
	} {
		f := newFake()
		f.code["words_json"] = test.code
		w, err := open(t, host.NewConfig().WithModule(f.bytes())).Words(ctx, words.English, &v, "")
		assert.ErrorIs(t, err, test.want, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Empty(t, w, name)
	}
}
