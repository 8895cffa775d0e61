package words

import "github.com/finfault/finfault/catalog"

// Words are what an end user is told.
type Words struct {
	// Title has no more than 45 characters.
	Title string `json:"title"`
	// Sentence is one sentence or two, of no more than 160 characters with "your
	// bank" in the place of the bank's name.
	Sentence string `json:"sentence"`
	// Button is the label of the button for the action, of no more than 24
	// characters. It is "" where there is nothing that an end user could do.
	Button string `json:"button"`
}

// For returns the words on a verdict and the first rung of its ladder. They are
// empty for the outcome ok. Nothing of the provider's is in them. With the
// severity silent they need not be shown at all.
//
// bank is the bank's name as the end user knows it, and "" where it is not
// known: then "your bank" stands in its place. It is put in as it is: whoever
// puts the words into HTML escapes them. "{bank}" keeps a place for the name,
// for programs that put it in themselves.
func For(l Language, v *catalog.Verdict, bank string) Words {
	return Of(l, v.Category, v.Actions.First(), v.Effect, bank)
}

// Of returns the words on a category and an action, such as a later rung of a
// verdict's ladder; [catalog.ActionNone] says only what happened. The category
// [catalog.None] is that of what is under way, with [catalog.CompleteMFA] and
// [catalog.PollStatus], and has no words otherwise. After
// [catalog.EffectUnknown] the words ask to check what became of the request,
// whatever category and action are.
//
// A number that is no language counts as English, one that is no category as
// [catalog.Unclassified], one that is no action as [catalog.ActionNone].
func Of(l Language, c catalog.Category, a catalog.Action, e catalog.Effect, bank string) Words {
	t := templatesOf(l, c, a, e)
	var sentence []byte
	for piece := range t.pieces(bank) {
		sentence = append(sentence, piece...)
	}
	return Words{t.title, string(sentence), t.button}
}

// AppendJSON appends the JSON form of what [Of] returns to dst:
// {"title":…,"sentence":…,"button":…}, with all three members, empty or not. It
// allocates only to grow dst.
func AppendJSON(dst []byte, l Language, c catalog.Category, a catalog.Action, e catalog.Effect, bank string) []byte {
	t := templatesOf(l, c, a, e)
	dst = catalog.AppendJSONString(append(dst, `{"title":`...), t.title)
	dst = append(dst, `,"sentence":""`...)
	for piece := range t.pieces(bank) {
		end := len(dst) - 1 // the piece's quotation marks go, but the last
		dst = catalog.AppendJSONString(dst[:end], piece)
		dst = append(dst[:end], dst[end+1:]...)
	}
	dst = catalog.AppendJSONString(append(dst, `,"button":`...), t.button)
	return append(dst, '}')
}

// EnglishTitle returns the title of [Of] in English, for what shows no more
// than that and must not carry the other languages along: titles of problem
// documents (RFC 9457), which say the same whenever the category is the same.
func EnglishTitle(c catalog.Category) string {
	if c == catalog.None {
		return englishTitles[pending]
	}
	return englishTitles[subjectOf(c)]
}
