package schematest

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// sources are all files of rules in the project.
var sources = []string{"../testdata/accepted/*.[yj]*", "../../../examples/overlay/*.yaml", "../../../decoder/testdata/overlay/*.yaml"}

// beyond are refused sources that no schema can tell: syntax and encoding,
// several documents, keys that stand twice or are no texts, and aliases, which
// other readers resolve.
var beyond = map[string]bool{
	"broken.json": true, "empty.yaml": true, "tab.yaml": true, "latin1.yaml": true, "documents.yaml": true, "twice.json": true, "twice.yaml": true, "listkey.yaml": true, "alias.yaml": true,
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("../schema.json")
	require.NoError(t, err)
	return schema
}

func TestAcceptedSourcesFollowTheSchema(t *testing.T) {
	schema := compileSchema(t)
	for _, pattern := range sources {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, paths, pattern)
		for _, path := range paths {
			assert.NoError(t, schema.Validate(read(t, path)), path)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	paths, err := filepath.Glob("../testdata/refused/*[ln]")
	require.NoError(t, err)
	require.Greater(t, len(paths), len(beyond))
	for _, path := range paths {
		if !beyond[filepath.Base(path)] {
			assert.Error(t, schema.Validate(read(t, path)), path)
		}
	}
}

// TestSchemaRefusesEach: each of these is refused on its own account.
func TestSchemaRefusesEach(t *testing.T) {
	schema := compileSchema(t)
	const sound = `{"version":1,"rules":[{"name":"a","when":{"code":"x"},"then":{"category":"not_found"}}]}`
	require.NoError(t, schema.Validate(parse(t, []byte(sound))))
	for old, refused := range map[string][]string{
		`"version":1`: {`"version":2`, `"version":"1"`, `"note":"a"`, `"version":1,"colour":1`},
		`"name":"a"`:  {`"name":""`, `"name":"a b"`, `"name":7`, `"note":"a"`, `"name":"a","whne":{}`},
		`"when":{"code":"x"}`: {`"note":"a"`, `"when":{}`, `"when":{"code":[]}`, `"when":{"code":["x","x"]}`, `"when":{"code":1.5}`, `"when":{"cod":"x"}`,
			`"when":{"provider":"plaid"}`, `"when":{"provider":"unknown"}`, `"when":{"status":99}`, `"when":{"status":"4XX"}`, `"when":{"status":"500-"}`,
			`"when":{"message":"ab"}`, `"when":{"step":["login"]}`, `"when":{"shape":3}`, `"when":{"operation":"reading"}`},
		`"then":{"category":"not_found"}`: {`"note":"a"`, `"then":{}`, `"then":{"category":"none"}`, `"then":{"outcome":"failed"}`, `"then":{"actions":[]}`,
			`"then":{"actions":["wait","wait"]}`, `"then":{"retry":"soon"}`, `"then":{"retry":{}}`, `"then":{"retry":{"automatic":"yes"}}`,
			`"then":{"retry":{"initial_ms":86400001}}`, `"then":{"retry":{"factor":0.5}}`, `"then":{"retry":{"max_retries":101}}`,
			`"then":{"effect":"none"}`, `"then":{"grpc_code":"not_found"}`, `"then":{"reason":"a b"}`, `"then":{"alternatives":["none"]}`},
	} {
		for _, other := range refused {
			text := bytes.Replace([]byte(sound), []byte(old), []byte(other), 1)
			assert.Error(t, schema.Validate(parse(t, text)), "%s", text)
		}
	}
}

func read(t *testing.T, path string) any {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return parse(t, text)
}

// parse reads JSON, and all else as YAML, which editors do likewise.
func parse(t *testing.T, text []byte) any {
	t.Helper()
	if v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text)); err == nil {
		return v
	}
	var v any
	require.NoError(t, yaml.Unmarshal(text, &v))
	return v
}
