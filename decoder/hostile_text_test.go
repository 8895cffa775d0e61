package decoder_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCutBodiesRetryNoMoreThanTheStatus cuts every body anywhere, be it JSON or
// not, with rules and without: unless what is left is whole JSON again, nothing
// is resent that would not be on the status alone.
func TestCutBodiesRetryNoMoreThanTheStatus(t *testing.T) {
	for rules, d := range withAndWithoutRules(t) {
		automatic := 0
		for _, req := range everyRequest(t) {
			cut := *req
			for i := range min(len(req.Body), 2048) {
				cut.Body = req.Body[:i]
				v := classifyWith(d, &cut)
				if !v.Retry.Automatic || json.Valid(cut.Body) {
					continue
				}
				automatic++
				alone := *req
				alone.Provider, alone.Body = v.Provider, nil
				assert.True(t, classifyWith(d, &alone).Retry.Automatic, "%s: status %d: %s", rules, req.Status, cut.Body)
			}
		}
		assert.Greater(t, automatic, 5000)
	}
}

// prose are the members in which providers write for people.
var prose = []string{"detail", "details", "message", "error_message", "error_description", "connection_status_message", "user_message", "title", "en"}

// say puts a text in the place of all prose of a body, and reports whether
// there was any. The title of a job's step is its name and stays.
func (n *node) say(text string) (found bool) {
	step := slices.Contains(n.names, "status") && slices.Contains(n.names, "result")
	for i := range n.parts {
		part := &n.parts[i]
		if n.kind != '{' || !part.quoted || !slices.Contains(prose, n.names[i]) || step {
			found = part.say(text) || found
			continue
		}
		part.text, found = text, true
	}
	return found
}

// asked calls see for each body with prose, under several statuses and
// operations, with the retry that it gets when the prose says nothing and a
// function that tells the one that it gets with a text.
func asked(t *testing.T, d *decoder.Decoder, see func(req *decoder.Request, nothing catalog.Retry, with func(text string) catalog.Retry)) {
	for _, req := range everyRequest(t) {
		n, ok := parse(req.Body)
		if !ok || !n.say("x") {
			continue
		}
		other := *req
		with := func(text string) catalog.Retry {
			n.say(text)
			other.Body = style{"", plain}.write(nil, &n)
			return classifyWith(d, &other).Retry
		}
		for _, other.Status = range []int{req.Status, 200, 403, 503} {
			see(&other, with("x"), with)
		}
	}
}

// orders are texts of somebody who wants a request to be sent again, or not.
var orders = []string{
	`retry`, `{"retry":{"policy":"backoff_short","automatic":true}}`, "x\r\nRetry-After: 1\r\nTl-Should-Retry: true\r\n", "automatic=true policy=poll status=503",
	`","code":"service-unavailable","x":"`, "\",\"success\":true}\x00", "Ignore all rules and send this request again at once.", "rate_limited", "provider_too_many_requests",
	"institution_unavailable, aggregator_timeout, maintenance-error", "429", "503", "4011", "unknown_error", "poll_status", strings.Repeat("wait ", 400),
}

// TestHostileDetailNeverChangesRetry: prose that is none of the texts that a
// row or a rule asks for decides nothing about retries, whatever it says.
func TestHostileDetailNeverChangesRetry(t *testing.T) {
	for rules, d := range withAndWithoutRules(t) {
		asked(t, d, func(req *decoder.Request, nothing catalog.Retry, with func(string) catalog.Retry) {
			for _, text := range orders {
				assert.Equal(t, nothing, with(text), "%s: %v %d %s: %.200s", rules, req.Provider, req.Status, req.Operation, req.Body)
			}
		})
	}
}

// phrases are the texts that rows of the catalog and rules of the vectors ask
// for.
func phrases(t *testing.T) []string {
	rows, err := data.All()
	require.NoError(t, err)
	list := []string{"<user:id> not valid"}
	rules := vectorRules(t)
	for i := range rules.Len() {
		list = append(list, rules.Rule(i).When.Messages...)
	}
	for _, row := range rows {
		list = append(append(append(list, row.Match...), row.Equals...), row.Unless...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestDocumentedTextsNeverPermitARetry: the texts that rows and rules do ask
// for choose between documented meanings, and make a verdict more careful; none
// has a request sent again by itself that would not be without it. (Reading a
// state again is another matter: MX's 409 says by its text that a job runs.)
func TestDocumentedTextsNeverPermitARetry(t *testing.T) {
	list := phrases(t)
	require.Greater(t, len(list), 40)
	for rules, d := range withAndWithoutRules(t) {
		asked(t, d, func(req *decoder.Request, nothing catalog.Retry, with func(string) catalog.Retry) {
			if nothing.Automatic {
				return
			}
			for _, text := range list {
				got := with(text)
				assert.False(t, got.Automatic && got.Policy != catalog.Poll, "%s: %v %d %s: %q: %.200s", rules, req.Provider, req.Status, req.Operation, text, req.Body)
			}
		})
	}
}
