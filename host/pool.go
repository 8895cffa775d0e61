package host

import (
	"context"
	"sync"
)

// pool hands instances of the current program to calls, one each.
type pool struct {
	mu sync.Mutex
	// current is the program that new instances are made of.
	current *program
	// idle are instances of the current program that are ready, the most
	// recently used one last: it is the one whose memory is in the caches.
	idle []*instance
	// free is how many more calls may run. It is 0 while there are waiters.
	free    int
	waiting queue
	closed  bool
	// holds counts the calls and replacements that go on.
	holds int
	// shut is called once, when the pool is closed and nothing goes on any more.
	shut func()
}

// newPool returns a pool that runs so many calls at the same time.
func newPool(first *instance, calls int, shut func()) *pool {
	first.program.uses = 2
	return &pool{current: first.program, idle: []*instance{first}, free: calls, shut: shut}
}

// acquire returns an instance, which has to be released: the one with the
// preferred id if it is idle, as its memory is in the caches of whoever used it
// last. It waits while as many calls run as may.
func (p *pool) acquire(ctx context.Context, preferred uint64) (*instance, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, ErrClosed
	}
	if p.free == 0 {
		return p.wait(ctx)
	}
	p.free--
	p.holds++
	return p.fetch(ctx, preferred)
}

// wait is the part of acquire that is done when no call may run. The lock is
// held when it is called, and not when it returns.
func (p *pool) wait(ctx context.Context) (*instance, error) {
	w := p.waiting.push()
	p.mu.Unlock()
	select {
	case g := <-w.granted:
		waiters.Put(w)
		return p.accept(ctx, g)
	case <-ctx.Done():
	}
	p.mu.Lock()
	waiting := p.waiting.remove(w)
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
	return p.fetch(ctx, 0)
}

// decline passes a grant on that came too late.
func (p *pool) decline(g grant) {
	switch {
	case g.in != nil:
		p.release(g.in, true)
	case g.err == nil:
		p.leave()
	}
}

// fetch returns an idle instance or makes one. The lock is held when it is
// called, and not when it returns.
func (p *pool) fetch(ctx context.Context, preferred uint64) (*instance, error) {
	if len(p.idle) > 0 {
		in := p.pick(preferred)
		p.mu.Unlock()
		return in, nil
	}
	program := p.current
	program.uses++
	p.mu.Unlock()
	in, err := program.start(ctx, false)
	if err != nil {
		p.forget(program)
		p.leave()
		return nil, err
	}
	return in, nil
}

// pick takes out the preferred instance, or the one that was used last.
func (p *pool) pick(preferred uint64) *instance {
	last := len(p.idle) - 1
	at := last
	for i, in := range p.idle {
		if in.id == preferred {
			at = i
		}
	}
	in := p.idle[at]
	copy(p.idle[at:], p.idle[at+1:])
	p.idle[last] = nil
	p.idle = p.idle[:last]
	return in
}

// release takes an instance back. One that is not sound, or of a program that
// was replaced, is closed.
func (p *pool) release(in *instance, sound bool) {
	p.mu.Lock()
	if !sound || p.closed || in.program != p.current {
		p.mu.Unlock()
		p.discard(in)
		p.leave()
		return
	}
	if w := p.waiting.pop(); w != nil {
		p.mu.Unlock()
		w.granted <- grant{in: in}
		return
	}
	p.idle = append(p.idle, in)
	p.free++
	p.holds--
	p.mu.Unlock()
}

// leave lets another call run in place of one that has no instance any more.
func (p *pool) leave() {
	p.mu.Lock()
	if w := p.waiting.pop(); w != nil {
		p.mu.Unlock()
		w.granted <- grant{}
		return
	}
	p.free++
	p.unhold()
}

// discard closes instances.
func (p *pool) discard(list ...*instance) {
	for _, in := range list {
		in.close()
		p.forget(in.program)
	}
}

// forget ends a use of a program. Its code goes with the last one.
func (p *pool) forget(program *program) {
	p.mu.Lock()
	program.uses--
	unused := program.uses == 0
	p.mu.Unlock()
	if unused {
		program.close()
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
	in.program.uses = 2
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		p.discard(in)
		p.forget(in.program)
		return ErrClosed
	}
	old, idle := p.current, p.idle
	p.current, p.idle = in.program, []*instance{in}
	p.mu.Unlock()
	p.discard(idle...)
	p.forget(old)
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
		w.granted <- grant{err: ErrClosed}
	}
	idle := p.idle
	p.idle = nil
	p.mu.Unlock()
	p.discard(idle...)
	p.forget(p.current)
	p.mu.Lock()
	p.unhold()
}
