package cli

import (
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/spf13/cobra"
)

// requestFlags are what the caller knows about the answer besides its body.
type requestFlags struct {
	provider   *enumValue[catalog.Provider]
	operation  *enumValue[catalog.Operation]
	status     statusValue
	idempotent yesNoValue
	headers    headerValue
}

func addRequestFlags(cmd *cobra.Command) *requestFlags {
	r := &requestFlags{provider: newEnum(catalog.ParseProvider), operation: newEnum(catalog.ParseOperation)}
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(r.provider, "provider", "who answered: "+strings.Join(r.provider.names, ", ")+"; told from the body and the headers if not given")
	f.Var(&r.status, "status", "HTTP status on the wire: 100 to 999, or 0 for no answer")
	f.Var(r.operation, "operation", "what the request was for: "+strings.Join(r.operation.names, ", "))
	f.Var(&r.idempotent, "idempotent", "whether the request may be repeated without harm: yes or no; alone it means yes")
	f.Var(&r.headers, "header", "a response header; may be given again for further ones")
	complete(cmd, "provider", r.provider.names)
	complete(cmd, "operation", r.operation.names)
	complete(cmd, "idempotent", yesNo)
	complete(cmd, "status", nil)
	must(cmd.RegisterFlagCompletionFunc("header", cobra.FixedCompletions(headerNames, cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveNoSpace)))
	return r
}

// headerNames are the headers that count.
var headerNames = []string{"Content-Type:", "Date:", "RateLimit-Reset:", "Retry-After:", "Tl-Should-Retry:", "Tl-Trace-Id:",
	"X-RateLimit-Reset:", "X-Request-Id:", "X-Tl-Correlation-Id:"}

// request reads the body and returns the request to classify.
func (r *requestFlags) request(p *program, args []string) (*decoder.Request, error) {
	body, err := p.readBody(args)
	if err != nil {
		return nil, err
	}
	return &decoder.Request{
		Provider: r.provider.value, Status: r.status.status, Operation: r.operation.value,
		Idempotent: bool(r.idempotent), Headers: r.headers, Body: body,
	}, nil
}
