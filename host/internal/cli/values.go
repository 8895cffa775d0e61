package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// valueError says why a flag does not take a value.
type valueError struct{ message string }

func (e *valueError) Error() string { return e.message }

// described is a flag that says which values it takes.
type described interface{ allowed() string }

func refuse(value, because string) error {
	if isWord(value) {
		return &valueError{`"` + value + `" ` + because}
	}
	return &valueError{"the value " + because}
}

func noneOf(value string, names []string) error {
	return refuse(value, "is none of "+strings.Join(names, ", "))
}

// enum is an enumeration of the vocabulary.
type enum interface {
	~uint8
	String() string
}

// enumValue is a flag whose value is a name of the vocabulary.
type enumValue[T enum] struct {
	value T
	given bool
	parse func(string) (T, bool)
	names []string
}

// newEnum returns a flag value for the names of an enumeration, which starts
// at zero and has no gaps. "unknown" is offered last.
func newEnum[T enum](parse func(string) (T, bool)) *enumValue[T] {
	e := &enumValue[T]{parse: parse}
	for v := T(0); v.String() != ""; v++ {
		e.names = append(e.names, v.String())
	}
	if e.names[0] == "unknown" {
		e.names = append(e.names[1:], "unknown")
	}
	return e
}

func (e *enumValue[T]) Set(s string) error {
	v, ok := e.parse(s)
	if !ok {
		return noneOf(s, e.names)
	}
	e.value, e.given = v, true
	return nil
}

func (e *enumValue[T]) String() string {
	if !e.given {
		return ""
	}
	return e.value.String()
}

func (e *enumValue[T]) Type() string { return "name" }

func (e *enumValue[T]) allowed() string { return strings.Join(e.names, ", ") }

// statusValue is a flag for an HTTP status.
type statusValue struct {
	status int
	given  bool
}

func (v *statusValue) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n != 0 && n < 100 || n > 999 || len(s) > 3 {
		return refuse(s, "is no HTTP status: "+v.allowed())
	}
	v.status, v.given = n, true
	return nil
}

func (v *statusValue) String() string {
	if !v.given {
		return ""
	}
	return strconv.Itoa(v.status)
}

func (v *statusValue) Type() string { return "number" }

func (v *statusValue) allowed() string { return "100 to 999, or 0 for no answer" }

// yesNoValue is a flag for a yes or a no.
type yesNoValue bool

var yesNo = []string{"yes", "no"}

func (v *yesNoValue) Set(s string) error {
	switch s {
	case "yes", "no":
		*v = s == "yes"
		return nil
	}
	return noneOf(s, yesNo)
}

func (v *yesNoValue) String() string { return "" }

func (v *yesNoValue) Type() string { return "yes|no" }

// spellOutYes gives "--idempotent" the value yes where it stands alone. To the
// flag library a flag either always takes the next argument or never does.
func spellOutYes(args []string) []string {
	const flag = "--idempotent"
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		return args // what a shell asks about is not yet complete
	}
	out := make([]string, 0, len(args)) // never nil: cobra would take the arguments of the process
	for i, arg := range args {
		if arg == "--" {
			return append(out, args[i:]...)
		}
		if arg == flag && (i+1 == len(args) || !isYesNo(args[i+1])) {
			arg = flag + "=yes"
		}
		out = append(out, arg)
	}
	return out
}

// isYesNo reports what can only be meant for a yes or a no. True and false are
// among them, so that they are refused by name and not opened as files.
func isYesNo(s string) bool {
	switch s {
	case "yes", "no", "true", "false":
		return true
	}
	return false
}

// headerValue is a repeatable flag for a response header.
type headerValue []byte

func (v *headerValue) Set(s string) error {
	name, _, ok := strings.Cut(s, ":")
	if !ok || !isHeaderName(name) || strings.ContainsAny(s, "\r\n") {
		return &valueError{"the value is not of the form " + v.allowed()}
	}
	*v = append(append(*v, s...), "\r\n"...)
	return nil
}

// isHeaderName reports whether HTTP allows the name: see RFC 9110, section 5.6.2.
func isHeaderName(name string) bool {
	const allowed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return name != "" && strings.Trim(name, allowed) == ""
}

func (v *headerValue) String() string { return "" }

func (v *headerValue) Type() string { return "'Name: value'" }

func (v *headerValue) allowed() string { return "'Name: value', on one line" }

// complete offers fixed values for a flag.
func complete(cmd *cobra.Command, flag string, values []string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
}

// must is for errors that only a mistake in this package can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
