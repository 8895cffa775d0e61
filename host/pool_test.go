package host

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// onePlace returns a pool that runs one call at a time, and its instance, taken.
func onePlace(t *testing.T) (*pool, *instance) {
	t.Helper()
	p := newPool(bare(1), 1, func() {})
	in, err := p.acquire(context.Background(), 0)
	require.NoError(t, err)
	return p, in
}

// bare returns an instance of a program, neither with code.
func bare(id uint64) *instance {
	c := &code{compiled: noCode{}}
	return &instance{id: id, program: &program{copies: []*code{c}}, code: c}
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
	assert.Same(t, in, p.ready.Load().claim(0), "it is idle again")
	assert.Equal(t, []int{0, 1, 0}, []int{p.places, p.holds, int(p.wanted.Load())})
}

// TestGrantsThatComeTooLate: what a call is given in the moment in which it
// gives up goes to the next, or back.
func TestGrantsThatComeTooLate(t *testing.T) {
	p, in := onePlace(t)
	p.decline(grant{err: ErrClosed})
	assert.Equal(t, 0, p.places, "an end is no place")
	p.decline(grant{})
	assert.Equal(t, 1, p.places)
	p.places = 0
	p.decline(grant{in: in})
	require.Same(t, in, p.ready.Load().claim(0), "it is idle")
	next := make(chan *instance)
	go func() {
		in, _ := p.acquire(context.Background(), 0)
		next <- in
	}()
	requireWaiters(t, p, 1)
	p.decline(grant{in: in})
	assert.Same(t, in, <-next)
}

// TestPlaceOfAClosedPool: a call that was granted a place to make an instance
// in, and comes to it after the pool was closed, makes none: the program is gone.
func TestPlaceOfAClosedPool(t *testing.T) {
	shut := 0
	p := newPool(bare(1), 1, func() { shut++ })
	in, err := p.acquire(context.Background(), 0)
	require.NoError(t, err)
	in.module = noModule{}
	granted := make(chan grant, 1)
	p.waiting.push().granted = granted
	p.wanted.Add(1)
	p.release(in, false) // a trap: its place goes to who waits
	p.close()
	got, err := p.accept(context.Background(), <-granted)
	assert.Nil(t, got)
	require.ErrorIs(t, err, ErrClosed)
	assert.Equal(t, []int{1, 0, 0, 1}, []int{shut, p.current.copies[0].uses, p.holds, p.places})
}

// noCode and noModule stand for what tests of the pool do without.
type (
	noCode   struct{ wazero.CompiledModule }
	noModule struct{ api.Module }
)

func (noCode) Close(context.Context) error   { return nil }
func (noModule) Close(context.Context) error { return nil }

// TestFirstFirst: of the instances that are idle, the one that was made first is
// used first.
func TestFirstFirst(t *testing.T) {
	p := newPool(bare(1), 3, func() {})
	join(p, 2, 3)
	var got []uint64
	for range 3 {
		in, err := p.acquire(context.Background(), 0)
		require.NoError(t, err)
		got = append(got, in.id)
	}
	assert.Equal(t, []uint64{1, 2, 3}, got)
}

// join puts further instances into a pool, idle ones.
func join(p *pool, ids ...uint64) {
	for _, id := range ids {
		in := &instance{id: id, program: p.current}
		in.rest()
		p.ready.Store(p.ready.Load().with(in))
		p.places--
	}
}

// TestRetire: an instance serves no further call, and is closed once, by
// whoever has it last.
func TestRetire(t *testing.T) {
	var busy, resting instance
	resting.rest()
	list := members{{1, &busy}, {2, &resting}}
	assert.Equal(t, []*instance{&resting}, list.retire())
	assert.Empty(t, list.retire(), "once")
	assert.Nil(t, list.claim(0))
	assert.False(t, busy.rest(), "its caller has to close it")
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
	p.leave() // as discard does, which would close the instance first
	assert.True(t, shut)
}

// TestPreferredInstance: who used an instance last gets it again if it is idle,
// and otherwise the first.
func TestPreferredInstance(t *testing.T) {
	p := newPool(bare(1), 3, func() {})
	join(p, 2, 3)
	var got []uint64
	for _, preferred := range []uint64{2, 2, 0} {
		in, err := p.acquire(context.Background(), preferred)
		require.NoError(t, err)
		got = append(got, in.id)
	}
	assert.Equal(t, []uint64{2, 1, 3}, got)
}
