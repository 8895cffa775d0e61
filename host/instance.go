package host

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"

	"github.com/tetratelabs/wazero/api"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/abi"
)

// instance is a module with memory of its own. It serves one call at a time.
type instance struct {
	// id is a number of its own, never 0.
	id      uint64
	program *program
	// code is the copy of the program that it runs on.
	code *code
	// state says whose it is.
	state  atomic.Uint32
	module api.Module
	memory api.Memory
	// view is the memory as it was last seen. It is stale once memory has grown.
	view []byte

	classify, verdictJSON, traceJSON, words api.Function
	// rules are those that it has been given.
	rules *rules
	// params are the parameters of a call, then its result.
	params [6]uint64

	// input and record are addresses that the module gave at its start.
	input, record uint32
	// maxHeaders and maxBody are how much of each the module looks at.
	maxHeaders, maxBody int

	// names are constants of the module by their addresses.
	names map[uint32]string
	// recent are some of them, each in the place of its address.
	recent [recentNames]string
	// served: a call has ended here, so its context may still close the instance.
	served bool
}

// instances counts those that were made.
var instances atomic.Uint64

func newInstance(p *program, c *code, module api.Module) *instance {
	return &instance{
		id:          instances.Add(1),
		program:     p,
		code:        c,
		module:      module,
		memory:      module.Memory(),
		classify:    module.ExportedFunction(abi.ExportClassify),
		verdictJSON: module.ExportedFunction(abi.ExportVerdictJSON),
		traceJSON:   module.ExportedFunction(abi.ExportTraceJSON),
		words:       module.ExportedFunction(abi.ExportWords),
		names:       map[uint32]string{},
	}
}

// bind asks the module where its input and its record are.
func (in *instance) bind(ctx context.Context) error {
	if err := in.module.ExportedFunction(abi.ExportABI).CallWithStack(ctx, in.params[:]); err != nil {
		return err
	}
	d, err := readDescriptor(in.bytes(), uint32(in.params[0]))
	if err != nil {
		return err
	}
	in.input, in.record = d.Input, d.Record
	in.maxHeaders, in.maxBody = int(d.MaxHeaders), int(d.MaxBody)
	return nil
}

// try makes sure that calls work, so that a module that starts and then fails
// is refused when it is loaded.
func (in *instance) try(ctx context.Context) error {
	req := decoder.Request{Status: 500}
	var v Verdict
	var t decoder.Trace
	if err := in.judge(ctx, &req, &v); err != nil {
		return err
	}
	text, err := in.json(ctx, abi.ExportVerdictJSON, &req)
	if err != nil {
		return err
	}
	if !json.Valid(text) {
		return refuse("what export %q gives is no JSON", abi.ExportVerdictJSON)
	}
	return in.explain(ctx, &req, &v, &t)
}

// bytes returns the memory as it is now.
func (in *instance) bytes() []byte {
	if size := in.memory.Size(); int64(size) != int64(len(in.view)) {
		in.view, _ = in.memory.Read(0, size)
	}
	return in.view
}

// call hands a request to one of the three functions that take one, and
// returns the address that it returned.
func (in *instance) call(ctx context.Context, f api.Function, req *decoder.Request) (uint32, error) {
	headers, body := in.seen(req)
	input := in.bytes()[in.input:]
	copy(input[copy(input, headers):], body)
	in.params = [6]uint64{
		uint64(len(headers)), uint64(len(body)), uint64(uint32(clampStatus(req.Status))),
		uint64(req.Provider), uint64(req.Operation), 0,
	}
	if req.Idempotent {
		in.params[5] = 1
	}
	return in.invoke(ctx, f)
}

// invoke calls a function with the parameters that are set, and returns the
// address that it returned.
func (in *instance) invoke(ctx context.Context, f api.Function) (uint32, error) {
	if !in.program.platform.interruptible {
		ctx = context.Background() // the values of the caller's cost a look-up each
	}
	if err := f.CallWithStack(ctx, in.params[:]); err != nil {
		return 0, in.stopped(ctx, err)
	}
	in.served = true
	return uint32(in.params[0]), nil
}

// seen returns what the module is shown of headers and body: all that it looks
// at, and one byte more if there is more.
func (in *instance) seen(req *decoder.Request) (headers, body []byte) {
	headers, body = req.Headers, req.Body
	if len(headers) > in.maxHeaders {
		headers = headers[:in.maxHeaders+1]
	}
	if len(body) > in.maxBody {
		body = body[:in.maxBody+1]
	}
	return headers, body
}

// clampStatus makes a status fit the 32 bits of a parameter. Those that are
// none count alike.
func clampStatus(status int) int32 { return int32(min(max(status, -1), 1000)) }

// stopped says why a call ended before its time.
func (in *instance) stopped(ctx context.Context, err error) error {
	switch {
	case !in.program.platform.interruptible || !closedByContext(err):
		return &trapError{err}
	case ctx.Err() != nil:
		return ended(ctx)
	case in.served:
		return errStale
	}
	return &trapError{err}
}

// closedByContext reports an instance that wazero closed as a context ended,
// be it the context of this call or of one before.
func closedByContext(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// judge fills v with the verdict on an answer.
func (in *instance) judge(ctx context.Context, req *decoder.Request, v *Verdict) error {
	v.served = in.id
	address, err := in.call(ctx, in.classify, req)
	if err != nil {
		return err
	}
	if address != in.record {
		return refuse("export %q returned %d, its record stands at %d", abi.ExportClassify, address, in.record)
	}
	return in.readVerdict(req, v)
}

// explain is judge with the trace of what was asked.
func (in *instance) explain(ctx context.Context, req *decoder.Request, v *Verdict, t *decoder.Trace) error {
	text, err := in.json(ctx, abi.ExportTraceJSON, req)
	if err != nil {
		return err
	}
	if err := readTrace(text, t); err != nil {
		return err
	}
	return in.readVerdict(req, v)
}

// json returns the JSON that an export gives for a request. It is the
// instance's memory: it changes with the next call.
func (in *instance) json(ctx context.Context, name string, req *decoder.Request) ([]byte, error) {
	f := in.verdictJSON
	if name == abi.ExportTraceJSON {
		f = in.traceJSON
	}
	address, err := in.call(ctx, f, req)
	if err != nil {
		return nil, err
	}
	return in.reference(name, address)
}

// reference returns the text of the reference that an export returned.
func (in *instance) reference(name string, address uint32) ([]byte, error) {
	memory := in.bytes()
	at, ok := span(memory, address, refSize)
	if !ok || address == 0 {
		return nil, refuse("export %q returned %d, which is no address of a reference", name, address)
	}
	ref := readRef(at)
	text, ok := span(memory, ref.Address, ref.Length)
	if !ok {
		return nil, refuse("the text of export %q, %d bytes at %d, lies outside its memory of %d bytes", name, ref.Length, ref.Address, len(memory))
	}
	return text, nil
}

// close frees the memory. With no files open there is nothing that could fail.
func (in *instance) close() { in.module.Close(context.Background()) }
