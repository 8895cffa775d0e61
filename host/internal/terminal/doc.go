// Package terminal lays text out for people: coloured words, wrapped to the
// width of the terminal, in which nothing that came over the wire can act.
package terminal
