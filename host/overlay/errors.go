package overlay

import (
	"fmt"
	"strconv"
	"strings"
)

// Error is one problem of a source.
type Error struct {
	// File is the name that the source was given.
	File string
	// Line and Column are where the key or its value stands, from 1; 0 where no
	// place is meant.
	Line, Column int
	// Key is the key, such as "rules[3].then.category", or "".
	Key string
	// Problem says what is wrong.
	Problem string
	// Allowed are the names that are allowed instead, where there is a list.
	Allowed []string
	// Near is the one of them that was probably meant, or "".
	Near string
}

// Error returns the problem in a line: file, line, column, key, what is wrong,
// and what is allowed.
func (e *Error) Error() string {
	s := where(e.File, e.Line, e.Column)
	if e.Key != "" {
		s += e.Key + ": "
	}
	s += e.Problem
	if len(e.Allowed) > 0 {
		s += ": " + strings.Join(e.Allowed, ", ")
	}
	if e.Near != "" {
		s += "; did you mean " + e.Near + "?"
	}
	return s
}

// where begins a line about a place.
func where(file string, line, column int) string {
	if line == 0 {
		return file + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", file, line, column)
}

// Errors are the problems of a source, in the order of the file.
type Errors struct {
	List []*Error
	// More counts the problems past the first 100.
	More int
}

const mostErrors = 100

// Error returns a line for each problem.
func (e *Errors) Error() string {
	var lines []string
	for _, p := range e.List {
		lines = append(lines, p.Error())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("%s: and %d more problems", e.List[0].File, e.More))
	}
	return strings.Join(lines, "\n")
}

// Unwrap makes the single problems known to errors.Is and errors.As.
func (e *Errors) Unwrap() []error {
	list := make([]error, len(e.List))
	for i, p := range e.List {
		list[i] = p
	}
	return list
}

// quote shows a value of the source on one line, cut if it is long.
func quote(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return strconv.Quote(s)
}
