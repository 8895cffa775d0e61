package main

import (
	"errors"
	"runtime"
)

// recoveries are ways to panic and to recover. They return what recover gave.
var recoveries = []func() any{
	byClosure, byMethod, byInterface, twice, overWrapper, tooDeep, tooDeepInlined, deferredRecover, ofRuntime, ofValueMethod,
}

// recovered runs one of the recoveries and returns the checksum of the text of
// the error that was recovered, 0 when nothing was.
//
//go:wasmexport recovered
func recovered(number uint32) uint32 {
	if err, ok := recoveries[number]().(error); ok {
		return sumOf(err.Error())
	}
	return 0
}

// countRecoveries returns how many recoveries there are.
//
//go:wasmexport count_recoveries
func countRecoveries() uint32 { return uint32(len(recoveries)) }

var errOurs = errors.New("ours")

// fails panics, and nobody recovers.
//
//go:wasmexport fails
func fails() { panic(errOurs) }

// exits ends a goroutine with runtime.Goexit and returns how many of its
// deferred functions ran, in decimal digits of their order.
//
//go:wasmexport exits
func exits() uint32 {
	order := make(chan uint32, 2)
	go func() {
		defer close(order)
		defer func() { order <- 2 }()
		defer func() {
			if recover() == nil { // Goexit is no panic
				order <- 1
			}
		}()
		runtime.Goexit()
	}()
	var sum uint32
	for n := range order {
		sum = sum*10 + n
	}
	return sum
}

func byClosure() (value any) {
	defer func() { value = recover() }()
	panic(errOurs)
}

// keeper keeps what it recovers.
type keeper struct{ value any }

func (k *keeper) recover() { k.value = recover() }

func byMethod() any {
	var k keeper
	func() {
		defer k.recover()
		panic(errOurs)
	}()
	return k.value
}

// recoverer makes the compiler write a wrapper around the method.
type recoverer interface{ recover() }

// embedded has the method of what it holds.
type embedded struct {
	padding uint32
	*keeper
}

func byInterface() any {
	var k keeper
	func() {
		var r recoverer = embedded{1, &k}
		defer r.recover()
		panic(errOurs)
	}()
	return k.value
}

func twice() (value any) {
	defer func() { value = recover() }()
	defer func() { panic(recover()) }()
	panic(errOurs)
}

// inner is what a function recovers for which it is too early or too late.
var inner any

// within returns what f recovers before the panic reaches what called it.
func within(f func()) any {
	inner = nil
	func() {
		defer func() { _ = recover() }()
		f()
	}()
	return inner
}

//go:noinline
func recoverInner(string) { inner = recover() }

// inlined is inlined in its callers, and calls what recovers.
func inlined(text string) { recoverInner(text) }

// overWrapper defers with an argument, for which there is a wrapper.
func overWrapper() any {
	return within(func() {
		defer recoverInner("wrapped")
		panic(errOurs)
	})
}

func tooDeep() any {
	return within(func() {
		defer func() { recoverInner("one call too deep") }()
		panic(errOurs)
	})
}

// tooDeepInlined is the same in a wrapper in which the call too much is inlined.
func tooDeepInlined() any {
	return within(func() {
		defer inlined("wrapped")
		panic(errOurs)
	})
}

func deferredRecover() any {
	return within(func() {
		defer recover()
		panic(errOurs)
	})
}

// none is an index that nothing has.
var none = 1 << 20

func ofRuntime() (value any) {
	defer func() { value = recover() }()
	return words[none]
}

// plain has a method that a nil pointer cannot call.
type plain struct{ length int }

func (p plain) Error() string { return words[p.length] }

// missing is a nil pointer in an interface.
var missing error = (*plain)(nil)

func ofValueMethod() (value any) {
	defer func() { value = recover() }()
	return missing.Error()
}
