package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/finfault/finfault/examples/go/retry/standin"
	"github.com/finfault/finfault/host/httpclient"
)

// expiring is an endpoint whose tokens have expired, and the one that issues
// new ones.
type expiring struct {
	call
	// issue is the pattern of the token endpoint, and member where the token is.
	issue, member string
	// header carries the token.
	header            string
	refused, accepted standin.Answer
}

// expirations are the providers' ways to say that a token has expired.
func (a *app) expirations() []expiring {
	user := synapseUser(a.base, "u-1")
	return []expiring{{
		call:  call{what: "an expired token is refreshed once", line: "GET api.truelayer.com/data/v1/accounts"},
		issue: "POST auth.truelayer.com/connect/token", member: "access_token", header: "Authorization",
		refused: standin.TrueLayerExpired, accepted: standin.TrueLayerResults,
	}, {
		call: call{what: "so is a user's own, in another header", line: "GET api.synapsefi.com/v3.1/users/u-1",
			context: func(ctx context.Context) context.Context { return httpclient.WithTokens(ctx, user) }},
		issue: "POST api.synapsefi.com/v3.1/oauth/u-1", member: "oauth_key", header: "X-SP-USER",
		refused: standin.SynapseExpired, accepted: standin.SynapseUser,
	}}
}

// expire makes n calls at the same time while the token is expired. It returns
// what became of them and how many tokens were issued.
func (a *app) expire(n int, e expiring) (outcome, int) {
	var present atomic.Int64
	issued := a.providers.Handle(e.issue, func(w http.ResponseWriter, _ *http.Request) {
		body := fmt.Sprintf(`{%q:"token-%d"}`, e.member, present.Add(1))
		standin.Answer{Status: http.StatusOK, Body: body}.Write(w)
	})
	used := a.providers.Handle(e.line, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get(e.header), fmt.Sprintf("token-%d", present.Load())) {
			e.accepted.Write(w)
		} else {
			e.refused.Write(w)
		}
	})
	o := a.together(n, e.call)
	o.sent = used.Count()
	return o, issued.Count()
}
