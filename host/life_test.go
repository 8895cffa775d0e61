package host_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
	"github.com/finfault/finfault/wasm/abi"
)

// named returns a module made by hand that gives its name as the reason.
func named(name string) []byte {
	f := newFake()
	f.json = `{"name":"` + name + `"}`
	f.record.Reason = abi.Ref{Address: atJSON + 9, Length: uint32(len(name))}
	return f.bytes()
}

// reason returns what an engine says now.
func reason(t testing.TB, e *host.Engine) string {
	t.Helper()
	var v host.Verdict
	require.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: 429}, &v))
	return v.Reason
}

// interruptible is a watched runtime in which a call can be ended.
func interruptible(t testing.TB) *watched {
	return watch(t, wazero.NewRuntimeConfig().WithCloseOnContextDone(true))
}

// busy makes a call that runs until it is told to end, and then sends its error.
// It returns once the call runs.
func busy(t testing.TB, e *host.Engine, w *watched) (end context.CancelFunc, ended chan error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	ended = make(chan error, 1)
	running := w.calls.Load()
	go func() {
		var v host.Verdict
		ended <- e.Classify(ctx, &decoder.Request{Status: statusHang}, &v)
	}()
	for w.calls.Load() == running {
		time.Sleep(time.Millisecond)
	}
	return cancel, ended
}

// TestFrozenModule: a module that was started when it was built has nothing to
// start.
func TestFrozenModule(t *testing.T) {
	f := newFake()
	f.without = "_initialize"
	e := open(t, host.NewConfig().WithModule(f.bytes()))
	assert.Empty(t, reason(t, e))
}

// TestMaxInstances: no more calls run at the same time than may; further ones
// wait as long as their context lets them.
func TestMaxInstances(t *testing.T) {
	w := interruptible(t)
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(2))
	endFirst, first := busy(t, e, w)
	_, _ = busy(t, e, w)
	assert.Equal(t, 2, w.made)

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	for name, call := range calls(e) {
		assert.ErrorIs(t, call(ctx, &decoder.Request{}), context.DeadlineExceeded, name)
	}
	got := make(chan string)
	go func() { got <- reason(t, e) }()
	endFirst()
	assert.ErrorIs(t, <-first, context.Canceled)
	assert.Equal(t, "a", <-got)
	_, instances := w.open()
	assert.Equal(t, 2, instances)
}

// TestCallsThatGiveUp: whoever stops waiting, be it in the moment of being
// served, takes no place with it.
func TestCallsThatGiveUp(t *testing.T) {
	e := open(t, cached().WithMaxInstances(1))
	var callers sync.WaitGroup
	for i := range 8 {
		callers.Go(func() {
			var v host.Verdict
			for n := range 400 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(1+(n*7+i)%60)*time.Microsecond)
				err := e.Classify(ctx, &decoder.Request{Status: 429}, &v)
				cancel()
				assert.True(t, err == nil || errors.Is(err, context.DeadlineExceeded), "%v", err)
			}
		})
	}
	callers.Wait()
	assert.Equal(t, "http.too-many-requests", reason(t, e))
}

// TestContextThatIsDone: no call is made, be it that an instance is free.
func TestContextThatIsDone(t *testing.T) {
	w := interruptible(t)
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(named("a")))
	cause := errors.New("the caller has left")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(cause)
	made := w.calls.Load()
	for name, call := range calls(e) {
		err := call(ctx, &decoder.Request{})
		assert.ErrorIs(t, err, context.Canceled, name)
		assert.ErrorIs(t, err, cause, name)
	}
	assert.ErrorIs(t, e.Replace(ctx, named("b")), context.Canceled)
	_, err := host.New(ctx, cached())
	assert.ErrorIs(t, err, cause)
	assert.Equal(t, made, w.calls.Load())
	assert.Equal(t, "a", reason(t, e))
}

// TestClose waits for calls that run, ends those that wait and refuses those
// that come later.
func TestClose(t *testing.T) {
	ctx := context.Background()
	w := interruptible(t)
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(1))
	require.NoError(t, err)
	end, ended := busy(t, e, w)
	waiting := make(chan error)
	for _, call := range calls(e) {
		go func() { waiting <- call(ctx, &decoder.Request{}) }()
	}

	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, e.Close(short), context.DeadlineExceeded)
	for range 4 {
		assert.ErrorIs(t, <-waiting, host.ErrClosed)
	}
	for name, call := range calls(e) {
		assert.ErrorIs(t, call(ctx, &decoder.Request{}), host.ErrClosed, name)
	}
	require.ErrorIs(t, e.Replace(ctx, named("b")), host.ErrClosed)
	programs, instances := w.open()
	assert.Equal(t, []int{1, 1}, []int{programs, instances}, "the call still runs")

	var closers sync.WaitGroup
	for range 4 {
		closers.Go(func() { assert.NoError(t, e.Close(ctx)) })
	}
	end()
	assert.ErrorIs(t, <-ended, context.Canceled)
	closers.Wait()
	programs, instances = w.open()
	assert.Equal(t, []int{0, 0}, []int{programs, instances})
	assert.NoError(t, e.Close(short), "what is closed stays closed, whatever the context")
}

// TestCloseAfterItsContext: what Close did not wait for is closed by the call
// that returns last.
func TestCloseAfterItsContext(t *testing.T) {
	w := interruptible(t)
	e, err := host.New(context.Background(), host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(2))
	require.NoError(t, err)
	endFirst, first := busy(t, e, w)
	endSecond, second := busy(t, e, w)
	done, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, e.Close(done), context.Canceled)
	endFirst()
	<-first
	require.ErrorIs(t, e.Close(done), context.Canceled)
	endSecond()
	<-second
	programs, instances := w.open()
	assert.Equal(t, []int{0, 0}, []int{programs, instances})
	assert.NoError(t, e.Close(done))
}

// TestCloseOfItsOwnRuntime leaves no goroutine behind.
func TestCloseOfItsOwnRuntime(t *testing.T) {
	before := runtime.NumGoroutine()
	e, err := host.New(context.Background(), host.NewConfig().WithModule(named("a")).WithInterruption(true))
	require.NoError(t, err)
	assert.Equal(t, "a", reason(t, e))
	require.NoError(t, e.Close(context.Background()))
	requireGoroutines(t, before)
}

// TestReplace: calls that run end on the module that they began on, others get
// the new one, and the old one goes with the last of its calls.
func TestReplace(t *testing.T) {
	ctx := context.Background()
	w := interruptible(t)
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(2))
	end, ended := busy(t, e, w)
	assert.Equal(t, "a", reason(t, e))

	require.NoError(t, e.Replace(ctx, named("b")))
	assert.Equal(t, "b", reason(t, e))
	programs, instances := w.open()
	assert.Equal(t, []int{2, 2}, []int{programs, instances}, "the one that runs, and a new one")
	end()
	require.ErrorIs(t, <-ended, context.Canceled)
	programs, instances = w.open()
	assert.Equal(t, []int{1, 1}, []int{programs, instances})
	assert.Equal(t, "b", reason(t, e))
}

// TestReplaceWhileAllAreBusy: a call that waits gets the new module.
func TestReplaceWhileAllAreBusy(t *testing.T) {
	w := interruptible(t)
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(1))
	end, ended := busy(t, e, w)
	got := make(chan string)
	go func() { got <- reason(t, e) }()
	require.NoError(t, e.Replace(context.Background(), named("b")))
	end()
	<-ended
	assert.Equal(t, "b", <-got)
	assert.Equal(t, 2, w.made)
}

// TestReplaceWithTheSame: equal modules share their code in wazero; closing the
// old one must not take it from the new one.
func TestReplaceWithTheSame(t *testing.T) {
	w := watch(t, wazero.NewRuntimeConfig())
	e := open(t, host.NewConfig().WithRuntime(w))
	for range 3 {
		require.NoError(t, e.Replace(context.Background(), wasm.Core()))
		assert.Equal(t, "http.too-many-requests", reason(t, e))
		programs, instances := w.open()
		assert.Equal(t, []int{1, 1}, []int{programs, instances})
	}
	// Nor may it when a further instance is made of it.
	var v host.Verdict
	var calls sync.WaitGroup
	for range 4 {
		calls.Go(func() { assert.Equal(t, "http.too-many-requests", reason(t, e)) })
	}
	calls.Wait()
	require.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: 429}, &v))
}

// TestReplaceOneAfterTheOther: a replacement that waits for another one goes
// with its context, and one that is under way when the engine is closed does
// not bring it back.
func TestReplaceOneAfterTheOther(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w).WithModule(named("a")))
	require.NoError(t, err)
	compiling, goOn := make(chan struct{}), make(chan struct{})
	w.onCompile = func() {
		close(compiling)
		<-goOn
	}
	replaced := make(chan error)
	go func() { replaced <- e.Replace(ctx, named("b")) }()
	<-compiling

	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, e.Replace(short, named("c")), context.DeadlineExceeded)
	assert.Equal(t, "a", reason(t, e))
	require.ErrorIs(t, e.Close(short), context.DeadlineExceeded, "the replacement is still under way")
	close(goOn)
	require.ErrorIs(t, <-replaced, host.ErrClosed)
	require.NoError(t, e.Close(ctx))
	programs, instances := w.open()
	assert.Equal(t, []int{0, 0}, []int{programs, instances})
}
