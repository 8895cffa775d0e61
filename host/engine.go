package host

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/abi"
)

// Engine classifies answers with a module. It is safe for use by any number of
// goroutines. It has to be closed.
type Engine struct {
	platform *platform
	pool     *pool
	// rules are the rules in force. Each instance is given them before its next
	// call.
	rules atomic.Pointer[rules]
	// replacing holds one token: that of the replacement that goes on.
	replacing chan struct{}
	// closed is closed once everything is, closeErr is what became of it.
	closed   chan struct{}
	closeErr error
}

// New compiles the module, checks it and makes one instance ready. Compiling
// takes about a second, or tens of milliseconds with a compilation cache.
//
// It fails where the configuration makes no sense, with an [*overlay.Error] where
// the rules of WithOverlay cannot be read, where a runtime or the cache cannot be
// opened, where ctx ends, and with an error that wraps [ErrModule]
// where the module breaks the contract. Nothing is left open then.
func New(ctx context.Context, c Config) (*Engine, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	rules, err := readRules(c.overlay)
	if err != nil {
		return nil, err
	}
	platform, err := openPlatform(ctx, &c)
	if err != nil {
		return nil, err
	}
	first, err := load(ctx, platform, c.bytes(), rules)
	if err != nil {
		return nil, errors.Join(err, platform.close())
	}
	e := &Engine{platform: platform, replacing: make(chan struct{}, 1), closed: make(chan struct{})}
	e.rules.Store(rules)
	e.pool = newPool(first, c.instances(), e.shut)
	return e, nil
}

// load makes the first instance of a module and makes sure that it works, with
// the rules too.
func load(ctx context.Context, p *platform, module []byte, rules *rules) (*instance, error) {
	if ctx.Err() != nil {
		return nil, ended(ctx)
	}
	program, err := prepare(ctx, p, module)
	if err != nil {
		return nil, err
	}
	in, err := program.start(ctx, program.copies[0], true)
	if err != nil {
		return nil, errors.Join(err, program.close())
	}
	if err := in.obey(ctx, rules); err != nil {
		in.close()
		return nil, errors.Join(err, program.close())
	}
	return in, nil
}

// Classify fills v with the verdict on an answer; whatever v held is gone. The
// verdict is the one that a [decoder.Decoder] of the module's version gives.
//
// It returns ctx's error where ctx ends before an instance is free, or, under
// [Config.WithInterruption], before the call is over; an error that wraps
// [ErrTrap] where the module stopped; one that wraps [ErrModule] where what it
// returned makes no sense or where no further instance can be made; and
// [ErrClosed]. On an error v is empty.
func (e *Engine) Classify(ctx context.Context, req *decoder.Request, v *Verdict) error {
	v.reset()
	err := e.do(ctx, v.served, func(ctx context.Context, in *instance) error { return in.judge(ctx, req, v) })
	if err != nil {
		v.reset()
	}
	return err
}

// Explain is Classify, and records in t which evidence was asked in which order
// and what it answered. What t held is gone. Steps that gave no definite answer
// have no outcome and no category. It costs several times what Classify costs,
// and allocates.
func (e *Engine) Explain(ctx context.Context, req *decoder.Request, v *Verdict, t *decoder.Trace) error {
	v.reset()
	t.Steps = t.Steps[:0]
	err := e.do(ctx, v.served, func(ctx context.Context, in *instance) error { return in.explain(ctx, req, v, t) })
	if err != nil {
		v.reset()
		t.Steps = t.Steps[:0]
	}
	return err
}

// AppendVerdictJSON appends the verdict's JSON form to dst, as the module
// writes it: what [catalog.Verdict.AppendJSON] gives. Errors are those of
// Classify; dst is then returned as it was.
func (e *Engine) AppendVerdictJSON(ctx context.Context, dst []byte, req *decoder.Request) ([]byte, error) {
	return e.appendJSON(ctx, dst, abi.ExportVerdictJSON, req)
}

// AppendExplanation appends {"verdict":…,"trace":…} to dst, as the module
// writes it: what [decoder.AppendExplanation] gives. Errors are those of
// Classify; dst is then returned as it was.
func (e *Engine) AppendExplanation(ctx context.Context, dst []byte, req *decoder.Request) ([]byte, error) {
	return e.appendJSON(ctx, dst, abi.ExportTraceJSON, req)
}

// appendJSON appends what an export writes.
func (e *Engine) appendJSON(ctx context.Context, dst []byte, export string, req *decoder.Request) ([]byte, error) {
	err := e.do(ctx, 0, func(ctx context.Context, in *instance) error {
		text, err := in.json(ctx, export, req)
		dst = append(dst, text...)
		return err
	})
	return dst, err
}

// Replace puts another module in the place of the present one. The module is
// compiled, checked and tried out first: when that fails, the error says why,
// as that of New does, and nothing has changed. Calls that run meanwhile end on
// the module that they began on; the old code goes with the last of them.
//
// Replacements are made one after the other. module must not be written to
// before Replace has returned.
func (e *Engine) Replace(ctx context.Context, module []byte) error {
	if err := e.beginReplacing(ctx); err != nil {
		return err
	}
	defer e.endReplacing()
	in, err := load(ctx, e.platform, module, e.rules.Load())
	if err != nil {
		return err
	}
	return e.pool.swap(in)
}

// beginReplacing waits for the replacement that goes on, and keeps the engine
// open until endReplacing.
func (e *Engine) beginReplacing(ctx context.Context) error {
	select {
	case e.replacing <- struct{}{}:
	case <-ctx.Done():
		return ended(ctx)
	}
	if err := e.pool.hold(); err != nil {
		<-e.replacing
		return err
	}
	return nil
}

func (e *Engine) endReplacing() {
	e.pool.mu.Lock()
	e.pool.unhold()
	<-e.replacing
}

// Close waits for the calls that run and closes everything; calls that wait or
// come later get [ErrClosed]. When ctx ends first, Close returns its error, and
// the rest closes as the last call returns. It may be called again, also at the
// same time.
func (e *Engine) Close(ctx context.Context) error {
	e.pool.close()
	select {
	case <-e.closed:
		return e.closeErr
	default:
	}
	select {
	case <-e.closed:
		return e.closeErr
	case <-ctx.Done():
		return ended(ctx)
	}
}

// shut closes the platform when nothing uses it any more.
func (e *Engine) shut() {
	e.closeErr = e.platform.close()
	close(e.closed)
}

// do makes a call in an instance that is free, the preferred one if it is. A
// call may find its instance closed by the context of the call before: it is
// then made again, as it has no effects.
func (e *Engine) do(ctx context.Context, preferred uint64, call func(context.Context, *instance) error) error {
	for {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		in, err := e.pool.acquire(ctx, preferred)
		if err != nil {
			return err
		}
		if err = e.run(ctx, in, call); err != errStale {
			return err
		}
	}
}

// run makes a call and gives the instance back: for good unless all went well,
// as nobody knows what state its memory is in.
func (e *Engine) run(ctx context.Context, in *instance, call func(context.Context, *instance) error) (err error) {
	sound := false
	defer func() { e.pool.release(in, sound) }()
	if rules := e.rules.Load(); in.rules != rules {
		err = in.obey(ctx, rules)
	}
	if err == nil {
		err = call(ctx, in)
	}
	sound = err == nil
	return err
}
