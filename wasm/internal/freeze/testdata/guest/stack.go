package main

import "runtime"

// link is a link of a chain in the heap that only the stack holds.
type link struct {
	number uint32
	next   *link
}

// dive goes n calls deep, has the collector run on the way there and back, and
// returns a number that depends on everything that the stack holds.
//
//go:wasmexport dive
func dive(n uint32) uint32 {
	var sum uint32
	last := diveOn(n, &link{}, &sum)
	return sum*31 + last
}

// diveOn passes a pointer to the heap, and one to the stack, which moves as
// it grows.
//
//go:noinline
func diveOn(n uint32, above *link, sum *uint32) uint32 {
	if n == 0 {
		runtime.GC()
		churn(1 << 10)
		var length uint32
		for l := above; l != nil; l = l.next {
			length += l.number
		}
		return length
	}
	here, local := &link{n, above}, n
	below := diveOn(n-1, here, &local)
	if n%300 == 0 {
		runtime.GC()
	}
	*sum += local*31 + here.number
	return below + here.next.number
}
