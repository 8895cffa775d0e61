package cli

import (
	"slices"
	"strings"

	"github.com/finfault/finfault/wasm/requestflags"
)

// choice is a flag for one of a few words.
type choice struct {
	value string
	words []string
}

func (c *choice) Set(s string) error {
	if !slices.Contains(c.words, s) {
		return requestflags.NoneOf(s, c.words)
	}
	c.value = s
	return nil
}

func (c *choice) String() string { return c.value }

func (c *choice) Type() string { return "name" }

func (c *choice) Allowed() string { return strings.Join(c.words, ", ") }
