package decoder_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	goTest = regexp.MustCompile("`([a-z/]+):((?:Test|Fuzz|Benchmark)[A-Za-z0-9]+)`")
	jsTest = regexp.MustCompile("`([a-z/.-]+\\.test\\.js)`: \"([^\"]+)\"")
	// named is whatever looks like the name of a test.
	named = regexp.MustCompile(`\b(?:Test|Fuzz|Benchmark)[A-Z][A-Za-z]+|\.test\.js`)
)

// TestSecurityPage: every test that SECURITY.md names exists, every line of its
// tables names one, and the page can be read in one go.
func TestSecurityPage(t *testing.T) {
	page, err := os.ReadFile("SECURITY.md")
	require.NoError(t, err)
	lines := strings.Split(string(page), "\n")
	assert.LessOrEqual(t, len(lines), 150)
	promises := 0
	for _, line := range lines {
		found := 0
		for _, m := range goTest.FindAllStringSubmatch(line, -1) {
			found++
			assert.True(t, holds(t, filepath.Join("..", m[1], "*_test.go"), "\nfunc "+m[2]+"("), m[0])
		}
		for _, m := range jsTest.FindAllStringSubmatch(line, -1) {
			found++
			assert.True(t, holds(t, filepath.Join("..", m[1]), "\ntest(\""+m[2]+"\","), m[0])
		}
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| Promised ") && !strings.HasPrefix(line, "| ---") {
			promises++
			assert.NotZero(t, found, "shown by nothing: %s", line)
			assert.Len(t, named.FindAllString(line, -1), found, "a name that is not looked up: %s", line)
		}
	}
	assert.Greater(t, promises, 20)
}

// holds reports whether one of the files of a pattern holds a text.
func holds(t *testing.T, pattern, text string) bool {
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.Contains(string(b), text) {
			return true
		}
	}
	return false
}
