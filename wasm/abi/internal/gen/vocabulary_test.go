package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadDocs: constants are found by their numbers, given or counted, with
// their comments in any of their places.
func TestReadDocs(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "fruit.go"), []byte(`package p

// Fruit is what grows,
// and more.
type Fruit uint8

const (
	// Apple: unlike [Pear], round.
	Apple Fruit = 4
	Pear  Fruit = 2 // grows on trees
)

const (
	SourRaw Taste = iota // Sour
	Sweet
)
`), 0o600))
	found, err := readDocs(folder)
	require.NoError(t, err)
	assert.Equal(t, "Fruit is what grows,\nand more.\n", found["Fruit"].text)
	assert.Equal(t, map[int]memberDoc{4: {"Apple", "unlike [Pear], round.\n"}, 2: {"Pear", "grows on trees\n"}}, found["Fruit"].members)
	assert.Equal(t, "Sweet", found["Taste"].members[1].name)
}

// TestProse: comments of Go stand on one line, with the names of the wire, and
// end no comment of TypeScript.
func TestProse(t *testing.T) {
	wire := map[string]string{"Pear": "pear"}
	for in, want := range map[string]string{
		"unlike [Pear],\n round.": "unlike `pear`, round.",
		"as [Verdict.Code] has":   "as [Verdict.Code] has",
		"see [Nothing]":           "see Nothing",
		"a */ b":                  "a * / b",
		"":                        "",
	} {
		assert.Equal(t, want, prose(in, wire), in)
	}
}

// TestNames: every enumeration has a type in Go and a name in TypeScript.
func TestNames(t *testing.T) {
	for name, want := range map[string][2]string{
		"provider_hint": {"Hint", "ProviderHint"},
		"grpc_code":     {"GRPCCode", "GrpcCode"},
		"trace_source":  {"Source", "TraceSource"},
		"category":      {"Category", "Category"},
	} {
		assert.Equal(t, want, [2]string{goName(name), camel(name)}, name)
	}
}
