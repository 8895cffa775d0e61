// Package names reads names of the vocabulary, for JSON forms.
package names

import "fmt"

// Parser keeps the first error, so that a form reads as a list of its members.
type Parser struct{ Err error }

// Parse returns the value of a name. The error names the member only: whoever
// reads it need not see what stood there.
func Parse[T any](p *Parser, byName func(string) (T, bool), member, name string) T {
	v, ok := byName(name)
	if !ok && p.Err == nil {
		p.Err = fmt.Errorf("%s: no such name in the vocabulary", member)
	}
	return v
}
