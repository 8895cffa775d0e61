package host_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/sys"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm/abi"
)

// calls are all calls that take a request.
func calls(e *host.Engine) map[string]func(context.Context, *decoder.Request) error {
	return map[string]func(context.Context, *decoder.Request) error{
		"Classify": func(ctx context.Context, req *decoder.Request) error {
			var v host.Verdict
			return e.Classify(ctx, req, &v)
		},
		"Explain": func(ctx context.Context, req *decoder.Request) error {
			var v host.Verdict
			var trace decoder.Trace
			return e.Explain(ctx, req, &v, &trace)
		},
		"AppendVerdictJSON": func(ctx context.Context, req *decoder.Request) error {
			dst, err := e.AppendVerdictJSON(ctx, []byte("x"), req)
			return kept(dst, err)
		},
		"AppendExplanation": func(ctx context.Context, req *decoder.Request) error {
			dst, err := e.AppendExplanation(ctx, []byte("x"), req)
			return kept(dst, err)
		},
	}
}

// kept returns err, or another one when dst was not left as it was.
func kept(dst []byte, err error) error {
	if err != nil && string(dst) != "x" {
		return errors.New("dst was changed")
	}
	return err
}

// TestTraps: a call whose module stops is an error without anything that the
// module wrote; its instance is dropped, and the next call gets another.
func TestTraps(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(newFake().bytes()).WithMaxInstances(1))
	made := 1
	for name, call := range calls(e) {
		for status, says := range map[int]string{
			statusTrap: "finfault: the module stopped during a call: wasm error: unreachable",
			statusExit: "finfault: the module stopped during a call: module closed with exit_code(3)",
		} {
			err := call(ctx, &decoder.Request{Status: status})
			require.ErrorIs(t, err, host.ErrTrap, name)
			assert.NotErrorIs(t, err, host.ErrModule, name)
			assert.Equal(t, says, err.Error(), name)
			for cause := err; cause != nil; cause = errors.Unwrap(cause) {
				assert.NotContains(t, cause.Error(), secret)
			}
			require.NoError(t, call(ctx, &decoder.Request{Status: 401}), name)
			made++
			assert.Equal(t, made, w.made)
			_, instances := w.open()
			assert.Equal(t, 1, instances)
		}
	}
}

// TestTrapGivesItsPlaceToTheNext: a call that waits gets the place of one whose
// instance was dropped.
func TestTrapGivesItsPlaceToTheNext(t *testing.T) {
	ctx := context.Background()
	e := open(t, host.NewConfig().WithModule(newFake().bytes()).WithMaxInstances(1))
	done := make(chan error)
	for i := range 40 {
		go func() {
			var v host.Verdict
			err := e.Classify(ctx, &decoder.Request{Status: []int{401, statusTrap}[i%2]}, &v)
			if i%2 == 1 && errors.Is(err, host.ErrTrap) {
				err = nil
			}
			done <- err
		}()
	}
	for range 40 {
		require.NoError(t, <-done)
	}
}

// TestPanicFreesItsPlace: a call that panics, as a verdict that is not there
// makes it, does not keep others out.
func TestPanicFreesItsPlace(t *testing.T) {
	w := watch(t, wazero.NewRuntimeConfig())
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(newFake().bytes()).WithMaxInstances(1))
	ctx := context.Background()
	assert.Panics(t, func() { e.AppendVerdictJSON(ctx, nil, nil) })
	require.NoError(t, calls(e)["Classify"](ctx, &decoder.Request{}))
	assert.Equal(t, 2, w.made)
}

// soon is when contexts end during calls that never do: late enough for a call to
// have begun where processors are busy.
const soon = 100 * time.Millisecond

// TestInterruption: where it is on, a context that ends also ends the call that
// runs, and the instance goes.
func TestInterruption(t *testing.T) {
	w := watch(t, wazero.NewRuntimeConfig().WithCloseOnContextDone(true))
	engines := map[string]*host.Engine{
		"a runtime of its own": open(t, cached().WithModule(newFake().bytes()).WithInterruption(true).WithMaxInstances(1)),
		"a runtime of ours":    open(t, host.NewConfig().WithRuntime(w).WithModule(newFake().bytes()).WithMaxInstances(1)),
	}
	reason := errors.New("the user has left")
	for engine, e := range engines {
		for name, call := range calls(e) {
			t.Run(engine+"/"+name, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), soon)
				defer cancel()
				err := call(ctx, &decoder.Request{Status: statusHang})
				require.ErrorIs(t, err, context.DeadlineExceeded)
				assert.NotErrorIs(t, err, host.ErrTrap)

				caused, stop := context.WithCancelCause(context.Background())
				time.AfterFunc(soon, func() { stop(reason) })
				err = call(caused, &decoder.Request{Status: statusHang})
				require.ErrorIs(t, err, context.Canceled)
				require.ErrorIs(t, err, reason)
				require.NoError(t, call(context.Background(), &decoder.Request{Status: 401}))
			})
		}
	}
	assert.Equal(t, 1+2*4, w.made)
}

// TestInterruptionAtTheStart: a module whose start does not end is left with
// the context, by New and by Replace.
func TestInterruptionAtTheStart(t *testing.T) {
	e := open(t, host.NewConfig().WithModule(newFake().bytes()).WithInterruption(true))
	for _, export := range []string{"_initialize", abi.ExportABI, abi.ExportClassify, abi.ExportTraceJSON} {
		t.Run(export, func(t *testing.T) {
			f := newFake()
			f.code[export] = join(hang, unreachable)
			for name, load := range map[string]func(context.Context) error{
				"Replace": func(ctx context.Context) error { return e.Replace(ctx, f.bytes()) },
				"New": func(ctx context.Context) error {
					_, err := host.New(ctx, host.NewConfig().WithModule(f.bytes()).WithInterruption(true))
					return err
				},
			} {
				ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
				err := load(ctx)
				cancel()
				require.ErrorIs(t, err, context.DeadlineExceeded, name)
				assert.NotErrorIs(t, err, host.ErrModule, name)
			}
		})
	}
	require.NoError(t, calls(e)["Classify"](context.Background(), &decoder.Request{}))
}

// TestContextsThatEndAfterTheirCall do not disturb the calls after theirs, be
// it that wazero closes the instance late.
func TestContextsThatEndAfterTheirCall(t *testing.T) {
	e := open(t, cached().WithInterruption(true).WithMaxInstances(2))
	done := make(chan error)
	for range 4 {
		go func() {
			var v host.Verdict
			var err error
			for i := 0; i < 1000 && err == nil; i++ {
				ctx, cancel := context.WithCancel(context.Background())
				err = e.Classify(ctx, &decoder.Request{Status: 429}, &v)
				cancel()
			}
			done <- err
		}()
	}
	for range 4 {
		require.NoError(t, <-done)
	}
}

// TestExitLooksLikeAContext: a module that says that a context has ended, while
// none has, is not called for ever.
func TestExitLooksLikeAContext(t *testing.T) {
	e := open(t, host.NewConfig().WithModule(newFake().bytes()).WithInterruption(true).WithMaxInstances(1))
	err := calls(e)["Classify"](context.Background(), &decoder.Request{Status: statusFeign})
	require.ErrorIs(t, err, host.ErrTrap)
	var exit *sys.ExitError
	assert.ErrorAs(t, err, &exit)
}
