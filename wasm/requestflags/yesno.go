package requestflags

import "slices"

// yesNo is a flag for a yes or a no.
type yesNo bool

var yesOrNo = []string{"yes", "no"}

func (v *yesNo) Set(s string) error {
	if !slices.Contains(yesOrNo, s) {
		return NoneOf(s, yesOrNo)
	}
	*v = s == "yes"
	return nil
}

func (v *yesNo) String() string { return "" }

func (v *yesNo) Type() string { return "yes|no" }

// SpellOutYes gives "--idempotent" the value yes where it stands alone. To the
// flag library a flag either always takes the next argument or never does. The
// list that it returns is never nil.
func SpellOutYes(args []string) []string {
	const flag = "--idempotent"
	out := make([]string, 0, len(args))
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
