package host_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/host"
)

// TestConfigIsImmutable: each method leaves the configuration that it was
// called on as it was.
func TestConfigIsImmutable(t *testing.T) {
	r := wazero.NewRuntime(context.Background())
	defer r.Close(context.Background())
	for name, change := range map[string]func(host.Config) host.Config{
		"WithModule":           func(c host.Config) host.Config { return c.WithModule([]byte("x")) },
		"WithCompilationCache": func(c host.Config) host.Config { return c.WithCompilationCache("x") },
		"WithMaxInstances":     func(c host.Config) host.Config { return c.WithMaxInstances(7) },
		"WithCodeCopies":       func(c host.Config) host.Config { return c.WithCodeCopies(2) },
		"WithMemoryLimit":      func(c host.Config) host.Config { return c.WithMemoryLimit(1 << 30) },
		"WithInterruption":     func(c host.Config) host.Config { return c.WithInterruption(true) },
		"WithRuntime":          func(c host.Config) host.Config { return c.WithRuntime(r) },
	} {
		t.Run(name, func(t *testing.T) {
			base := host.NewConfig()
			changed := change(base)
			assert.Equal(t, host.NewConfig(), base)
			assert.NotEqual(t, base, changed)
		})
	}
	assert.Equal(t, host.Config{}, host.NewConfig())
}

// TestConfigThatMakesNoSense is an error of New that names the method and what
// it takes.
func TestConfigThatMakesNoSense(t *testing.T) {
	r := wazero.NewRuntime(context.Background())
	defer r.Close(context.Background())
	own := host.NewConfig().WithRuntime(r)
	for _, c := range []struct {
		config host.Config
		says   string
	}{
		{host.NewConfig().WithMaxInstances(-1), "finfault: WithMaxInstances(-1): needs 1 or more, or 0 for one per processor"},
		{host.NewConfig().WithCodeCopies(-1), "finfault: WithCodeCopies(-1): needs 1 or more, or 0 for one"},
		{host.NewConfig().WithMemoryLimit(65535), "finfault: WithMemoryLimit(65535): needs one page of 65536 bytes or more, or 0 for the default"},
		{own.WithCompilationCache("x"), "finfault: WithCompilationCache cannot go with WithRuntime: set it in the wazero.RuntimeConfig of the runtime"},
		{own.WithMemoryLimit(1 << 30), "finfault: WithMemoryLimit cannot go with WithRuntime: set it in the wazero.RuntimeConfig of the runtime"},
		{own.WithInterruption(true), "finfault: WithInterruption cannot go with WithRuntime: set it in the wazero.RuntimeConfig of the runtime"},
		{own.WithInterruption(true).WithMemoryLimit(1 << 30).WithCompilationCache("x"),
			"finfault: WithCompilationCache, WithMemoryLimit, WithInterruption cannot go with WithRuntime: set it in the wazero.RuntimeConfig of the runtime"},
	} {
		_, err := host.New(context.Background(), c.config)
		assert.EqualError(t, err, c.says)
	}
}

// TestMemoryLimitInPages: the limit is rounded down to pages, and cut to what
// an address can reach.
func TestMemoryLimitInPages(t *testing.T) {
	module := newFake().bytes() // which has 20 pages
	for limit, ok := range map[uint64]bool{
		0: true, 19 << 16: false, 20<<16 - 1: false, 20 << 16: true, 20<<16 + 1: true, 4 << 30: true, 1<<64 - 1: true,
	} {
		e, err := host.New(context.Background(), host.NewConfig().WithModule(module).WithMemoryLimit(limit))
		if !ok {
			assert.ErrorIs(t, err, host.ErrModule, "%d", limit)
			assert.ErrorContains(t, err, "min 20 pages (1 Mi) over limit of 19 pages", "%d", limit)
			continue
		}
		require.NoError(t, err, "%d", limit)
		require.NoError(t, e.Close(context.Background()))
	}
}
