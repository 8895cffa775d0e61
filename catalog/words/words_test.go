package words_test

import (
	"encoding/json"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Limits of what fits on the screen of a phone.
const (
	maxTitle    = 45
	maxSentence = 160
	maxButton   = 24
)

// everything calls check with the words on every category with every action, in
// every language, and after a request that may have gone through.
func everything(bank string, check func(l words.Language, c catalog.Category, a catalog.Action, w words.Words)) {
	for l := range words.Language(words.NumLanguages) {
		for a := catalog.ActionNone; a <= catalog.ContactSupport; a++ {
			for c := range catalog.Category(catalog.NumCategories) {
				check(l, c, a, words.Of(l, c, a, catalog.EffectNone, bank))
			}
		}
		for _, a := range []catalog.Action{catalog.CompleteMFA, catalog.PollStatus} {
			check(l, catalog.None, a, words.Of(l, catalog.None, a, catalog.EffectNone, bank))
		}
		check(l, catalog.AggregatorInternal, catalog.LookupExisting,
			words.Of(l, catalog.AggregatorInternal, catalog.Wait, catalog.EffectUnknown, bank))
	}
}

// where says which words they are.
func where(l words.Language, c catalog.Category, a catalog.Action) string {
	return l.String() + " " + c.String() + " " + a.String()
}

// pressed are the actions that an end user can do something about.
var pressed = map[catalog.Action]bool{
	catalog.CorrectInput: true, catalog.ReconnectUser: true, catalog.ReconsentUser: true, catalog.CompleteMFA: true,
	catalog.UserAtInstitution: true, catalog.UseOtherAccount: true, catalog.LookupExisting: true, catalog.Wait: true,
	catalog.PollStatus: true, catalog.ContactSupport: true,
}

func TestEveryTextIsThereAndFits(t *testing.T) {
	everything("", func(l words.Language, c catalog.Category, a catalog.Action, w words.Words) {
		for what, text := range map[string]string{"title": w.Title, "sentence": w.Sentence, "button": w.Button} {
			assert.Equal(t, strings.TrimSpace(text), text, "%s of %s", what, where(l, c, a))
			assert.NotContains(t, text, "  ", "%s of %s", what, where(l, c, a))
			assert.NotRegexp(t, `[{}|<>&"'\x00-\x1f]`, text, "%s of %s: typographic apostrophes, no places left", what, where(l, c, a))
			first, _ := utf8.DecodeRuneInString(text)
			assert.True(t, text == "" || unicode.IsUpper(first), "%s of %s begins with a capital", what, where(l, c, a))
		}
		assert.Regexp(t, `[^.!?…]$`, w.Title, where(l, c, a))
		assert.Regexp(t, `\.$`, w.Sentence, where(l, c, a))
		assert.Equal(t, pressed[a], w.Button != "", where(l, c, a))
		assert.LessOrEqual(t, utf8.RuneCountInString(w.Title), maxTitle, where(l, c, a))
		assert.LessOrEqual(t, utf8.RuneCountInString(w.Sentence), maxSentence, where(l, c, a))
		assert.LessOrEqual(t, utf8.RuneCountInString(w.Button), maxButton, where(l, c, a))
	})
}

// TestPlaces: the bank's name stands in the same texts in every language, once
// for each half of the sentence that has it, and in no title and no button.
func TestPlaces(t *testing.T) {
	const bank = "Ström & Söhne"
	everything(bank, func(l words.Language, c catalog.Category, a catalog.Action, w words.Words) {
		english := words.Of(words.English, c, a, catalog.EffectNone, bank)
		if w.Sentence == words.Of(l, c, a, catalog.EffectUnknown, bank).Sentence {
			english = words.Of(words.English, c, a, catalog.EffectUnknown, bank)
		}
		assert.Equal(t, strings.Count(english.Sentence, bank), strings.Count(w.Sentence, bank), where(l, c, a))
		assert.NotContains(t, w.Title+w.Button, bank, where(l, c, a))
		assert.NotRegexp(t, `[{}|]`, w.Sentence, where(l, c, a))
	})
	named := words.Of(words.German, catalog.UserCredentialsInvalid, catalog.UserAtInstitution, catalog.EffectNone, bank)
	assert.Equal(t, bank+" konnte Sie mit diesen Angaben nicht anmelden. Bitte melden Sie sich direkt bei "+bank+
		" an und folgen Sie den Schritten dort.", named.Sentence)
	kept := words.Of(words.English, catalog.InstitutionTimeout, catalog.Wait, catalog.EffectNone, "{bank}")
	assert.Equal(t, "{bank} has not answered in time. Please try again later.", kept.Sentence)
}

// readers are words that speak to the reader.
var readers = [words.NumLanguages]*regexp.Regexp{
	words.English:    regexp.MustCompile(`(?i)\byou`),
	words.German:     regexp.MustCompile(`\b(Sie|Ihre?[mnrs]?|Ihnen)\b`),
	words.French:     regexp.MustCompile(`(?i)\b(vous|votre|vos)\b`),
	words.Spanish:    regexp.MustCompile(`(?i)\b(usted|sus?|le)\b`),
	words.Italian:    regexp.MustCompile(`(?i)\b(lei|suoi?|sua|sue)\b`),
	words.Portuguese: regexp.MustCompile(`(?i)\b(você|seus?|suas?)\b`),
}

// TestNobodyIsBlamed: where the fault is not the reader's, what happened does
// not speak of the reader.
func TestNobodyIsBlamed(t *testing.T) {
	seen := 0
	everything("the bank", func(l words.Language, c catalog.Category, a catalog.Action, w words.Words) {
		party := c.Defaults().Party
		if a != catalog.ActionNone || party == catalog.PartyEndUser || party == catalog.PartyInstitution {
			return
		}
		seen++
		assert.NotRegexp(t, readers[l], w.Title+" "+w.Sentence, where(l, c, a))
	})
	assert.Equal(t, 12*words.NumLanguages, seen)
	for l, reader := range readers {
		assert.Regexp(t, reader, words.Of(words.Language(l), catalog.ConsentRequired, 0, 0, "").Title, "the pattern finds what it is for")
	}
}

// forbidden are words that blame, frighten, name a provider, or are ours and
// not those of an end user.
var forbidden = regexp.MustCompile(`(?i)\b(basiq|synapse\w*|truelayer|mx|aggregator\w*|api|token|http|json|server|code|oauth|mfa|2fa|` +
	`wrong password|incorrect|invalid|illegal|fatal|denied|failed|fail|fault|your mistake|credentials|` +
	`falsch\w*|ungültig\w*|fehlerhaft\w*|verboten\w*|Passwort|Zugangsdaten|Ihr Fehler|` +
	`incorrecte?s?|invalides?|interdite?s?|mot de passe|votre faute|votre erreur|` +
	`incorrect[oa]s?|inválid[oa]s?|prohibid[oa]s?|contraseña|su error|su culpa|` +
	`errat[oaie]|non valid[oaie]|vietat[oaie]|password|suo errore|colpa|` +
	`errad[oa]s?|incorret[oa]s?|proibid[oa]s?|palavra-passe|senha|seu erro|culpa)\b`)

func TestForbiddenWords(t *testing.T) {
	everything("", func(l words.Language, c catalog.Category, a catalog.Action, w words.Words) {
		assert.NotRegexp(t, forbidden, w.Title+" "+w.Sentence+" "+w.Button, where(l, c, a))
	})
	assert.Regexp(t, forbidden, "Ihr Passwort ist falsch")
}

// TestTitles: no two categories have the same title, as titles are what people
// tell problems apart by.
func TestTitles(t *testing.T) {
	for l := range words.Language(words.NumLanguages) {
		seen := map[string]catalog.Category{}
		for c := range catalog.Category(catalog.NumCategories) {
			title := words.Of(l, c, catalog.ActionNone, catalog.EffectNone, "").Title
			assert.NotContains(t, seen, title, where(l, c, 0))
			seen[title] = c
			if l == words.English {
				assert.Equal(t, title, words.EnglishTitle(c))
			}
		}
	}
	assert.Equal(t, words.Of(words.English, catalog.None, catalog.PollStatus, 0, "").Title, words.EnglishTitle(catalog.None))
	assert.Equal(t, words.EnglishTitle(catalog.Unclassified), words.EnglishTitle(99))
}

// TestFor: what a verdict leads to.
func TestFor(t *testing.T) {
	of := func(c catalog.Category, a catalog.Action) words.Words {
		return words.Of(words.French, c, a, catalog.EffectNone, "")
	}
	unsure := words.Of(words.French, catalog.Unclassified, catalog.ActionNone, catalog.EffectUnknown, "")
	require.NotEmpty(t, unsure.Title)
	for name, test := range map[string]struct {
		verdict catalog.Verdict
		want    words.Words
	}{
		"first rung": {catalog.Verdict{Category: catalog.ConsentRequired, Actions: catalog.Ladder{catalog.ReconsentUser, catalog.ReconnectUser}},
			of(catalog.ConsentRequired, catalog.ReconsentUser)},
		"automatic or not": {catalog.Verdict{Category: catalog.InstitutionTimeout, Actions: catalog.Ladder{catalog.Wait}, Retry: catalog.Retry{Automatic: true}},
			of(catalog.InstitutionTimeout, catalog.Wait)},
		"challenge": {catalog.Verdict{Outcome: catalog.OutcomePending, Category: catalog.None, Actions: catalog.Ladder{catalog.CompleteMFA, catalog.PollStatus}},
			of(catalog.MFARequired, catalog.CompleteMFA)},
		"not applied": {catalog.Verdict{Category: catalog.UserInputInvalid, Actions: catalog.Ladder{catalog.CorrectInput}, Effect: catalog.EffectNotApplied},
			of(catalog.UserInputInvalid, catalog.CorrectInput)},
		"perhaps applied": {catalog.Verdict{Category: catalog.AggregatorInternal, Actions: catalog.Ladder{catalog.Wait}, Effect: catalog.EffectUnknown}, unsure},
		"ok":              {catalog.Verdict{Outcome: catalog.OutcomeOK, Category: catalog.None}, words.Words{}},
		"no category":     {catalog.Verdict{Category: 99, Actions: catalog.Ladder{99}}, of(catalog.Unclassified, catalog.ActionNone)},
		"provider's texts": {catalog.Verdict{Category: catalog.NotFound, Title: "Jane", Detail: "Jane", Code: "jane", Source: "jane", TraceID: "jane"},
			of(catalog.NotFound, catalog.ActionNone)},
	} {
		assert.Equal(t, test.want, words.For(words.French, &test.verdict, ""), name)
	}
	pending := catalog.Verdict{Outcome: catalog.OutcomePending, Category: catalog.None, Actions: catalog.Ladder{catalog.PollStatus}}
	assert.Equal(t, words.Words{Title: "This is still in progress", Sentence: "We are still working on it. Please check again in a moment.", Button: "Check again"},
		words.For(99, &pending, ""))
}

// TestJSON: the JSON form says the same, whatever the bank is called.
func TestJSON(t *testing.T) {
	for _, bank := range []string{"", "Sparkasse", `"<\` + "\n\u2028é", "{bank|x}"} {
		everything(bank, func(l words.Language, c catalog.Category, a catalog.Action, _ words.Words) {
			for _, e := range []catalog.Effect{catalog.EffectNone, catalog.EffectUnknown} {
				var got words.Words
				require.NoError(t, json.Unmarshal(words.AppendJSON([]byte(" "), l, c, a, e, bank), &got))
				assert.Equal(t, words.Of(l, c, a, e, bank), got, where(l, c, a))
			}
		})
	}
	assert.Equal(t, `{"title":"","sentence":"","button":""}`, string(words.AppendJSON(nil, 0, catalog.None, 0, 0, "")))
}

func TestJSONDoesNotAllocate(t *testing.T) {
	dst := make([]byte, 0, 1024)
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		words.AppendJSON(dst, words.German, catalog.UserCredentialsInvalid, catalog.ReconnectUser, catalog.EffectNone, "Sparkasse")
	}))
}

// TestLean: what a WebAssembly module links of this package is nothing but the
// catalog.
func TestLean(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.Imports}}", "github.com/finfault/finfault/catalog/words").Output()
	require.NoError(t, err)
	assert.Equal(t, "[github.com/finfault/finfault/catalog]\n", string(out))
}
