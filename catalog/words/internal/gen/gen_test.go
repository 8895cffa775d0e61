package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/finfault/finfault/catalog/words"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// data is the folder of the files, seen from package words.
const data = "../data/words"

// TestFilesAreCurrent: what is committed is what the data files say.
func TestFilesAreCurrent(t *testing.T) {
	t.Chdir("../..")
	files, err := generate(data)
	require.NoError(t, err)
	assert.Len(t, files, 1+words.NumLanguages)
	for name, want := range files {
		got, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), "run: go generate ./catalog/words")
	}
}

// TestLanguages: the tables stand in the order of the numbers.
func TestLanguages(t *testing.T) {
	require.Len(t, tags, words.NumLanguages)
	for i, known := range tags {
		assert.Equal(t, words.Language(i).String(), known.tag)
	}
}

// TestRefusals: a file that lacks something, or has more than there is, becomes
// no table, and the message says what and where.
func TestRefusals(t *testing.T) {
	t.Chdir("../..")
	sound, err := os.ReadFile(data + "/en.json")
	require.NoError(t, err)
	for name, test := range map[string]struct{ old, new, want string }{
		"other language":   {`"en"`, `"de"`, `en.json: language is "de"`},
		"category missing": {`"conflict"`, `"konflikt"`, "en.json: categories: nothing is said of conflict"},
		"action missing":   {`"wait"`, `"pray"`, "en.json: actions: nothing is said of wait"},
		"action too many":  {`"actions": {`, `"actions": {"pray": {},`, `en.json: actions: "pray" is no value of the contract`},
		"member unknown":   {`"button"`, `"knob"`, `en.json: json: unknown field "knob"`},
	} {
		broken := strings.Replace(string(sound), test.old, test.new, 1)
		require.NotEqual(t, string(sound), broken, name)
		_, err := read(fstest.MapFS{"en.json": {Data: []byte(broken)}}, "en")
		assert.ErrorContains(t, err, test.want, name)
	}
	_, err = read(fstest.MapFS{}, "en")
	assert.ErrorContains(t, err, "en.json")
}
