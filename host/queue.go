package host

import "sync"

// waiter is a call that waits for an instance.
type waiter struct {
	granted    chan grant // holds one
	prev, next *waiter
}

// grant is what a waiter gets: an instance that is free, or without one the
// right to make one, or the error that ends the wait.
type grant struct {
	in  *instance
	err error
}

// queue holds waiters in the order in which they came.
type queue struct{ first, last *waiter }

var waiters = sync.Pool{New: func() any { return &waiter{granted: make(chan grant, 1)} }}

// push puts a waiter at the end. Give it back to waiters once it has its grant,
// or was removed.
func (q *queue) push() *waiter {
	w := waiters.Get().(*waiter)
	w.prev = q.last
	if q.last == nil {
		q.first = w
	} else {
		q.last.next = w
	}
	q.last = w
	return w
}

// pop takes the first waiter out, or returns nil.
func (q *queue) pop() *waiter {
	w := q.first
	if w != nil {
		q.unlink(w)
	}
	return w
}

// remove takes a waiter out, unless pop has done so.
func (q *queue) remove(w *waiter) bool {
	if w.prev == nil && q.first != w {
		return false
	}
	q.unlink(w)
	return true
}

func (q *queue) unlink(w *waiter) {
	if w.prev == nil {
		q.first = w.next
	} else {
		w.prev.next = w.next
	}
	if w.next == nil {
		q.last = w.prev
	} else {
		w.next.prev = w.prev
	}
	w.prev, w.next = nil, nil
}
