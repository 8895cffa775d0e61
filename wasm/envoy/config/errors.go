package config

import (
	"errors"
	"strconv"

	"github.com/finfault/finfault/catalog"
)

// fail returns an error of one line: where, what is wrong, what is allowed.
func fail(at, wrong, allowed string) error {
	if at != "" {
		at += ": "
	}
	return errors.New(at + wrong + ": " + allowed)
}

// quote returns a text of the configuration as errors show it: short, and on
// one line whatever it holds.
func quote(s string) string {
	const most = 40
	if len(s) > most {
		s = s[:most] + "…"
	}
	return string(catalog.AppendJSONString(nil, s))
}

func decimal(n int) string { return strconv.Itoa(n) }

// oneOf lists names for an error.
func oneOf(names []string) string {
	s := ""
	for i, name := range names {
		switch {
		case i > 0 && i == len(names)-1:
			s += " or "
		case i > 0:
			s += ", "
		}
		s += name
	}
	return s
}
