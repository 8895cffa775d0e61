package gobuild

import (
	"context"
	"slices"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const repository = "../testdata/repository"

// build compiles a target and returns its sections.
func build(t *testing.T, target Target) module.Module {
	t.Helper()
	binary, err := target.Build(context.Background())
	require.NoError(t, err)
	m, err := module.Parse(binary)
	require.NoError(t, err)
	return m
}

// exports returns the names of what a module exports.
func exports(t *testing.T, m module.Module) []string {
	t.Helper()
	list, err := m.Exports()
	require.NoError(t, err)
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	return names
}

// named reports whether a module has the names of its functions.
func named(m module.Module) bool {
	return slices.ContainsFunc(m, func(s module.Section) bool {
		name, _, err := s.CustomName()
		return s.ID == module.Custom && err == nil && name == "name"
	})
}

func TestBuild(t *testing.T) {
	command := build(t, Target{Dir: repository, Package: "./command"})
	assert.ElementsMatch(t, []string{"memory", "_start"}, exports(t, command))
	assert.False(t, named(command))
	assert.True(t, named(build(t, Target{Dir: repository, Package: "./command", Symbols: true})))

	reactor := build(t, Target{Dir: repository, Package: "./reactor", Reactor: true})
	assert.ElementsMatch(t, []string{"memory", "_initialize", "square"}, exports(t, reactor))
}

func TestBuildReportsWhatGoSays(t *testing.T) {
	_, err := Target{Dir: repository, Package: "./broken"}.Build(context.Background())
	assert.ErrorContains(t, err, "undefined: undefined")
}

func TestPackages(t *testing.T) {
	packages, err := Target{Dir: repository, Package: "./command"}.Packages(context.Background())
	require.NoError(t, err)
	assert.Subset(t, packages, []string{"main", "runtime", "internal/runtime/maps"})
	assert.NotContains(t, packages, "fmt")
	_, err = Target{Dir: repository, Package: "./none"}.Packages(context.Background())
	assert.ErrorContains(t, err, "directory not found")
}

func TestVersion(t *testing.T) {
	version, err := Version(context.Background(), repository)
	require.NoError(t, err)
	assert.Regexp(t, `^go1\.\d+`, version)
	_, err = Version(context.Background(), repository+"/none")
	assert.Error(t, err)
}

func TestWithoutGo(t *testing.T) {
	assert.Equal(t, []string{"PATH=/bin", "HOME=/"}, withoutGo([]string{"GOFLAGS=-x", "PATH=/bin", "CGO_CFLAGS=-O3", "GOOS=js", "HOME=/"}))
}
