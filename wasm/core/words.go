package main

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/finfault/finfault/wasm/abi"
)

//go:wasmexport words_json
func wordsJSON(language, category, action, effect, bank uint32) uint32 {
	if bank > abi.MaxInput {
		return 0
	}
	return give(words.AppendJSON(text[:0], words.Language(min(language, 255)), failure(category),
		catalog.Action(min(action, 255)), catalog.Effect(min(effect, 255)), unsafe.String(&input[0], bank)))
}

// failure returns a category, and one that there is not for a number that does
// not fit: 255 is none.
func failure(number uint32) catalog.Category {
	if number > 255 {
		return catalog.Unclassified
	}
	return catalog.Category(number)
}
