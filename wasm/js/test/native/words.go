package main

import (
	"encoding/json"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
)

// told is what an end user is told: of a verdict, or the language of those that
// a reader accepts.
type told struct {
	Language string       `json:"language"`
	Accept   *string      `json:"accept,omitempty"`
	Verdict  *describable `json:"verdict,omitempty"`
	Bank     string       `json:"bank,omitempty"`
	Words    *words.Words `json:"words,omitempty"`
}

// describable is what of a verdict decides the words, in its JSON form.
type describable struct {
	Category string   `json:"category"`
	Actions  []string `json:"actions"`
	Effect   string   `json:"effect,omitempty"`
}

// accepted are headers as browsers send them, and worse.
var accepted = []string{"", "de", "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "nl, DE_at;q=0.5", "nl,*", "en;q=0.1, es;q=0.2",
	"it ; q=0.3 , pt-BR\t;\tQ=0.30", "it;q=0.3,pt-BR;q=0.301", "de;q=0", "fr;q=0.9,de;q=1.", "it;q=0.9999,de;q=0.1", "fr;q=1,de;q=2",
	"de;q, fr;q=, es;q=x, it;q=0,5, pt;q=.9", "de;level=1, deu, d", ",,;;,pt;", "de x, it", "de;q=0.5;x=1, fr;q=0.1"}

func tell(to *json.Encoder) error {
	for _, accept := range accepted {
		if err := to.Encode(told{Language: words.Match(accept).String(), Accept: &accept}); err != nil {
			return err
		}
	}
	categories := []catalog.Category{catalog.None}
	for c := range catalog.Category(catalog.NumCategories) {
		categories = append(categories, c)
	}
	for l := range words.Language(words.NumLanguages) {
		for _, c := range categories {
			if err := tellAll(to, l, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellAll writes the words on a category with every action and effect, with
// and without a bank's name.
func tellAll(to *json.Encoder, l words.Language, c catalog.Category) error {
	for a := catalog.ActionNone; a <= catalog.ContactSupport; a++ {
		for e := catalog.EffectNone; e <= catalog.EffectUnknown; e++ {
			for _, bank := range []string{"", "Crédit $& {bank|x} <1>"} {
				v := describable{c.String(), []string{}, e.String()}
				if a != catalog.ActionNone {
					v.Actions = append(v.Actions, a.String(), catalog.Wait.String())
				}
				w := words.Of(l, c, a, e, bank)
				if err := to.Encode(told{Language: l.String(), Verdict: &v, Bank: bank, Words: &w}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
