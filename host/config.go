package host

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/wasm"
)

// pageSize is the unit in which the memory of a module grows.
const pageSize = 64 << 10

// defaultMemoryLimit is twice what the most hostile bodies of 1 MiB were seen
// to take: 20 MiB for a verdict, 63 MiB for JSON of which every byte needs an
// escape, with what the module's collector leaves for later. Bodies of a usual
// size take 4 MiB.
const defaultMemoryLimit = 128 << 20

// Config says how an [Engine] runs its module. It is immutable: each method
// returns a changed copy. Mistakes show when [New] is called. The zero value is
// the same as NewConfig.
type Config struct {
	module       []byte
	ownModule    bool
	cacheDir     string
	maxInstances int
	codeCopies   int
	memoryLimit  uint64
	interruption bool
	runtime      wazero.Runtime
	overlay      []byte
}

// NewConfig returns the default configuration: the embedded module, no
// compilation cache, an instance per processor, one copy of its code, 128 MiB
// for each, calls that nothing interrupts, a runtime of the engine's own.
func NewConfig() Config { return Config{} }

// WithModule sets the module: the bytes of a WebAssembly module that keeps to
// the contract of package wasm/abi, by default those of wasm.Core. They must
// not be written to before New has returned.
func (c Config) WithModule(module []byte) Config {
	c.module, c.ownModule = module, true
	return c
}

// WithCompilationCache keeps compiled modules in a folder, which is created if
// need be, and takes them from there: the next start takes tens of milliseconds
// in place of a second. Who can write to the folder decides what code runs. ""
// is the default: no cache.
func (c Config) WithCompilationCache(dir string) Config {
	c.cacheDir = dir
	return c
}

// WithMaxInstances sets how many calls run at the same time, each in an
// instance of its own; further calls wait in the order in which they came. 0 is
// the default: what runtime.GOMAXPROCS says when New is called. Calls that end on
// a module that was replaced do not count.
func (c Config) WithMaxInstances(n int) Config {
	c.maxInstances = n
	return c
}

// WithCodeCopies compiles a module so many times and spreads the instances
// evenly over the copies, so that calls that run at the same time execute machine
// code of their own. There are machines on which processors that execute the
// very same code slow each other down; on others copies gain nothing. What two
// goroutines gain from a copy each is in what make bench-wasm prints.
//
// It is for programs in which several goroutines classify all the time: take as
// many copies as there are processors to run them. Each costs memory for as long
// as the engine is open, several times the size of the module, and a file in the
// compilation cache. They are compiled at the same time, which takes longer than
// one where processors are busy or fewer. 0 is the default: one. No more are made
// than there may be instances.
func (c Config) WithCodeCopies(n int) Config {
	c.codeCopies = n
	return c
}

// WithMemoryLimit sets how many bytes of memory an instance may have, rounded
// down to pages of 64 KiB, at most 4 GiB. A call that needs more fails with
// [ErrTrap]. 0 is the default: 128 MiB. Memory that an instance has grown to is
// kept until the instance is dropped.
func (c Config) WithMemoryLimit(bytes uint64) Config {
	c.memoryLimit = bytes
	return c
}

// WithInterruption lets a context that ends during a call end the call. By
// default it only ends the wait for an instance, as interruption makes a call
// three to seven times as dear, and the time that a call takes is bounded by
// the size of what is looked at.
func (c Config) WithInterruption(on bool) Config {
	c.interruption = on
	return c
}

// WithRuntime runs the module in a runtime of the caller's. Compilation cache,
// memory limit and interruption are then the runtime's own and cannot be set
// here as well. [Engine.Close] leaves the runtime open; it must stay open until
// then. WASI is instantiated into it unless it is there already.
func (c Config) WithRuntime(r wazero.Runtime) Config {
	c.runtime = r
	return c
}

// WithOverlay has rules of the user's own asked before the catalog: the binary
// form that finfault overlay compile writes. It must not be written to before New
// has returned. Nil is the default: no rules. See [Engine.LoadOverlay] for how to
// replace them.
func (c Config) WithOverlay(rules []byte) Config {
	c.overlay = rules
	return c
}

// check returns an error for values that make no sense.
func (c *Config) check() error {
	switch {
	case c.maxInstances < 0:
		return fmt.Errorf("finfault: WithMaxInstances(%d): needs 1 or more, or 0 for one per processor", c.maxInstances)
	case c.codeCopies < 0:
		return fmt.Errorf("finfault: WithCodeCopies(%d): needs 1 or more, or 0 for one", c.codeCopies)
	case c.memoryLimit > 0 && c.memoryLimit < pageSize:
		return fmt.Errorf("finfault: WithMemoryLimit(%d): needs one page of %d bytes or more, or 0 for the default", c.memoryLimit, pageSize)
	case c.runtime == nil:
		return nil
	}
	var own []string
	for _, option := range []struct {
		name string
		set  bool
	}{
		{"WithCompilationCache", c.cacheDir != ""},
		{"WithMemoryLimit", c.memoryLimit != 0},
		{"WithInterruption", c.interruption},
	} {
		if option.set {
			own = append(own, option.name)
		}
	}
	if len(own) > 0 {
		return fmt.Errorf("finfault: %s cannot go with WithRuntime: set it in the wazero.RuntimeConfig of the runtime", strings.Join(own, ", "))
	}
	return nil
}

// bytes returns the module.
func (c *Config) bytes() []byte {
	if c.ownModule {
		return c.module
	}
	return wasm.Core()
}

// instances returns how many calls may run at the same time.
func (c *Config) instances() int {
	if c.maxInstances == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return c.maxInstances
}

// copies returns how many times a module is compiled: a copy more than there are
// instances would never run.
func (c *Config) copies() int { return min(max(c.codeCopies, 1), c.instances()) }

// pages returns the memory limit in pages.
func (c *Config) pages() uint32 {
	limit := c.memoryLimit
	if limit == 0 {
		limit = defaultMemoryLimit
	}
	return uint32(min(limit, 4<<30) / pageSize)
}
