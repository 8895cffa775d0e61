// Package cli is the command line of Finfault.
//
// # Exit codes
//
//   - 0: a verdict, or whatever else was asked for, was given. A verdict that
//     says "error" is an answer too, and so is the page of serve, which goes on
//     until a signal ends it.
//   - 1: the answer could not be written: a closed pipe, a full disk. Or it was,
//     and something was found: by drift --fail anything new, by backtest a record
//     that is now resent without a person and was not before.
//   - 2: the command line is wrong, the input cannot be read, or a file of rules
//     has a fault. A line on standard error names the flag or the file and what
//     is allowed; of rules each problem has a line.
//   - 3: --engine wasm could not start the module or finish the call. Nothing
//     is wrong with the command line or the input; --engine native answers.
//   - 130, 143: SIGINT or SIGTERM ended a stream. Everything that was read is
//     answered.
//
// No message on standard error holds a body or a text of a provider.
package cli
