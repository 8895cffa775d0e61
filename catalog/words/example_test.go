package words_test

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
)

func ExampleFor() {
	// A decoder fills it.
	v := catalog.Verdict{Category: catalog.UserCredentialsInvalid, Actions: catalog.Ladder{catalog.ReconnectUser}}
	w := words.For(words.Match("de-AT, en;q=0.5"), &v, "Sparkasse")
	fmt.Println(w.Title)
	fmt.Println(w.Sentence)
	fmt.Printf("[%s]\n", w.Button)
	// Output:
	// Die Anmeldung hat nicht geklappt
	// Sparkasse konnte Sie mit diesen Angaben nicht anmelden. Bitte verbinden Sie sich erneut mit Sparkasse.
	// [Erneut verbinden]
}

// A later rung of the ladder, once the first did not help.
func ExampleOf() {
	w := words.Of(words.English, catalog.AggregatorUnavailable, catalog.ContactSupport, catalog.EffectNone, "")
	fmt.Printf("%s [%s]\n", w.Sentence, w.Button)
	// Output:
	// Something is not working on our side at the moment. If this keeps happening, please contact us. [Contact us]
}
