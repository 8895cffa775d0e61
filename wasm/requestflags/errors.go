package requestflags

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// Described is a flag value that says which values it takes.
type Described interface {
	pflag.Value
	// Allowed lists or describes the values, to end a sentence.
	Allowed() string
}

// valueError says why a flag does not take a value. Its words are safe to
// print, unlike those of pflag around it.
type valueError struct{ message string }

func (e *valueError) Error() string { return e.message }

// NoneOf is the error of a flag that does not take a value which is none of
// its names.
func NoneOf(value string, names []string) error {
	return refuse(value, "is none of "+strings.Join(names, ", "))
}

func refuse(value, because string) error {
	if isWord(value) {
		return &valueError{`"` + value + `" ` + because}
	}
	return &valueError{"the value " + because}
}

// Error words what pflag says about a command line. Its own words may hold the
// value that was given, whatever that is.
func Error(err error) error {
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if cause, ok := errors.AsType[*valueError](err); ok {
			return fmt.Errorf("--%s: %w", e.GetFlag().Name, cause)
		}
		return fmt.Errorf("--%s: takes no such value", e.GetFlag().Name)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return MissingValue(e.GetFlag())
	}
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		dashes := "--"
		if e.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return fmt.Errorf("there is no flag %s", Shown(dashes+e.GetSpecifiedName()))
	}
	return errors.New("the flags cannot be read")
}

// MissingValue is the error of a flag that needs a value and has none.
func MissingValue(flag *pflag.Flag) error {
	if d, ok := flag.Value.(Described); ok {
		return fmt.Errorf("--%s: a value is missing: %s", flag.Name, d.Allowed())
	}
	return fmt.Errorf("--%s: a value is missing", flag.Name)
}

// Shown quotes what was given on the command line for a message, unless it
// does not look like a word: then it may be a body by mistake, and Shown
// returns "of this name".
func Shown(arg string) string {
	if !isWord(arg) {
		return "of this name"
	}
	return `"` + arg + `"`
}

// LongestWord is how long in bytes an argument may be that a message repeats.
const LongestWord = 40

func isWord(arg string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."
	return len(arg) > 0 && len(arg) <= LongestWord && strings.Trim(arg, allowed) == ""
}
