package notices_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/finfault/finfault/host/internal/release/notices"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// write makes a program that uses two modules beside it, one of which took a
// folder from elsewhere; one folder of it is used by nobody.
func write(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for path, content := range map[string]string{
		"go.mod":                "module example.com/app\n\ngo 1.26\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.2.0\n)\n\nreplace (\n\texample.com/a => ./a\n\texample.com/b => ./b\n)\n",
		"main.go":               "package main\n\nimport _ \"example.com/a/used\"\n\nfunc main() {}\n",
		"main_windows.go":       "package main\n\nimport _ \"example.com/b\"\n",
		"a/go.mod":              "module example.com/a\n",
		"a/LICENSE.md":          "Permission is hereby\r\ngranted, free of charge",
		"a/licence_test.go":     "package a\n",
		"a/used/used.go":        "package used\n",
		"a/used/COPYING":        "Redistribution and use in source and binary forms\nNeither the name of",
		"a/unused/unused.go":    "package unused\n",
		"a/unused/LICENSE":      "Apache License",
		"b/go.mod":              "module example.com/b\n",
		"b/b.go":                "package b\n",
		"b/NOTICE":              "B was written by B.",
		"b/LICENSE":             "Apache License",
		"b/LICENSE.go":          "package b\n",
		"b/internal/LICENSE.md": "not used either",
	} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(root, path)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(root, path), []byte(content), 0o644))
	}
	return root
}

func target(os string) notices.Target { return notices.Target{OS: os, Arch: "amd64", Package: "."} }

// TestCollect: what is compiled in for any platform, and nothing else.
func TestCollect(t *testing.T) {
	root := write(t)
	linux, err := notices.Collect(context.Background(), root, []notices.Target{target("linux")})
	require.NoError(t, err)
	assert.Equal(t, []string{"Go", "example.com/a"}, names(linux))
	both, err := notices.Collect(context.Background(), root, []notices.Target{target("windows"), target("linux")})
	require.NoError(t, err)
	assert.Equal(t, []string{"Go", "example.com/a", "example.com/b"}, names(both))

	assert.Equal(t, []notices.File{
		{Path: "LICENSE.md", Text: "Permission is hereby\ngranted, free of charge"},
		{Path: "used/COPYING", Text: "Redistribution and use in source and binary forms\nNeither the name of"},
	}, both[1].Files)
	licences, err := both[1].Licences()
	require.NoError(t, err)
	assert.Equal(t, []string{"BSD-3-Clause", "MIT"}, licences)

	text, err := notices.Text("The app", both)
	require.NoError(t, err)
	assert.Contains(t, text, "compiled in:\n\nGo: BSD-3-Clause\nexample.com/a v1.0.0: BSD-3-Clause, MIT\nexample.com/b v1.2.0: Apache-2.0\n\n---")
	assert.Contains(t, text, "example.com/b v1.2.0, NOTICE\n")
	assert.Contains(t, text, "B was written by B.\n")
	assert.NotContains(t, text, root)
}

func names(components []notices.Component) []string {
	var list []string
	for _, c := range components {
		list = append(list, c.Name)
	}
	return list
}

// TestWithoutLicence: what nobody may ship does not ship.
func TestWithoutLicence(t *testing.T) {
	root := write(t)
	require.NoError(t, os.Remove(filepath.Join(root, "a/LICENSE.md")))
	require.NoError(t, os.Remove(filepath.Join(root, "a/used/COPYING")))
	_, err := notices.Collect(context.Background(), root, []notices.Target{target("linux")})
	assert.EqualError(t, err, "example.com/a is compiled in and has no licence: it cannot be shipped")

	for _, text := range []string{"All rights reserved.", "GNU General Public License"} {
		_, err := notices.Text("The app", []notices.Component{{Name: "x", Files: []notices.File{{Path: "LICENSE", Text: text}}}})
		assert.ErrorContains(t, err, "x comes under no licence that is known")
	}
}

func TestNoSuchPackage(t *testing.T) {
	_, err := notices.Collect(context.Background(), write(t), []notices.Target{{OS: "linux", Arch: "amd64", Package: "./gone"}})
	assert.ErrorContains(t, err, "go list -deps -json=Dir,Standard,Module ./gone: ")
}

func TestLicences(t *testing.T) {
	for text, want := range map[string]string{
		"Permission to use, copy, modify, and/or distribute this software": "ISC",
		"Redistribution and use in source and\nbinary forms":               "BSD-2-Clause",
	} {
		got, err := notices.Component{Files: []notices.File{{Text: text}}}.Licences()
		require.NoError(t, err)
		assert.Equal(t, []string{want}, got)
	}
}
