package host

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrClosed is the error of every call to an engine that is closed.
var ErrClosed = errors.New("finfault: the engine is closed")

// ErrModule is what errors wrap that say that a module breaks the contract of
// package wasm/abi: it was refused, or what it returned makes no sense.
var ErrModule = errors.New("finfault: module: it breaks the contract")

// ErrTrap is what errors wrap that say that the module stopped during a call,
// such as at its limit of memory. The instance is dropped, the next call gets
// another one.
var ErrTrap = errors.New("finfault: the module stopped during a call")

// errStale: the context of an earlier call closed the instance after that call
// was over. It never leaves the package: the call is made again.
var errStale = errors.New("finfault: the instance was closed by an earlier call")

// moduleError says what is wrong with a module.
type moduleError struct {
	what string
	// cause is the reason that wazero gives, if it has one.
	cause error
	// wrote is what the module wrote to its stderr before it saw any body.
	wrote string
}

func refuse(format string, args ...any) error {
	return &moduleError{what: fmt.Sprintf(format, args...)}
}

func (e *moduleError) Error() string {
	text := "finfault: module: " + e.what
	if e.cause != nil {
		text += ": " + firstLine(e.cause)
	}
	if e.wrote != "" {
		text += fmt.Sprintf("; it wrote %q", e.wrote)
	}
	return text
}

func (e *moduleError) Is(target error) bool { return target == ErrModule }

func (e *moduleError) Unwrap() error { return e.cause }

// trapError says why a call stopped. It holds nothing that the module wrote,
// as that might be a part of a body.
type trapError struct{ cause error }

func (e *trapError) Error() string { return ErrTrap.Error() + ": " + firstLine(e.cause) }

func (e *trapError) Is(target error) bool { return target == ErrTrap }

func (e *trapError) Unwrap() error { return e.cause }

// firstLine leaves out the stack trace of the module.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// ended returns the error of a context that is done, with its cause where that
// is another one.
func ended(ctx context.Context) error {
	err := ctx.Err()
	if cause := context.Cause(ctx); cause != err {
		return fmt.Errorf("%w: %w", err, cause)
	}
	return err
}
