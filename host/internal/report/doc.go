// Package report says in words and for people what verdicts, traces and
// catalog rows say in names: each function writes one of them on a page of a
// terminal.
//
// Texts of providers go through [terminal.Wire], so that nothing that came over
// the wire can act on the terminal.
package report
