package overlay_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/host/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCompiledFormsAreCurrent: what is committed in compiled form is what its
// source compiles into.
func TestCompiledFormsAreCurrent(t *testing.T) {
	for _, source := range []string{"../../decoder/testdata/overlay/rules.yaml", "../../examples/overlay/basiq-banks.yaml"} {
		want, err := overlay.Compile(source, read(t, source))
		require.NoError(t, err)
		compiled := strings.TrimSuffix(source, filepath.Ext(source)) + ".overlay"
		if *update {
			require.NoError(t, os.WriteFile(compiled, want, 0o644))
		}
		assert.Equal(t, want, read(t, compiled), "run finfault overlay compile %s", source)
		report, err := overlay.Check(source, read(t, source))
		require.NoError(t, err)
		assert.Empty(t, report.Warnings)
	}
}
