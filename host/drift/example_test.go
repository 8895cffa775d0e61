package drift_test

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/drift"
	"github.com/finfault/finfault/host/seen"
)

// What was seen, and the rule with which to decide on it.
func ExampleReport() {
	bodies := []string{
		`{"error":"mandate_paused","error_description":"Mandate of jane@example.com is paused."}`,
		`{"error":"invalid_token"}`,
		`{"error":"mandate_paused","error_description":"Mandate of john@example.com is paused."}`,
	}
	var d decoder.Decoder
	var v catalog.Verdict
	var report drift.Report
	for i, body := range bodies {
		req := &decoder.Request{Provider: catalog.TrueLayer, Status: 401, Operation: catalog.Read, Body: []byte(body)}
		d.Classify(req, &v)
		report.Add(req, &v, seen.At{Line: int64(i + 1)})
	}
	fmt.Print(string(drift.Overlay(report.Novelties())))
	// Output:
	// version: 1
	// rules:
	//
	//   # unknown_code "mandate_paused" under 401, truelayer_error
	//   # 2 times, lines 1 to 3
	//   # {error: string(1-16), error_description: string(17-64)}
	//   # Decide: what the code means. Without it the answer was taken for token_expired (http-602).
	//   - name: truelayer.mandate-paused
	//     when: {provider: truelayer, shape: truelayer_error, status: 401, code: "mandate-paused"}
	//     then: {category: token_expired, actions: [refresh_token, fix_credentials], retry: {policy: after_refresh}}
}
