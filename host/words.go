package host

import (
	"context"
	"encoding/json"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/finfault/finfault/wasm/abi"
)

// Words returns what an end user is told of a verdict, as the module words it:
// what [words.For] gives, but for a module of another version. Of a bank's name
// no more than 64 KiB are looked at. Errors are those of Classify.
func (e *Engine) Words(ctx context.Context, l words.Language, v *catalog.Verdict, bank string) (words.Words, error) {
	var w words.Words
	err := e.do(ctx, 0, func(ctx context.Context, in *instance) error {
		text, err := in.say(ctx, l, v, bank)
		if err == nil && json.Unmarshal(text, &w) != nil {
			err = refuse("what export %q gives is no JSON of that form", abi.ExportWords)
		}
		return err
	})
	if err != nil {
		return words.Words{}, err
	}
	return w, nil
}

// say returns the JSON form of the words on a verdict.
func (in *instance) say(ctx context.Context, l words.Language, v *catalog.Verdict, bank string) ([]byte, error) {
	bank = bank[:min(len(bank), in.maxHeaders)]
	copy(in.bytes()[in.input:], bank)
	in.params = [6]uint64{uint64(l), uint64(v.Category), uint64(v.Actions.First()), uint64(v.Effect), uint64(len(bank))}
	address, err := in.invoke(ctx, in.words)
	if err != nil {
		return nil, err
	}
	return in.reference(abi.ExportWords, address)
}
