// Package misuse holds wrong command lines and what is said about them, for the
// tests of every command that takes the flags of requestflags: all refuse the
// same with the same words.
package misuse

// Case is a wrong command line.
type Case struct {
	Args []string
	// Message is what is said about it, on one line.
	Message string
}

// Cases are wrong flags, too many arguments and files that cannot be read.
// Commands find no file in their working directory but the tests' own.
var Cases = []Case{
	{[]string{"--provider", "foo"}, `--provider: "foo" is none of basiq, synapse, truelayer, mx, unknown`},
	{[]string{"--provider", "Basiq"}, `--provider: "Basiq" is none of basiq, synapse, truelayer, mx, unknown`},
	{[]string{"--provider="}, `--provider: the value is none of basiq, synapse, truelayer, mx, unknown`},
	{[]string{"--provider"}, `--provider: a value is missing: basiq, synapse, truelayer, mx, unknown`},
	{[]string{"--status", "abc"}, `--status: "abc" is no HTTP status: 100 to 999, or 0 for no answer`},
	{[]string{"--status", "99"}, `--status: "99" is no HTTP status: 100 to 999, or 0 for no answer`},
	{[]string{"--status", "1000"}, `--status: "1000" is no HTTP status: 100 to 999, or 0 for no answer`},
	{[]string{"--status=-1"}, `--status: "-1" is no HTTP status: 100 to 999, or 0 for no answer`},
	{[]string{"--status", "4e2"}, `--status: "4e2" is no HTTP status: 100 to 999, or 0 for no answer`},
	{[]string{"--status"}, `--status: a value is missing: 100 to 999, or 0 for no answer`},
	{[]string{"--operation", "pay"}, `--operation: "pay" is none of token, login, sync, verify, mfa, read, write, payment, job, sso, unknown`},
	{[]string{"--idempotent=maybe"}, `--idempotent: "maybe" is none of yes, no`},
	{[]string{"--idempotent", "true"}, `--idempotent: "true" is none of yes, no`},
	{[]string{"--header", "Retry-After"}, `--header: the value is not of the form 'Name: value', on one line`},
	{[]string{"--header", "HTTP/1.1 429: no"}, `--header: the value is not of the form 'Name: value', on one line`},
	{[]string{"--header", ":30"}, `--header: the value is not of the form 'Name: value', on one line`},
	{[]string{"--header", "A: b\nTl-Should-Retry: true"}, `--header: the value is not of the form 'Name: value', on one line`},
	{[]string{"--header", "A: b\rC: d"}, `--header: the value is not of the form 'Name: value', on one line`},
	{[]string{"--header"}, `--header: a value is missing: 'Name: value', on one line`},
	{[]string{"--json=perhaps"}, `--json: takes no such value`},
	{[]string{"--nope"}, `there is no flag "--nope"`},
	{[]string{`--{"error":1}`}, `there is no flag of this name`},
	{[]string{"-x"}, `there is no flag "-x"`},
	{[]string{"--=x"}, `the flags cannot be read`},
	{[]string{"one.json", "two.json"}, `classify takes one FILE, not 2`},
	{[]string{"no-such-file.json"}, `cannot read "no-such-file.json": no such file or directory`},
	{[]string{"."}, `cannot read ".": is a directory`},
	{[]string{`{"error":1}`}, `FILE is the name of a file, not the body itself: pipe that in`},
	{[]string{"--idempotent", "perhaps"}, `cannot read "perhaps": no such file or directory`},
	{[]string{"--", "--idempotent"}, `cannot read "--idempotent": no such file or directory`},
}
