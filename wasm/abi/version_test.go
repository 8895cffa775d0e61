package abi_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/finfault/finfault/catalog/version"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestVersionNamesTheContract: which contract a version has stands in one table.
func TestVersionNamesTheContract(t *testing.T) {
	table, err := os.ReadFile("../../catalog/VERSIONS.md")
	require.NoError(t, err)
	assert.Contains(t, string(table), fmt.Sprintf("\n| %s | %d.%d |\n", version.Release, abi.Major, abi.Minor))
}
