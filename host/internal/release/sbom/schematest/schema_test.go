package schematest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// compileSchema compiles the schema of a version of CycloneDX with the two that
// it refers to. They come with the library of CycloneDX, so that go.sum pins
// them, and are known by their identifiers, after which not all files are named.
func compileSchema(t *testing.T, version string) *jsonschema.Schema {
	t.Helper()
	library, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for _, file := range []string{"bom-" + version + ".*.json", "spdx.*.json", "jsf-*.json"} {
		paths, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(library)), "schema", file))
		require.NoError(t, err)
		require.Len(t, paths, 1, file)
		text, err := os.ReadFile(paths[0])
		require.NoError(t, err)
		source, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err)
		require.NoError(t, compiler.AddResource(source.(map[string]any)["$id"].(string), source))
	}
	schema, err := compiler.Compile("http://cyclonedx.org/schema/bom-" + version + ".schema.json")
	require.NoError(t, err)
	return schema
}

// validate holds a bill against the schema of the version that it names.
func validate(t *testing.T, bill []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(bill))
	require.NoError(t, err)
	return compileSchema(t, fmt.Sprint(document.(map[string]any)["specVersion"])).Validate(document)
}

func TestBillsFollowTheSchema(t *testing.T) {
	for name, bill := range writeBills(t) {
		assert.NoError(t, validate(t, bill), name)
	}
}

// TestSchemaRefuses: each of these is what a mistake in the writer would give,
// and is found.
func TestSchemaRefuses(t *testing.T) {
	sound := writeBills(t)[billNPM]
	for old, wrong := range map[string]string{
		`"bomFormat": "CycloneDX"`: `"bomFormat": "SPDX"`,
		`"version": 1,`:            `"version": "1",`,
		`"type": "library"`:        `"type": "module"`,
		`"name": "finfault"`:       `"title": "finfault"`,
		`"bom-ref": "`:             `"bomRef": "`,
		`"id": "Apache-2.0"`:       `"id": "Apache License 2.0"`,
		`"license": {`:             `"expression": "MIT", "license": {`,
		`"ref": "`:                 `"name": "`,
		`"dependsOn": [`:           `"dependsOn": ["a", "a",`,
	} {
		require.Contains(t, string(sound), old)
		assert.Error(t, validate(t, bytes.Replace(sound, []byte(old), []byte(wrong), 1)), wrong)
	}
}
