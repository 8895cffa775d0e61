package host

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// onePlace returns a pool that runs one call at a time, and its instance, taken.
func onePlace(t *testing.T) (*pool, *instance) {
	t.Helper()
	p := newPool(&instance{program: &program{}}, 1, func() {})
	in, err := p.acquire(context.Background(), 0)
	require.NoError(t, err)
	return p, in
}

// requireWaiters waits until so many calls wait.
func requireWaiters(t *testing.T, p *pool, n int) {
	t.Helper()
	require.Eventually(t, func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		waiting := 0
		for w := p.waiting.first; w != nil; w = w.next {
			waiting++
		}
		return waiting == n
	}, 5*time.Second, time.Millisecond)
}

// TestWaitersInOrder: whoever came first is served first, also after some in
// between have given up.
func TestWaitersInOrder(t *testing.T) {
	p, in := onePlace(t)
	order := make(chan int, 5)
	var leave [5]context.CancelFunc
	var gone [5]chan error
	for i := range 5 {
		var ctx context.Context
		ctx, leave[i] = context.WithCancel(context.Background())
		gone[i] = make(chan error, 1)
		go func() {
			in, err := p.acquire(ctx, 0)
			if err == nil {
				order <- i
				p.release(in, true)
			}
			gone[i] <- err
		}()
		requireWaiters(t, p, i+1)
	}
	for n, i := range []int{2, 0, 4} { // one in the middle, the first, the last
		leave[i]()
		require.ErrorIs(t, <-gone[i], context.Canceled)
		requireWaiters(t, p, 4-n)
	}
	p.release(in, true)
	require.NoError(t, <-gone[1])
	require.NoError(t, <-gone[3])
	assert.Equal(t, []int{1, 3}, []int{<-order, <-order})
	assert.Equal(t, []any{1, 1, 0}, []any{len(p.idle), p.free, p.holds})
}

// TestGrantsThatComeTooLate: what a call is given in the moment in which it
// gives up goes to the next, or back.
func TestGrantsThatComeTooLate(t *testing.T) {
	p, in := onePlace(t)
	for name, c := range map[string]struct {
		grant             grant
		idle, free, holds int
	}{
		"an instance": {grant{in: in}, 1, 1, 0},
		"a place":     {grant{}, 0, 1, 0},
		"an end":      {grant{err: ErrClosed}, 0, 0, 1}, // which is no place
	} {
		t.Run(name, func(t *testing.T) {
			p.idle, p.free, p.holds = nil, 0, 1
			p.decline(c.grant)
			assert.Equal(t, []int{c.idle, c.free, c.holds}, []int{len(p.idle), p.free, p.holds})
		})
	}
	p.idle, p.free, p.holds = nil, 0, 1
	next := make(chan *instance)
	go func() {
		in, _ := p.acquire(context.Background(), 0)
		next <- in
	}()
	requireWaiters(t, p, 1)
	p.decline(grant{in: in})
	assert.Same(t, in, <-next)
}

// TestMostRecentFirst: of the instances that are ready, the one that was used
// last is used next.
func TestMostRecentFirst(t *testing.T) {
	program := &program{}
	first, second := &instance{program: program}, &instance{program: program}
	p := newPool(first, 2, func() {})
	p.idle = append(p.idle, second)
	ctx := context.Background()
	for _, want := range []*instance{second, first} {
		in, err := p.acquire(ctx, 0)
		require.NoError(t, err)
		require.Same(t, want, in)
	}
	p.release(second, true)
	p.release(first, true)
	in, err := p.acquire(ctx, 0)
	require.NoError(t, err)
	assert.Same(t, first, in)
}

// TestCloseWakesWaiters: nobody waits for an instance of a pool that is closed.
func TestCloseWakesWaiters(t *testing.T) {
	p, _ := onePlace(t)
	shut := false
	p.shut = func() { shut = true }
	errs := make(chan error)
	for range 3 {
		go func() {
			_, err := p.acquire(context.Background(), 0)
			errs <- err
		}()
	}
	requireWaiters(t, p, 3)
	p.close()
	p.close()
	for range 3 {
		assert.ErrorIs(t, <-errs, ErrClosed)
	}
	assert.False(t, shut, "a call still runs")
	p.leave() // as release does, which would close the instance first
	assert.True(t, shut)
}

// TestPreferredInstance: who used an instance last gets it again if it is idle,
// and otherwise the one that anybody used last.
func TestPreferredInstance(t *testing.T) {
	program := &program{}
	p := newPool(&instance{id: 1, program: program}, 3, func() {})
	p.idle = append(p.idle, &instance{id: 2, program: program}, &instance{id: 3, program: program})
	var got []uint64
	for _, preferred := range []uint64{1, 1, 0} {
		in, err := p.acquire(context.Background(), preferred)
		require.NoError(t, err)
		got = append(got, in.id)
	}
	assert.Equal(t, []uint64{1, 3, 2}, got)
	assert.Empty(t, p.idle)
}
