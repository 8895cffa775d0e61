package schemacheck

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wordsDir holds the words for end users, seen from this module.
const wordsDir = dataDir + "/words"

func TestWordsFollowTheirSchema(t *testing.T) {
	schema := compileSchema(t, wordsDir)
	assert.Equal(t, 6, checkFiles(t, schema, wordsDir), "six languages")
}

func TestWordsSchemaRefusesBrokenWords(t *testing.T) {
	schema := compileSchema(t, wordsDir)
	sound, err := os.ReadFile(filepath.Join(wordsDir, "en.json"))
	require.NoError(t, err)

	for name, test := range map[string]struct {
		in, member string
		value      any // nil takes the member away
		says       string
	}{
		"language unknown":        {"", "language", "nl", "'/language'"},
		"member unknown":          {"", "colour", "red", "additional properties 'colour'"},
		"category missing":        {"categories", "conflict", nil, "missing property 'conflict'"},
		"category unknown":        {"categories", "oops", object{"title": "Oops", "sentence": "Oops."}, "additional properties 'oops'"},
		"action missing":          {"actions", "wait", nil, "missing property 'wait'"},
		"title too long":          {"pending", "title", "This is still in progress and will not end soon", "'/pending/title'"},
		"title that ends":         {"pending", "title", "This is still in progress.", "'/pending/title'"},
		"title with a place":      {"pending", "title", "{bank|Your bank} is slow", "'/pending/title'"},
		"sentence that goes on":   {"pending", "sentence", "We are still working on it", "'/pending/sentence'"},
		"place without a filler":  {"pending", "sentence", "{bank} is slow.", "'/pending/sentence'"},
		"place of something else": {"pending", "sentence", "{user|You} are slow.", "'/pending/sentence'"},
		"straight apostrophe":     {"pending", "sentence", "It isn't done.", "'/pending/sentence'"},
	} {
		var words object
		require.NoError(t, json.Unmarshal(sound, &words))
		in := words
		if test.in != "" {
			in = words[test.in].(object)
		}
		if in[test.member] = test.value; test.value == nil {
			delete(in, test.member)
		}
		assert.ErrorContains(t, schema.Validate(words), test.says, name)
	}
}

// checkFiles holds the JSON files of a folder against their schema, which
// stands among them, and returns how many there are.
func checkFiles(t *testing.T, schema *jsonschema.Schema, folder string) int {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	checked := 0
	for _, name := range names {
		if filepath.Base(name) == "schema.json" {
			continue
		}
		checked++
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := os.Open(name)
			require.NoError(t, err)
			defer file.Close()
			document, err := jsonschema.UnmarshalJSON(file)
			require.NoError(t, err)
			assert.NoError(t, schema.Validate(document))
		})
	}
	return checked
}
