package host

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// platform is the runtime that an engine's modules run in.
type platform struct {
	wazero.Runtime
	cache wazero.CompilationCache // nil without one
	// owned: the runtime is closed with the engine.
	owned bool
	// interruptible: the context of a call may end the call. Of a runtime of the
	// caller's nobody knows, so it is treated as if it may.
	interruptible bool
	// copies is how many times a module is compiled.
	copies int
}

// openPlatform makes a runtime, or takes the caller's.
func openPlatform(ctx context.Context, c *Config) (*platform, error) {
	if c.runtime != nil {
		return &platform{Runtime: c.runtime, interruptible: true, copies: c.copies()}, nil
	}
	p := &platform{owned: true, interruptible: c.interruption, copies: c.copies()}
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(c.pages()).WithCloseOnContextDone(c.interruption)
	if c.cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(c.cacheDir)
		if err != nil {
			return nil, fmt.Errorf("finfault: compilation cache: %w", err)
		}
		p.cache, config = cache, config.WithCompilationCache(cache)
	}
	p.Runtime = wazero.NewRuntimeWithConfig(ctx, config)
	return p, nil
}

// addWASI makes WASI available to modules, unless it is already.
func (p *platform) addWASI(ctx context.Context) error {
	if p.Module(wasi_snapshot_preview1.ModuleName) != nil {
		return nil
	}
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, p.Runtime); err != nil {
		return fmt.Errorf("finfault: WASI cannot be put into the runtime: %w", err)
	}
	return nil
}

// close closes what the engine opened.
func (p *platform) close() error {
	if !p.owned {
		return nil
	}
	ctx := context.Background() // also when the caller's has ended
	err := p.Runtime.Close(ctx)
	if p.cache != nil {
		err = errors.Join(err, p.cache.Close(ctx))
	}
	if err != nil {
		return fmt.Errorf("finfault: closing the runtime: %w", err)
	}
	return nil
}
