package cli

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes, see the documentation of the package.
const (
	exitOK     = 0
	exitOutput = 1
	exitUsage  = 2
)

// outputError is an answer that could not be written. All other errors of a
// command are wrong usage.
type outputError struct {
	where string
	cause error
}

func (e *outputError) Error() string { return "cannot write " + e.where + ": " + reason(e.cause) }

func (e *outputError) Unwrap() error { return e.cause }

// reason drops from a system error what the caller names itself, such as the
// path, which may be a body by mistake.
func reason(err error) string {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno.Error()
	}
	return "input/output error"
}

// fail prints an error and returns its exit code. That a reader has seen
// enough and closed the pipe is no news to anybody.
func fail(s *Streams, cmd *cobra.Command, err error) int {
	if out, ok := errors.AsType[*outputError](err); ok {
		if !errors.Is(err, syscall.EPIPE) {
			fmt.Fprintf(s.Err, "finfault: %v\n", out)
		}
		return exitOutput
	}
	fmt.Fprintf(s.Err, "finfault: %v\nsee %s --help\n", err, cmd.CommandPath())
	return exitUsage
}

// flagError words what pflag says about the command line. Its own words may
// hold the value that was given, whatever that is.
func flagError(_ *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if cause, ok := errors.AsType[*valueError](err); ok {
			return fmt.Errorf("--%s: %w", e.GetFlag().Name, cause)
		}
		return fmt.Errorf("--%s: takes no such value", e.GetFlag().Name)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return missingValue(e.GetFlag())
	}
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		dashes := "--"
		if e.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return fmt.Errorf("there is no flag %s", shown(dashes+e.GetSpecifiedName()))
	}
	return errors.New("the flags cannot be read")
}

func missingValue(flag *pflag.Flag) error {
	if d, ok := flag.Value.(described); ok {
		return fmt.Errorf("--%s: a value is missing: %s", flag.Name, d.allowed())
	}
	return fmt.Errorf("--%s: a value is missing", flag.Name)
}

// shown quotes what was given on the command line for a message, unless it
// does not look like a word: then it may be a body by mistake.
func shown(arg string) string {
	if !isWord(arg) {
		return "of this name"
	}
	return `"` + arg + `"`
}

const longestWord = 40

func isWord(arg string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."
	return len(arg) > 0 && len(arg) <= longestWord && strings.Trim(arg, allowed) == ""
}
