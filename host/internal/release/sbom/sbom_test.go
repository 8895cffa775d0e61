package sbom_test

import (
	"debug/buildinfo"
	"runtime/debug"
	"testing"

	"github.com/finfault/finfault/host/internal/release/notices"
	"github.com/finfault/finfault/host/internal/release/sbom"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var compiled = []notices.Component{
	{Name: "Go", Version: "go1.26.8", Files: []notices.File{{Text: "Redistribution … Neither the name of"}}},
	{Name: "example.com/a", Version: "v1.0.0", Files: []notices.File{{Text: "Apache License"}}},
}

func program(modules ...*debug.Module) *buildinfo.BuildInfo {
	return &buildinfo.BuildInfo{GoVersion: "go1.26.8", Deps: modules}
}

func TestDocument(t *testing.T) {
	d, err := sbom.Of("library", "p", "1.0.0", "pkg:npm/p@1.0.0", compiled)
	require.NoError(t, err)
	text, err := d.JSON()
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
		"metadata": {"component": {"bom-ref": "pkg:npm/p@1.0.0", "type": "library", "name": "p", "version": "1.0.0",
			"purl": "pkg:npm/p@1.0.0", "licenses": [{"license": {"id": "Apache-2.0"}}]}},
		"components": [
			{"bom-ref": "pkg:golang/std@1.26.8", "type": "library", "name": "std", "version": "1.26.8",
				"purl": "pkg:golang/std@1.26.8", "licenses": [{"license": {"id": "BSD-3-Clause"}}]},
			{"bom-ref": "pkg:golang/example.com/a@v1.0.0", "type": "library", "name": "example.com/a", "version": "v1.0.0",
				"purl": "pkg:golang/example.com/a@v1.0.0", "licenses": [{"license": {"id": "Apache-2.0"}}]}],
		"dependencies": [
			{"ref": "pkg:npm/p@1.0.0", "dependsOn": ["pkg:golang/std@1.26.8", "pkg:golang/example.com/a@v1.0.0"]},
			{"ref": "pkg:golang/std@1.26.8"}, {"ref": "pkg:golang/example.com/a@v1.0.0"}]
	}`, string(text))
}

func TestCompare(t *testing.T) {
	d, err := sbom.Of("application", "p", "1.0.0", "pkg:golang/p@v1.0.0", compiled)
	require.NoError(t, err)
	a, b := &debug.Module{Path: "example.com/a", Version: "v1.0.0"}, &debug.Module{Path: "example.com/b", Version: "v1.0.0"}
	assert.NoError(t, d.Compare(program(), program(a), program(a)))
	assert.ErrorContains(t, d.Compare(program(a, b)), `linked is ["example.com/a@v1.0.0" "example.com/b@v1.0.0" "std@1.26.8"]`)
	assert.ErrorContains(t, d.Compare(program()), "the bill lists")
	other := program(a)
	other.GoVersion = "go1.26.9"
	assert.Error(t, d.Compare(other))
}

func TestUnknownLicence(t *testing.T) {
	_, err := sbom.Of("application", "p", "1.0.0", "pkg:golang/p@v1.0.0", []notices.Component{{Name: "x"}})
	assert.ErrorContains(t, err, "x comes under no licence that is known")
}
