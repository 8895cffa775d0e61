package cli

import (
	"strconv"

	"github.com/finfault/finfault/wasm/requestflags"
)

// wholeNumber is a flag for a number within bounds.
type wholeNumber struct{ value, least, most int }

func (n *wholeNumber) Set(s string) error {
	v, err := strconv.Atoi(s)
	if err != nil || v < n.least || v > n.most {
		return requestflags.NoneOf(s, []string{"the numbers from " + n.Allowed()})
	}
	n.value = v
	return nil
}

func (n *wholeNumber) String() string { return strconv.Itoa(n.value) }

func (n *wholeNumber) Type() string { return "number" }

func (n *wholeNumber) Allowed() string {
	return strconv.Itoa(n.least) + " to " + strconv.Itoa(n.most)
}
