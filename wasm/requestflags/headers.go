package requestflags

import "strings"

// headers is a repeatable flag for a response header: the block of those that
// were given.
type headers []byte

func (v *headers) Set(s string) error {
	name, _, ok := strings.Cut(s, ":")
	if !ok || !isHeaderName(name) || strings.ContainsAny(s, "\r\n") {
		return &valueError{"the value is not of the form " + v.Allowed()}
	}
	*v = append(append(*v, s...), "\r\n"...)
	return nil
}

// isHeaderName reports whether HTTP allows the name: see RFC 9110, section 5.6.2.
func isHeaderName(name string) bool {
	const allowed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return name != "" && strings.Trim(name, allowed) == ""
}

func (v *headers) String() string { return "" }

func (v *headers) Type() string { return "'Name: value'" }

func (v *headers) Allowed() string { return "'Name: value', on one line" }
