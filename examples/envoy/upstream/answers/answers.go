// Package answers holds what the stand-in upstream says: one typical failure of
// a provider per path, in the provider's own format.
package answers

import (
	"io"
	"net/http"
)

// answer is one canned response. Its pattern is one of [http.ServeMux], with
// the provider's host.
type answer struct {
	pattern string
	status  int
	header  map[string]string
	body    string
}

var answers = []answer{
	// Basiq.
	{"POST au-api.basiq.io/token", 404, nil,
		`{"type":"list","correlationId":"c-1","data":[{"type":"error","code":"parameter-not-valid","title":"We have encountered an error","detail":"Unable to authenticate. Please, check your API key"}]}`},
	{"GET au-api.basiq.io/users/{user}/accounts", 403, nil,
		`{"type":"list","correlationId":"c-2","data":[{"type":"error","code":"access-denied","title":"access-denied","detail":"Your account has been disabled. Please contact support."}]}`},
	{"GET au-api.basiq.io/users/{user}/transactions", 429, map[string]string{"Retry-After": "30"},
		`{"type":"list","correlationId":"c-3","data":[{"type":"error","code":"too-many-requests","title":"Too many requests","detail":"You have exceeded the rate limit for this API."}]}`},
	{"GET au-api.basiq.io/users/{user}/connections", 504, nil,
		`{"message":"Endpoint request timed out"}`},
	// A failure inside 200: only the steps of the job tell.
	{"GET au-api.basiq.io/jobs/refused", 200, nil,
		`{"type":"job","id":"refused","steps":[{"title":"verify-credentials","status":"failed","result":{"code":"invalid-credentials","title":"Cannot login to target institution, check credentials.","detail":""}}]}`},
	{"GET au-api.basiq.io/jobs/running", 200, nil,
		`{"type":"job","id":"running","steps":[{"title":"verify-credentials","status":"in-progress","result":null}]}`},
	{"GET au-api.basiq.io/institutions", 200, nil,
		`{"type":"list","size":1,"data":[{"type":"institution","id":"AU00000"}]}`},

	// TrueLayer.
	{"POST auth.truelayer.com/connect/token", 400, nil,
		`{"error":"invalid_grant"}`},
	{"POST api.truelayer.com/v3/payments", 502, map[string]string{"Content-Type": "application/problem+json"},
		`{"type":"https://docs.truelayer.com/docs/error-types#provider-error","title":"Provider Error","status":502,"trace_id":"96ce50247f87f540bb2d86771b3728b8","detail":"Provider is temporarily unavailable, please retry."}`},
	// A failure inside 200: the payment itself says that it failed.
	{"GET api.truelayer.com/v3/payments/{payment}", 200, nil,
		`{"id":"p-1","status":"failed","failure_stage":"authorizing","failure_reason":"insufficient_funds"}`},
	{"GET api.truelayer.com/data/v1/accounts", 403, nil,
		`{"error":"sca_exceeded","error_description":"SCA exemption has expired."}`},
	{"GET api.truelayer.com/data/v1/accounts/{account}/balance", 429, nil,
		`{"error":"provider_request_limit_exceeded"}`},
	{"GET api.truelayer.com/data/v1/me", 401, map[string]string{"Content-Type": "application/problem+json"},
		`{"type":"https://docs.truelayer.com/docs/error-types#unauthenticated","title":"Unauthenticated","status":401,"trace_id":"96ce50247f87f540bb2d86771b3728b8","detail":"A Bearer token must be provided in the Authorization header."}`},
}

// Handler answers by host, method and path. What is none of the answers gets
// the 404 or 405 of [http.ServeMux], in plain text.
func Handler() http.Handler {
	mux := http.NewServeMux()
	for i := range answers {
		mux.Handle(answers[i].pattern, &answers[i])
	}
	return mux
}

// ServeHTTP sends the answer, whatever the request holds.
func (a *answer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.status)
	// A client that is gone is no failure of the stand-in.
	_, _ = io.WriteString(w, a.body)
}
