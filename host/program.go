package host

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"

	"github.com/tetratelabs/wazero"
)

// program is a compiled module.
type program struct {
	platform *platform
	// copies are its machine code, once or several times.
	copies []*code
}

// preamble is what every WebAssembly module of version 1 begins with.
var preamble = []byte("\x00asm\x01\x00\x00\x00")

// preparing is held while a module is prepared. Several engines may share a
// runtime, and wazero must not be asked for two things at the same time there:
// to put WASI in, which takes away the name of what is there when it fails, and
// to take the same module from a compilation cache, which is handed out before
// it is complete. The copies of a module are not the same one.
var preparing sync.Mutex

// prepare compiles a module, checks what it exports and puts in place what it
// imports.
func prepare(ctx context.Context, p *platform, module []byte) (*program, error) {
	if !bytes.HasPrefix(module, preamble) {
		return nil, refuse("these %d bytes are no WebAssembly module of version 1", len(module))
	}
	preparing.Lock()
	defer preparing.Unlock()
	program, err := compile(ctx, p, module)
	if err == nil {
		err = checkExports(program.copies[0].compiled)
	}
	if err == nil {
		err = p.addWASI(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, program.close())
	}
	return program, nil
}

// begin counts what uses a program that becomes the current one.
func (p *program) begin(first *instance) {
	for _, c := range p.copies {
		c.uses = 1
	}
	first.code.uses++
}

// spare returns the copy that the fewest instances run on, and of several such
// the first. The pool's lock is held.
func (p *program) spare() *code {
	return slices.MinFunc(p.copies, func(a, b *code) int { return a.uses - b.uses })
}

// start returns an instance that is ready for calls and runs on a copy of the
// program. The first instance of a module is tried out as well.
func (p *program) start(ctx context.Context, c *code, try bool) (*instance, error) {
	var out stderr
	in, err := p.instantiate(ctx, c, &out)
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
func (p *program) instantiate(ctx context.Context, c *code, out *stderr) (*instance, error) {
	config := wazero.NewModuleConfig().WithName("").
		WithStartFunctions("_initialize"). // a frozen module has none, which is no error
		WithSysNanotime().WithSysWalltime().
		WithRandSource(rand.Reader).
		WithStderr(out)
	module, err := p.platform.InstantiateModule(ctx, c.compiled, config)
	if err != nil {
		return nil, err
	}
	return newInstance(p, c, module), nil
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

func (p *program) close() (err error) {
	for _, c := range p.copies {
		err = errors.Join(err, c.close())
	}
	return err
}
