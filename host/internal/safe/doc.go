// Package safe renders what providers send in a form that may be shown to
// anybody: codes, names of members, and the structure of bodies. What could be
// an account number, an address, a token or the name of a person is left out,
// and so is a good deal more: when in doubt, it is hidden.
package safe
