// Package planted makes verdicts on answers in which secrets stand wherever a
// provider may write, for tests of what must not show them.
package planted

import (
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
)

// secrets are of the kinds that providers are known to send back.
var secrets = []string{"SSN123456789", "jane.doe@example.com", "4532123412341234", "tok_live_9f8e7d6c5b4a3210", "Jane Doe, 1 High Street"}

// bodies have SECRET in every member that takes a text, and CODE or SECRET in
// those that take a code.
var bodies = map[catalog.Provider][]string{
	catalog.Basiq: {
		`{"type":"list","correlationId":"SECRET","data":[{"type":"error","code":"CODE","title":"SECRET","detail":"SECRET","source":{"parameter":"SECRET"}},{"type":"error","code":"SECRET","title":"SECRET"}]}`,
		`{"type":"job","id":"SECRET","steps":[{"title":"verify-credentials","status":"failed","result":{"type":"error","code":"CODE","title":"SECRET","detail":"SECRET"}}]}`,
	},
	catalog.Synapse: {`{"error":{"en":"SECRET","code":"SECRET"},"error_code":"CODE","http_code":"SECRET","success":false,"message":{"en":"SECRET"}}`},
	catalog.TrueLayer: {
		`{"type":"https://docs.truelayer.com/docs/error-types#CODE","title":"SECRET","detail":"SECRET","trace_id":"SECRET","errors":{"SECRET":["SECRET"]}}`,
		`{"error":"CODE","error_description":"SECRET","error_details":{"reason":"SECRET"}}`,
		`{"id":"SECRET","status":"failed","failure_stage":"SECRET","failure_reason":"CODE"}`,
	},
	catalog.MX: {
		`{"code":"CODE","message":"SECRET","error":{"type":"SECRET","message":"SECRET"}}`,
		`{"member":{"guid":"SECRET","connection_status":"CODE","connection_status_message":"SECRET","error":{"error_code":"CODE","error_message":"SECRET","user_message":"SECRET"}}}`,
	},
	catalog.ProviderUnknown: {`<html><title>SECRET</title></html>`, `SECRET`, `{"message":"SECRET"}`, `{"SECRET":"SECRET`},
}

// codes are some of the catalog, one that is in none, and secrets as codes.
var codes = append([]string{"access-denied", "110", "provider-error", "4011", "DENIED", "insufficient_funds", "moon-phase"}, secrets...)

// rules apply to many of the answers: by their text, by a code, and to amend
// what the catalog says.
func rules() *overlay.Overlay {
	binary, err := overlay.Encode([]overlay.Rule{
		{Name: "planted.text", When: overlay.When{Messages: []string{"jane"}}, Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.UserActionRequired}},
		{Name: "planted.code", When: overlay.When{Codes: []string{"moon-phase"}}, Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.Conflict}},
		{Name: "planted.amends", When: overlay.When{Statuses: []overlay.StatusRange{{From: 409, To: 409}}}, Then: overlay.Then{Set: overlay.FieldScope, Scope: catalog.ScopeApp}},
	})
	if err != nil {
		panic(err)
	}
	o, err := overlay.Load(binary)
	if err != nil {
		panic(err)
	}
	return o
}

// Verdicts calls yield for a verdict on every such answer, under several
// statuses, without rules and with; it fits a range loop. A verdict is valid
// until the next.
func Verdicts(yield func(*catalog.Verdict) bool) {
	for _, o := range []*overlay.Overlay{nil, rules()} {
		if !verdicts(decoder.New(decoder.WithOverlay(o)), yield) {
			return
		}
	}
}

// verdicts calls yield for the verdicts of one decoder, and reports whether it
// wants more.
func verdicts(d *decoder.Decoder, yield func(*catalog.Verdict) bool) bool {
	var v catalog.Verdict
	for provider, templates := range bodies {
		for _, body := range fill(templates) {
			for _, status := range []int{0, 200, 400, 401, 403, 409, 429, 500, 503} {
				d.Classify(&decoder.Request{Provider: provider, Status: status, Operation: catalog.Payment, Body: []byte(body),
					Headers: []byte("X-Request-Id: " + secrets[0] + "\r\nRetry-After: 7\r\n")}, &v)
				if !yield(&v) {
					return false
				}
			}
		}
	}
	return true
}

// fill puts every secret and every code into the bodies.
func fill(templates []string) []string {
	var filled []string
	for _, template := range templates {
		for i, code := range codes {
			body := strings.ReplaceAll(template, "CODE", code)
			filled = append(filled, strings.ReplaceAll(body, "SECRET", secrets[i%len(secrets)]))
		}
	}
	return filled
}

// In returns the first secret that a text holds, or "".
func In(text string) string {
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			return secret
		}
	}
	return ""
}
