package decoder_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/next.jsonl anew; read it before it is committed")

const nextCases = "testdata/next.jsonl"

// stories are failures and how they go on while nothing helps: a rung, who
// takes it, and what else is said; "~" stands for a rung taken again.
var stories = []struct {
	id     string
	answer corpus.NextAnswer
	want   []string
}{
	{"a token that one refresh does not mend", corpus.NextAnswer{Provider: "mx", Status: 401, Operation: "read"},
		[]string{"refresh_token code resend", "fix_credentials team stop page", "nobody stop page"}},
	{"a token that a refresh, then the user does not mend", corpus.NextAnswer{Provider: "truelayer", Status: 401, Operation: "read", Body: `{"error":"invalid_token"}`},
		[]string{"refresh_token code resend", "reconnect_user end_user", "nobody stop page"}},
	{"a token endpoint that refuses the token", corpus.NextAnswer{Provider: "mx", Status: 401, Operation: "token"},
		[]string{"refresh_token requester not_automatic", "fix_credentials team stop page", "nobody stop page"}},
	{"a token endpoint that is down", corpus.NextAnswer{Provider: "basiq", Status: 503, Operation: "token"},
		[]string{"wait requester not_automatic", "contact_support team stop page", "nobody stop page"}},
	{"a login at a platform that is down", corpus.NextAnswer{Provider: "synapse", Status: 503, Operation: "login"},
		[]string{"wait requester not_automatic", "contact_support team stop page", "nobody stop page"}},
	{"a rate limit with a time", corpus.NextAnswer{Provider: "truelayer", Status: 429, Operation: "read", Headers: "Retry-After: 30\r\n"},
		[]string{"wait code resend", "~", "~", "~", "~", "nobody stop page"}},
	{"a rate limit for a day", corpus.NextAnswer{Provider: "mx", Status: 429, Operation: "read", Headers: "Retry-After: 86400\r\n"},
		[]string{"wait code resend background", "~", "~", "~", "~", "nobody stop page"}},
	{"a quota", corpus.NextAnswer{Provider: "truelayer", Status: 429, Operation: "read", Body: `{"error":"provider_request_limit_exceeded"}`},
		[]string{"wait code resend background", "~", "nobody stop"}},
	{"a bank under maintenance", corpus.NextAnswer{Provider: "truelayer", Status: 503, Operation: "read", Body: `{"error":"provider_error"}`},
		[]string{"wait code resend background", "~", "~", "~", "~", "~", "nobody stop"}},
	{"a platform that broke", corpus.NextAnswer{Provider: "basiq", Status: 500, Operation: "read"},
		[]string{"wait code resend", "~", "~", "contact_support team stop page", "nobody stop page"}},
	{"no answer", corpus.NextAnswer{Operation: "read"},
		[]string{"wait code resend", "~", "~", "contact_support team stop page", "nobody stop page"}},
	{"a payment without a key", corpus.NextAnswer{Provider: "truelayer", Status: 503, Operation: "payment"},
		[]string{"lookup_existing code effect_unknown", "wait requester not_automatic", "contact_support team stop page", "nobody stop page"}},
	{"a payment with a key", corpus.NextAnswer{Provider: "truelayer", Status: 503, Operation: "payment", Idempotent: true},
		[]string{"wait code resend", "~", "~", "lookup_existing code effect_unknown", "contact_support team stop page", "nobody stop page"}},
	{"a payment that the provider says not to repeat", corpus.NextAnswer{Provider: "truelayer", Status: 500, Operation: "payment", Idempotent: true, Headers: "Tl-Should-Retry: false\r\n"},
		[]string{"lookup_existing code effect_unknown", "contact_support team stop page", "nobody stop page"}},
	{"what the provider says to repeat", corpus.NextAnswer{Provider: "truelayer", Status: 400, Operation: "read", Headers: "Tl-Should-Retry: true\r\n", Body: `{"error":"invalid_request"}`},
		[]string{"wait code resend", "~", "~", "fix_request team stop page", "nobody stop page"}},
	{"a wrong password", corpus.NextAnswer{Provider: "mx", Status: 200, Operation: "job", Body: `{"member":{"guid":"MBR-1","connection_status":"DENIED"}}`},
		[]string{"reconnect_user end_user", "nobody stop"}},
	{"a locked account", corpus.NextAnswer{Provider: "mx", Status: 200, Operation: "job", Body: `{"member":{"guid":"MBR-1","connection_status":"LOCKED"}}`},
		[]string{"user_at_institution end_user", "reconnect_user end_user", "nobody stop"}},
	{"a challenge", corpus.NextAnswer{Provider: "mx", Status: 200, Operation: "job", Body: `{"member":{"guid":"MBR-1","connection_status":"CHALLENGED"}}`},
		append([]string{"complete_mfa end_user", "poll_status code"}, append(slices.Repeat([]string{"~"}, 19), "nobody stop")...)},
	{"a state that stays pending", corpus.NextAnswer{Provider: "mx", Status: 202, Operation: "sync"},
		append([]string{"poll_status code"}, append(slices.Repeat([]string{"~"}, 19), "nobody stop")...)},
	{"something that is not there", corpus.NextAnswer{Provider: "mx", Status: 404, Operation: "read"},
		[]string{"fix_request team stop", "nobody stop"}},
	{"a request that is wrong", corpus.NextAnswer{Provider: "mx", Status: 400, Operation: "write"},
		[]string{"fix_request team stop page", "nobody stop page"}},
	{"something that exists already", corpus.NextAnswer{Provider: "mx", Status: 409, Operation: "write", Body: `{"member":{"guid":"MBR-1"}}`},
		[]string{"lookup_existing code", "fix_request team stop", "nobody stop"}},
	{"a right that is missing", corpus.NextAnswer{Provider: "basiq", Status: 403, Operation: "read", Body: `{"data":[{"code":"access-denied","detail":"Your account is disabled."}]}`},
		[]string{"contact_support team stop page", "fix_credentials team stop page", "nobody stop page"}},
	{"a bank that does not offer it", corpus.NextAnswer{Provider: "truelayer", Status: 501, Operation: "read", Body: `{"error":"endpoint_not_supported"}`},
		[]string{"stop_using team stop", "nobody stop"}},
	{"too little data yet", corpus.NextAnswer{Provider: "mx", Status: 422, Operation: "read", Body: `{"code":4221,"message":"x"}`},
		[]string{"wait requester not_automatic", "nobody stop"}},
	{"declined without a cause", corpus.NextAnswer{Provider: "truelayer", Status: 200, Operation: "read", Body: `{"id":"1","status":"failed","failure_reason":"rejected"}`},
		[]string{"contact_support team stop", "nobody stop"}},
	{"nothing failed", corpus.NextAnswer{Provider: "mx", Status: 200, Operation: "read", Body: `{"user":{"guid":"USR-1"}}`},
		[]string{"nobody stop"}},
}

// TestStories: how failures go on while nothing helps.
func TestStories(t *testing.T) {
	for _, s := range stories {
		t.Run(s.id, func(t *testing.T) {
			req, err := s.answer.Request()
			require.NoError(t, err)
			v := decoder.Classify(req)
			var got []string
			last := ""
			for _, step := range walk(&v) {
				said := brief(step.Next)
				if said == last {
					said = "~"
				} else {
					last = said
				}
				got = append(got, said)
			}
			assert.Equal(t, s.want, got, v.String())
		})
	}
}

// brief writes a step as the stories do.
func brief(n corpus.NextNext) string {
	words := []string{n.Action, n.By}
	if n.Why == "not_automatic" || n.Why == "effect_unknown" {
		words = append(words, n.Why)
	}
	for _, flag := range []struct {
		set  bool
		name string
	}{{n.Resend, "resend"}, {n.Background, "background"}, {n.Stop, "stop"}, {n.Page, "page"}} {
		if flag.set {
			words = append(words, flag.name)
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// walk takes every step in turn, also those that are left for us, until none is left.
func walk(v *catalog.Verdict) []corpus.NextStep {
	var steps []corpus.NextStep
	for tried := (catalog.Tried{}); ; {
		n := v.Next(tried)
		steps = append(steps, corpus.NextStep{Tried: corpus.TriedOf(tried), Next: corpus.NextOf(n)})
		if n.Action == catalog.ActionNone {
			return steps
		}
		tried = tried.With(n.Action)
	}
}

// jumps are steps of who has tried other things than was said.
func jumps(v *catalog.Verdict) []corpus.NextStep {
	var steps []corpus.NextStep
	for _, tried := range []catalog.Tried{
		{Refreshes: 1}, {Waits: 2}, {Waits: 255, Polls: 255}, {Polls: 3, Done: catalog.ActionSet(0).With(catalog.CompleteMFA)},
		{Refreshes: 1, Waits: 1, Done: catalog.ActionSet(0).With(catalog.LookupExisting, catalog.ReconnectUser)},
		{Done: catalog.ActionSet(0).With(v.Actions.Slice()...)},
	} {
		steps = append(steps, corpus.NextStep{Tried: corpus.TriedOf(tried), Next: corpus.NextOf(v.Next(tried))})
	}
	return steps
}

// TestNextCases holds the cases that all surfaces are tested with against the
// decoder and the catalog.
func TestNextCases(t *testing.T) {
	if *update {
		writeNextCases(t)
	}
	cases, err := corpus.NextCases(nextCases)
	require.NoError(t, err)
	require.Greater(t, len(cases), len(stories))
	for _, c := range cases {
		req, err := c.Answer.Request()
		require.NoError(t, err)
		v := decoder.Classify(req)
		assert.Equal(t, string(c.Verdict), string(v.AppendJSON(nil)), c.ID)
		for _, step := range c.Steps {
			tried, err := step.Tried.Tried()
			require.NoError(t, err)
			assert.Equal(t, step.Next, corpus.NextOf(v.Next(tried)), "%s %+v", c.ID, step.Tried)
		}
	}
}

// writeNextCases writes the stories, and of the labelled answers one for each
// way to go on that no story has.
func writeNextCases(t *testing.T) {
	var out bytes.Buffer
	seen := map[string]bool{}
	add := func(id string, answer corpus.NextAnswer, always bool) {
		req, err := answer.Request()
		require.NoError(t, err)
		v := decoder.Classify(req)
		steps := append(walk(&v), jumps(&v)...)
		if key := fmt.Sprint(steps); seen[key] && !always {
			return
		} else {
			seen[key] = true
		}
		line, err := json.Marshal(corpus.NextCase{ID: id, Answer: answer, Verdict: v.AppendJSON(nil), Steps: steps})
		require.NoError(t, err)
		out.Write(append(line, '\n'))
	}
	for _, s := range stories {
		add(s.id, s.answer, true)
	}
	labelled, err := corpus.Load("testdata/cases")
	require.NoError(t, err)
	for _, c := range labelled {
		req, err := c.Request()
		require.NoError(t, err)
		if c.Body != nil && len(*c.Body) < 1000 {
			add(c.ID, corpus.NextAnswer{Provider: c.Provider, Status: c.Status, Operation: c.Operation, Idempotent: req.Idempotent, Headers: string(req.Headers), Body: *c.Body}, false)
		}
	}
	require.NoError(t, os.WriteFile(nextCases, out.Bytes(), 0o644))
}
