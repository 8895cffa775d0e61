// Package freeze runs the start of a WebAssembly reactor once, when it is
// built, so that none of its instances has to.
//
// A reactor that the Go linker writes brings its memory as thousands of small
// data segments, and has each instance start the Go runtime and run the
// packages' initialisers before the first call. The state that this leaves is
// the module's memory and its mutable globals and nothing else, and it is the
// same each time as long as nobody tells the start the time or a random
// number. So it can be kept in the module in place of the start.
//
// What a frozen module gives up: what the start asked for is what it was told
// when it was frozen. There are no arguments and no environment, all that was
// drawn from the random bytes, Go's hash seed among them, is the same in every
// instance, and monotonic time began one nanosecond before the freezing. Time
// and random bytes that are asked for later are the host's.
//
// A Go program gives up what it knows of its source too, a fifth of the module
// once that is compressed. It answers as it did before, but its tracebacks have
// "?" in place of names and files, 0 in place of lines, and no inlined calls. So
// have runtime.Caller and its like, profiles that the program takes of itself,
// and texts that are made of them. Stack traces of hosts are not concerned: they
// are made of the names in a section of the module, if it was not stripped.
package freeze

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
)

// Initialize is the export of a reactor that starts it. A frozen module has
// none.
const Initialize = "_initialize"

// Freeze returns a reactor as it is after its start. The same module gives the
// same bytes on every machine.
//
// The module has one memory of its own with 32-bit addresses, active data
// segments, and globals of its own that are numbers; functions are all that it
// imports. Those of WASI preview 1 are there during the start, without files,
// arguments or environment; the start must not call others. It must not write
// to tables either: most instructions that do are refused, and table.init and
// table.copy, which Go does not emit, would go unnoticed. Code, types and
// exports are kept byte for byte, except the export [Initialize]; of the custom
// sections the names and the producers are kept.
//
// A module whose producers name Go as its language has to have the tables of
// functions of Go 1.26, which lose names and lines. In the memory of any other
// nothing is looked for.
//
// Time stands still during the start. One that waits for time to pass ends
// with ctx only.
//
// Errors name what is not supported. When the start fails, they hold the
// beginning of what the module wrote to its standard error.
func Freeze(ctx context.Context, reactor []byte) ([]byte, error) {
	// The start is so short that compiling it would take longer than it does.
	return freeze(ctx, wazero.NewRuntimeConfigInterpreter(), reactor)
}

// freeze is Freeze on an engine of the caller's.
func freeze(ctx context.Context, engine wazero.RuntimeConfig, reactor []byte) ([]byte, error) {
	p, err := take(reactor)
	if err != nil {
		return nil, fmt.Errorf("freeze: %w", err)
	}
	s, err := start(ctx, engine, p)
	if err != nil {
		return nil, fmt.Errorf("freeze: %w", err)
	}
	if writtenInGo(p.sections) {
		if err := forgetLines(s.memory); err != nil {
			return nil, fmt.Errorf("freeze: Go's tables of functions: %w", err)
		}
	}
	return p.frozen(s), nil
}
