package overlay

// Error says what is wrong with an overlay: with one rule of it, or with the
// binary form.
type Error struct {
	// Rule is the number of the rule, from 1, or 0 where no rule is meant.
	Rule int
	// Name is the rule's name where it is a valid one, else "".
	Name string
	// Key is the place in the rule, such as "when.code" or "then.retry.policy".
	Key string
	// Problem says what is wrong and what is allowed.
	Problem string
}

// Error returns the rule, the key and the problem in a line.
func (e *Error) Error() string {
	s := "overlay: "
	if e.Rule > 0 {
		s += "rule " + decimal(e.Rule)
		if e.Name != "" {
			s += " (" + e.Name + ")"
		}
		s += ": "
	}
	if e.Key != "" {
		s += e.Key + ": "
	}
	return s + e.Problem
}

// damaged is the error for bytes that are no binary form.
func damaged(problem string) error { return &Error{Problem: problem} }

// decimal returns a positive number; strconv would bring more than it does.
func decimal(n int) string {
	if n < 10 {
		return "0123456789"[n : n+1]
	}
	return decimal(n/10) + decimal(n%10)
}
