package words

import "github.com/finfault/finfault/catalog"

// subject is what is spoken about: a category, or one of the two below.
type subject uint8

const (
	pending = subject(catalog.NumCategories) + iota
	// unsure: a request that may have gone through.
	unsure
	numSubjects
)

const numActions = catalog.ContactSupport + 1

// table holds the texts of a language.
type table struct {
	titles    *[numSubjects]string
	sentences [numSubjects]string
	// advice is the second half of the sentence, by action.
	advice, buttons [numActions]string
}

// templates are the texts that belong together. Those of the sentence have
// places for the bank's name, each with what is said where it is not known:
// "{bank|your bank}".
type templates struct{ title, sentence, advice, button string }

// templatesOf chooses the texts on a category and an action.
func templatesOf(l Language, c catalog.Category, a catalog.Action, e catalog.Effect) templates {
	if l >= NumLanguages {
		l = English
	}
	if a >= numActions {
		a = catalog.ActionNone
	}
	s := subjectOf(c)
	switch {
	case e == catalog.EffectUnknown:
		s, a = unsure, catalog.LookupExisting
	case c != catalog.None:
	case a == catalog.CompleteMFA:
		s = subject(catalog.MFARequired)
	case a == catalog.PollStatus:
		s = pending
	default:
		return templates{}
	}
	t := tables[l]
	return templates{t.titles[s], t.sentences[s], t.advice[a], t.buttons[a]}
}

// subjectOf returns the subject of a category of failures.
func subjectOf(c catalog.Category) subject {
	if c >= catalog.NumCategories {
		c = catalog.Unclassified
	}
	return subject(c)
}

// pieces yields the whole sentence piece by piece, the bank's name among them.
func (t *templates) pieces(bank string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !fill(t.sentence, bank, yield) || t.advice == "" {
			return
		}
		if yield(" ") {
			fill(t.advice, bank, yield)
		}
	}
}

// fill yields the pieces of a template until it is told to stop.
func fill(template, bank string, yield func(string) bool) bool {
	for template != "" {
		var text, place, unnamed string
		text, template = cut(template, '{')
		place, template = cut(template, '}')
		if _, unnamed = cut(place, '|'); bank != "" && place != "" {
			unnamed = bank
		}
		if !yield(text) || !yield(unnamed) {
			return false
		}
	}
	return true
}
