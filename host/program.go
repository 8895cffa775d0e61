package host

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"sync"

	"github.com/tetratelabs/wazero"
)

// program is a compiled module.
type program struct {
	platform *platform
	compiled wazero.CompiledModule

	// uses counts the instances that there are or that are being made, and one
	// for being the current program. It is the pool's, under its lock.
	uses int
}

// preamble is what every WebAssembly module of version 1 begins with.
var preamble = []byte("\x00asm\x01\x00\x00\x00")

// preparing is held while a module is prepared. Several engines may share a
// runtime, and wazero must not be asked for two things at the same time there:
// to put WASI in, which takes away the name of what is there when it fails, and
// to take the same module from a compilation cache, which is handed out before
// it is complete.
var preparing sync.Mutex

// prepare compiles a module, checks what it exports and puts in place what it
// imports.
func prepare(ctx context.Context, p *platform, module []byte) (*program, error) {
	if !bytes.HasPrefix(module, preamble) {
		return nil, refuse("these %d bytes are no WebAssembly module of version 1", len(module))
	}
	preparing.Lock()
	defer preparing.Unlock()
	compiled, err := p.CompileModule(ctx, module)
	if err != nil {
		return nil, &moduleError{what: "it cannot be compiled", cause: err}
	}
	if err = checkExports(compiled); err == nil {
		err = p.addWASI(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, compiled.Close(ctx))
	}
	return &program{platform: p, compiled: compiled}, nil
}

// start returns an instance that is ready for calls. The first instance of a
// module is tried out as well.
func (p *program) start(ctx context.Context, try bool) (*instance, error) {
	var out stderr
	in, err := p.instantiate(ctx, &out)
	if err != nil {
		return nil, p.startError(ctx, err, out.text)
	}
	if err = in.bind(ctx); err == nil && try {
		err = in.try(ctx)
	}
	if err != nil {
		in.close()
		return nil, p.startError(ctx, err, out.text)
	}
	out.drop()
	return in, nil
}

// instantiate gives a module nothing of the host but clocks and random bytes.
// The Go collector in a module takes its pace from the clock: under the one
// that wazero gives by default, which is made up, it stalls for good.
func (p *program) instantiate(ctx context.Context, out *stderr) (*instance, error) {
	config := wazero.NewModuleConfig().WithName("").
		WithStartFunctions("_initialize"). // a frozen module has none, which is no error
		WithSysNanotime().WithSysWalltime().
		WithRandSource(rand.Reader).
		WithStderr(out)
	module, err := p.platform.InstantiateModule(ctx, p.compiled, config)
	if err != nil {
		return nil, err
	}
	return newInstance(p, module), nil
}

// startError says why an instance could not be made, with what it wrote.
func (p *program) startError(ctx context.Context, err error, wrote []byte) error {
	if p.platform.interruptible && ctx.Err() != nil && closedByContext(err) {
		return ended(ctx)
	}
	var trap *trapError
	if errors.As(err, &trap) {
		err = trap.cause
	}
	var wrong *moduleError
	if !errors.As(err, &wrong) {
		wrong = &moduleError{what: "it cannot be started", cause: err}
	}
	wrong.wrote = string(wrote)
	return wrong
}

func (p *program) close() error { return p.compiled.Close(context.Background()) }
