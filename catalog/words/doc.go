// Package words says to an end user what a verdict means: a short title, a
// sentence and the label of a button, in six languages. Nothing of it comes
// from a provider, so all of it is safe to show.
//
//	w := words.For(words.Match(r.Header.Get("Accept-Language")), &verdict, "Sparkasse")
//
// The title and the first half of the sentence say what happened, by the
// category; the second half and the button say what to do, by the action, so
// that they fit together whichever rung of the ladder is shown. Where the fault
// is the application's or the aggregator's they speak of "us" and never of the
// reader; where the end user has to act they say what to do next, and blame
// nobody.
//
// What the texts do not say:
//
//   - that the code tries again by itself. Whether it does is the program's to
//     know: show the words once its own retries are over, or took too long to
//     wait for, and they are true with and without them.
//   - "try again", where a request that writes or pays may have gone through
//     (catalog.EffectUnknown): then they ask to check first.
//   - who the aggregator is, or that there is one.
//
// German, French, Spanish and Italian address the reader formally (Sie, vous,
// usted, Lei); Portuguese is European, in the third person. Labels of buttons
// are what is customary there: infinitives, and in Italian the short
// imperative.
//
// The texts stand in catalog/data/words, one file a language; go generate makes
// tables of them, and the modules of the JavaScript package.
package words

//go:generate go run ./internal/gen
