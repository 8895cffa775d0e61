package host

import (
	"context"
	"sync"
	"sync/atomic"
)

// pool hands instances of the current program to calls, one each. A call that
// finds an idle instance takes no lock: goroutines that pass one to and fro
// would spend more time on it than on a short call.
type pool struct {
	// ready are the instances of the current program, idle or not.
	ready atomic.Pointer[members]
	// wanted counts the waiters, for those who do not hold the lock.
	wanted atomic.Int32

	// mu guards the rest, and is held to change ready and wanted.
	mu sync.Mutex
	// current is the program that new instances are made of.
	current *program
	waiting queue
	// places is how many more instances may be made. It is below 0 while calls
	// run on instances of a program that was replaced when all places were taken.
	places int
	closed bool
	// holds counts what keeps the platform open: the instances that there are or
	// that are being made, and the replacements that go on.
	holds int
	// shut is called once, when the pool is closed and nothing holds it.
	shut func()
}

// newPool returns a pool of so many instances at most.
func newPool(first *instance, places int, shut func()) *pool {
	first.program.begin(first)
	p := &pool{current: first.program, places: places - 1, holds: 1, shut: shut}
	p.ready.Store(&members{{first.id, first}})
	first.rest()
	return p
}

// acquire returns an instance, which has to be released: the one with the
// preferred id if it is idle, as its memory is in the caches of whoever used it
// last. It waits while all are busy and no more may be made.
func (p *pool) acquire(ctx context.Context, preferred uint64) (*instance, error) {
	if in := p.ready.Load().claim(preferred); in != nil {
		return in, nil
	}
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, ErrClosed
	}
	if p.places > 0 {
		p.places--
		return p.add(ctx)
	}
	w := p.waiting.push()
	p.wanted.Add(1)
	p.serve() // an instance may have been put to rest before it was wanted
	p.mu.Unlock()
	return p.wait(ctx, w)
}

// wait returns what a waiter is given.
func (p *pool) wait(ctx context.Context, w *waiter) (*instance, error) {
	select {
	case g := <-w.granted:
		waiters.Put(w)
		return p.accept(ctx, g)
	case <-ctx.Done():
	}
	p.mu.Lock()
	waiting := p.waiting.remove(w)
	if waiting {
		p.wanted.Add(-1)
	}
	p.mu.Unlock()
	if !waiting {
		p.decline(<-w.granted)
	}
	waiters.Put(w)
	return nil, ended(ctx)
}

// accept makes an instance of a grant.
func (p *pool) accept(ctx context.Context, g grant) (*instance, error) {
	if g.in != nil || g.err != nil {
		return g.in, g.err
	}
	p.mu.Lock()
	return p.add(ctx)
}

// decline passes a grant on that came too late.
func (p *pool) decline(g grant) {
	switch {
	case g.in != nil:
		p.release(g.in, true)
	case g.err == nil:
		p.mu.Lock()
		p.places++
		p.serve()
		p.mu.Unlock()
	}
}

// add makes an instance for the caller, who has taken a place for it. The lock
// is held when it is called, and not when it returns.
func (p *pool) add(ctx context.Context) (*instance, error) {
	if p.closed { // since the place was granted; the program may be gone
		p.places++
		p.mu.Unlock()
		return nil, ErrClosed
	}
	program := p.current
	code := program.spare()
	code.uses++
	p.holds++
	p.mu.Unlock()
	in, err := program.start(ctx, code, false)
	if err != nil {
		p.forget(code)
		p.leave()
		return nil, err
	}
	p.mu.Lock()
	if p.closed || program != p.current {
		in.retire() // it serves this call and no other
	} else {
		p.ready.Store(p.ready.Load().with(in))
	}
	p.mu.Unlock()
	return in, nil
}

// release takes an instance back. One that is not sound, or of a program that
// was replaced, is closed.
func (p *pool) release(in *instance, sound bool) {
	if !sound {
		p.mu.Lock()
		p.ready.Store(p.ready.Load().without(in))
		p.mu.Unlock()
		p.discard(in)
		return
	}
	if !in.rest() {
		p.discard(in)
		return
	}
	if p.wanted.Load() > 0 {
		p.mu.Lock()
		p.serve()
		p.mu.Unlock()
	}
}

// serve gives those who wait what there is. The lock is held.
func (p *pool) serve() {
	for p.waiting.first != nil {
		g := grant{in: p.ready.Load().claim(0)}
		if g.in == nil {
			if p.places <= 0 {
				return
			}
			p.places--
		}
		p.wanted.Add(-1)
		p.waiting.pop().granted <- g
	}
}

// discard closes instances that nobody else can claim.
func (p *pool) discard(list ...*instance) {
	for _, in := range list {
		in.close()
		p.forget(in.code)
		p.leave()
	}
}

// leave gives up the place and the hold of an instance.
func (p *pool) leave() {
	p.mu.Lock()
	p.places++
	p.serve()
	p.unhold()
}

// forget ends a use of copies of a program. Each goes with its last one.
func (p *pool) forget(list ...*code) {
	for _, c := range list {
		p.mu.Lock()
		c.uses--
		unused := c.uses == 0
		p.mu.Unlock()
		if unused {
			c.close()
		}
	}
}

// hold keeps the platform open until unhold, or returns ErrClosed.
func (p *pool) hold() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	p.holds++
	return nil
}

// unhold is called with the lock held, and gives it up.
func (p *pool) unhold() {
	p.holds--
	last := p.closed && p.holds == 0
	p.mu.Unlock()
	if last {
		p.shut()
	}
}

// swap makes the program of an instance the current one. Calls that run end on
// the one that they began on.
func (p *pool) swap(in *instance) error {
	in.program.begin(in)
	p.mu.Lock()
	p.places--
	p.holds++
	if p.closed {
		p.mu.Unlock()
		p.discard(in)
		p.forget(in.program.copies...)
		return ErrClosed
	}
	in.rest()
	old, idle := p.current, p.ready.Load().retire()
	p.current = in.program
	p.ready.Store(&members{{in.id, in}})
	p.serve()
	p.mu.Unlock()
	p.discard(idle...)
	p.forget(old.copies...)
	return nil
}

// close ends all waiting and closes what is idle; the rest goes as calls return.
func (p *pool) close() {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return
	}
	p.closed = true
	p.holds++
	for w := p.waiting.pop(); w != nil; w = p.waiting.pop() {
		p.wanted.Add(-1)
		w.granted <- grant{err: ErrClosed}
	}
	idle := p.ready.Load().retire()
	p.ready.Store(&members{})
	p.mu.Unlock()
	p.discard(idle...)
	p.forget(p.current.copies...)
	p.mu.Lock()
	p.unhold()
}
