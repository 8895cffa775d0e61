// Package host runs Finfault's WebAssembly module in a Go program, through
// wazero.
//
// Take it rather than package decoder when the rules have to be replaced while
// the program runs ([Engine.Replace] swaps the module, no call fails), when a
// program must classify with the very bytes that other surfaces run, or when
// bodies from the wire are to be read behind a wall: the module has memory of
// its own up to a limit, and no files, no network, no environment.
//
// Otherwise take package decoder: it gives the same verdicts several times as
// fast, and has nothing to close.
//
// An [Engine] compiles a module once and keeps instances of it that are ready.
// It may be used by any number of goroutines; each call has an instance of its
// own while it runs. In the steady state a call allocates nothing on the host.
//
//	e, err := host.New(ctx, host.NewConfig())
//	…
//	defer e.Close(ctx)
//
//	var v host.Verdict // one per goroutine, used again and again
//	err = e.Classify(ctx, &decoder.Request{Provider: catalog.MX, Status: 401, Body: body}, &v)
//
// Classifying itself never fails. What may fail is what surrounds it: the
// caller's context ends, the engine is closed ([ErrClosed]), the module runs
// into its limits ([ErrTrap]), or it breaks the contract of package wasm/abi
// ([ErrModule]).
package host
