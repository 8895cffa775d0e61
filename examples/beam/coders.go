package main

import (
	"encoding/json"
	"fmt"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/drift"
)

// encodeKey is the coder of keys: the numbers of the vocabulary, which never
// change, so that equal keys have equal bytes, as the keys of a group must.
func encodeKey(k Key) []byte {
	b := []byte{byte(k.Provider), byte(k.Operation), byte(k.Outcome), byte(k.Category), byte(k.Party), byte(k.Policy), 0}
	if k.Automatic {
		b[6] = 1
	}
	return b
}

func decodeKey(b []byte) (Key, error) {
	if len(b) != 7 {
		return Key{}, fmt.Errorf("a key of %d bytes; it has 7", len(b))
	}
	return Key{
		catalog.Provider(b[0]), catalog.Operation(b[1]), catalog.Outcome(b[2]), catalog.Category(b[3]),
		catalog.Party(b[4]), catalog.Policy(b[5]), b[6] == 1,
	}, nil
}

// encodeDrift is the coder of reports, whose JSON loses nothing.
func encodeDrift(d Drift) ([]byte, error) { return json.Marshal(d.Report) }

func decodeDrift(b []byte) (Drift, error) {
	d := Drift{new(drift.Report)}
	return d, json.Unmarshal(b, d.Report)
}
