package httpclient

import (
	"context"

	"github.com/finfault/finfault/catalog"
)

// scope is what a context says of the requests that are made with it.
type scope struct {
	provider    catalog.Provider
	hasProvider bool

	operation    catalog.Operation
	hasOperation bool

	idempotent bool
	tokens     *Tokens
	call       *call
	// fetching: the requests fetch a token.
	fetching bool
}

type scopeKey struct{}

func scopeOf(ctx context.Context) scope {
	s, _ := ctx.Value(scopeKey{}).(scope)
	return s
}

func (s scope) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, scopeKey{}, s)
}

// WithProvider says who answers the requests made with the context, whatever
// their host.
func WithProvider(ctx context.Context, p catalog.Provider) context.Context {
	s := scopeOf(ctx)
	s.provider, s.hasProvider = p, true
	return s.in(ctx)
}

// WithOperation says what the requests made with the context are for, whatever
// their path.
func WithOperation(ctx context.Context, o catalog.Operation) context.Context {
	s := scopeOf(ctx)
	s.operation, s.hasOperation = o, true
	return s.in(ctx)
}

// WithIdempotent says that the requests made with the context may be repeated
// by their nature, without a header that carries an idempotency key.
func WithIdempotent(ctx context.Context) context.Context {
	s := scopeOf(ctx)
	s.idempotent = true
	return s.in(ctx)
}

// WithTokens says which tokens the requests made with the context use, such as
// those of one end user, in place of their provider's.
func WithTokens(ctx context.Context, t *Tokens) context.Context {
	s := scopeOf(ctx)
	s.tokens = t
	return s.in(ctx)
}
