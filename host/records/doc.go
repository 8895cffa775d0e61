// Package records reads records of answers: one JSON object a line (NDJSON), as
// logs, queues and archives hold them.
//
//	{"provider":"basiq","status":403,"operation":"read","headers":{"Retry-After":"30"},"body":"{\"data\":[]}"}
//
// [Open] opens a file, or standard input, plain or compressed. [Reader] reads
// one record after the other; [Blocks] and [Parser] are its two halves, for
// programs that read on several processors.
//
// # Members
//
// All are optional, null is the same as absent, of duplicates the last counts,
// and members of other names are read over.
//
//   - provider, operation: a name of the vocabulary.
//   - status: a whole number from 100 to 999, or 0 for no answer. A text that
//     holds one, and 403.0, are taken too: some exports write no others.
//   - idempotent: true, false, "yes" or "no".
//   - headers: an object of names and values (a value is a text, a number, or a
//     list of them), or a text with a "Name: value" a line.
//   - body: the body as a text; or any other JSON value, of which the bytes on
//     the line are the body.
//   - body_base64: the body in base64, where it is no text. Not both.
//   - time: when the answer came, as RFC 3339 writes it.
//   - id: a text or a number by which the caller knows the record.
//
// # Privacy
//
// Errors name the line, the member and what is allowed, and say what kind of
// value stands there. They never show the value.
package records
