package cli

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/finfault/finfault/host/overlay"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// Exit codes, see the documentation of the package.
const (
	exitOK     = 0
	exitOutput = 1
	exitFound  = 1
	exitUsage  = 2
	exitEngine = 3
)

// outputError is an answer that could not be written. All other errors of a
// command but engineError are wrong usage.
type outputError struct {
	where string
	cause error
}

func (e *outputError) Error() string {
	return "cannot write " + e.where + ": " + requestflags.Reason(e.cause)
}

func (e *outputError) Unwrap() error { return e.cause }

// engineError is a fault of the WebAssembly engine. Its cause holds nothing of
// the answer that was to be classified.
type engineError struct{ cause error }

func (e *engineError) Error() string {
	return "the wasm engine failed: " + strings.TrimPrefix(e.cause.Error(), "finfault: ")
}

func (e *engineError) Unwrap() error { return e.cause }

// foundError says that what was looked for was found: drift, or a retry that was
// none. The answer is complete.
type foundError struct{ what string }

func (e *foundError) Error() string { return e.what }

// fail prints an error and returns its exit code. That a reader has seen
// enough and closed the pipe is no news to anybody.
func fail(s *Streams, cmd *cobra.Command, err error) int {
	if out, ok := errors.AsType[*outputError](err); ok {
		if !errors.Is(err, syscall.EPIPE) {
			fmt.Fprintf(s.Err, "finfault: %v\n", out)
		}
		return exitOutput
	}
	if _, ok := errors.AsType[*overlay.Errors](err); ok {
		fmt.Fprintln(s.Err, err) // its lines name file, line and key, and editors find their way by that
		return exitUsage
	}
	if broken, ok := errors.AsType[*engineError](err); ok {
		fmt.Fprintf(s.Err, "finfault: %v\n", broken)
		return exitEngine
	}
	if found, ok := errors.AsType[*foundError](err); ok {
		fmt.Fprintf(s.Err, "finfault: %v\n", found)
		return exitFound
	}
	if stopped, ok := errors.AsType[*stopped](err); ok {
		return stopped.exitCode() // it has said so
	}
	fmt.Fprintf(s.Err, "finfault: %v\nsee %s --help\n", err, cmd.CommandPath())
	return exitUsage
}
