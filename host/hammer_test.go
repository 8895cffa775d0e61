package host_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
)

// TestHammer classifies, explains, replaces and closes at the same time: every
// answer is right, or says that the engine is closed, and nothing stays open.
func TestHammer(t *testing.T) {
	w := watch(t, wazero.NewRuntimeConfig())
	e, err := host.New(context.Background(), host.NewConfig().WithRuntime(w).WithMaxInstances(3))
	require.NoError(t, err)
	work := smallAnswers(t)
	var callers, others sync.WaitGroup
	for i := range 8 {
		callers.Go(func() { hammer(t, e, work, i) })
	}
	// The same classifier as another module: with a section that says nothing.
	other := join(wasm.Core(), section(0, name("comment")))
	for _, modules := range [][][]byte{{other, wasm.Core()}, {wasm.Core(), other}, {[]byte("garbage"), named("never")[:100]}} {
		others.Go(func() {
			for i := range 6 {
				err := e.Replace(context.Background(), modules[i%2])
				assert.True(t, err == nil || errors.Is(err, host.ErrClosed) || errors.Is(err, host.ErrModule), "%v", err)
			}
		})
	}
	others.Wait()
	for range 3 {
		others.Go(func() { assert.NoError(t, e.Close(context.Background())) })
	}
	others.Wait()
	callers.Wait()
	programs, instances := w.open()
	assert.Equal(t, []int{0, 0}, []int{programs, instances})
}

// verdicts are answers with what the decoder says of them.
type verdicts struct {
	req  *decoder.Request
	want catalog.Verdict
}

func smallAnswers(t *testing.T) (list []verdicts) {
	for _, req := range answers(t) {
		if len(req.Body) < 2048 {
			list = append(list, verdicts{req, decoder.Classify(req)})
		}
	}
	return list
}

// hammer makes calls until the engine is closed.
func hammer(t *testing.T, e *host.Engine, work []verdicts, i int) {
	ctx := context.Background()
	var v host.Verdict
	var trace decoder.Trace
	for ; ; i++ {
		c := work[i%len(work)]
		var err error
		if i%5 == 0 {
			err = e.Explain(ctx, c.req, &v, &trace)
		} else {
			err = e.Classify(ctx, c.req, &v)
		}
		if errors.Is(err, host.ErrClosed) {
			return
		}
		if !assert.NoError(t, err) || !assert.Equal(t, c.want, v.Clone()) {
			return
		}
	}
}

// TestHammerCopies classifies, traps, replaces and closes at the same time in an
// engine with copies of its code. Modules made by hand are compiled in no time.
func TestHammerCopies(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(5).WithCodeCopies(3))
	require.NoError(t, err)
	var callers, others sync.WaitGroup
	for i := range 8 {
		callers.Go(func() { hammerTraps(t, e, i) })
	}
	for range 3 {
		others.Go(func() {
			for i := range 20 {
				assert.NoError(t, e.Replace(ctx, named([]string{"a", "b"}[i%2])))
			}
		})
	}
	others.Wait()
	assert.NoError(t, e.Close(ctx))
	callers.Wait()
	programs, instances := w.open()
	assert.Equal(t, []int{0, 0}, []int{programs, instances})
}

// hammerTraps makes calls, some of which trap, until the engine is closed.
func hammerTraps(t *testing.T, e *host.Engine, i int) {
	var v host.Verdict
	for ; ; i++ {
		req := decoder.Request{Status: []int{statusTrap, 429, 503}[i%3]}
		err := e.Classify(context.Background(), &req, &v)
		switch {
		case errors.Is(err, host.ErrClosed):
			return
		case req.Status == statusTrap:
			assert.ErrorIs(t, err, host.ErrTrap)
		default:
			assert.NoError(t, err)
			assert.Contains(t, []string{"a", "b"}, v.Reason)
		}
	}
}
