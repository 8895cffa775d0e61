// Package requestflags is the part of a command line that says what is known
// about an answer: the flags, the body, and the words for either being wrong.
// The native command and the WASI command share it, so that both take the same
// and refuse the same.
//
// No error of this package repeats what may be a body or a header.
package requestflags

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/spf13/pflag"
)

// Flags are what the caller knows about an answer besides its body.
type Flags struct {
	provider   *Enum[catalog.Provider]
	operation  *Enum[catalog.Operation]
	status     Status
	idempotent yesNo
	headers    headers
}

// Add defines the flags in fs, which keeps their order in its help text. Give
// the arguments to [SpellOutYes] before fs parses them, and what it returns as
// an error to [Error].
func Add(fs *pflag.FlagSet) *Flags {
	f := &Flags{provider: NewEnum(catalog.ParseProvider), operation: NewEnum(catalog.ParseOperation)}
	fs.SortFlags = false
	fs.Var(f.provider, "provider", "who answered: "+f.provider.Allowed()+"; told from the body and the headers if not given")
	fs.Var(&f.status, "status", "HTTP status on the wire: "+f.status.Allowed())
	fs.Var(f.operation, "operation", "what the request was for: "+f.operation.Allowed())
	fs.Var(&f.idempotent, "idempotent", "whether the request may be repeated without harm: yes or no; alone it means yes")
	fs.Var(&f.headers, "header", "a response header; may be given again for further ones")
	return f
}

// Request returns the request to classify: the body and what the flags say
// about it. It aliases both.
func (f *Flags) Request(body []byte) *decoder.Request {
	return &decoder.Request{
		Provider: f.provider.Value, Status: f.status.Value, Operation: f.operation.Value,
		Idempotent: bool(f.idempotent), Headers: f.headers, Body: body,
	}
}

// Suggestion is what a shell may offer as the value of a flag.
type Suggestion struct {
	Flag string
	// Values are the values to offer, none where there are too many to list.
	Values []string
	// Open: the values are only beginnings.
	Open bool
}

// Suggestions returns what a shell may offer, one suggestion a flag.
func (f *Flags) Suggestions() []Suggestion {
	return []Suggestion{
		{Flag: "provider", Values: f.provider.Names},
		{Flag: "status"},
		{Flag: "operation", Values: f.operation.Names},
		{Flag: "idempotent", Values: yesOrNo},
		{Flag: "header", Values: headerNames, Open: true},
	}
}

// headerNames are the headers that count.
var headerNames = []string{"Content-Type:", "Date:", "RateLimit-Reset:", "Retry-After:", "Tl-Should-Retry:", "Tl-Trace-Id:",
	"X-RateLimit-Reset:", "X-Request-Id:", "X-Tl-Correlation-Id:"}
