package main

import "github.com/finfault/finfault/catalog"

// Key is what verdicts are counted by. All of it are closed sets: an archive of
// any size has a few hundred of them.
type Key struct {
	// Provider is the verdict's: the record's, or the one that Finfault told from it.
	Provider catalog.Provider
	// Operation is the record's.
	Operation catalog.Operation
	Outcome   catalog.Outcome
	Category  catalog.Category
	Party     catalog.Party
	Policy    catalog.Policy
	Automatic bool
}

// keyOf returns what the verdict on an answer to an operation is counted by.
func keyOf(o catalog.Operation, v *catalog.Verdict) Key {
	return Key{v.Provider, o, v.Outcome, v.Category, v.Party, v.Retry.Policy, v.Retry.Automatic}
}
