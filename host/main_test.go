package host_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

// cacheDir keeps what was compiled for all tests.
var cacheDir string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "finfault-host-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	cacheDir = dir
	return m.Run()
}

// open returns an engine that is closed with the test.
func open(t testing.TB, c host.Config) *host.Engine {
	t.Helper()
	e, err := host.New(context.Background(), c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, e.Close(context.Background())) })
	return e
}

// cached is the default configuration with the tests' cache.
func cached() host.Config { return host.NewConfig().WithCompilationCache(cacheDir) }

// answers returns the labelled answers and the seeds of the fuzz targets.
func answers(t testing.TB) []*decoder.Request {
	t.Helper()
	cases, err := corpus.Requests("../decoder/testdata/cases")
	require.NoError(t, err)
	seeds, err := corpus.Seeds("../decoder")
	require.NoError(t, err)
	return append(cases, seeds...)
}
