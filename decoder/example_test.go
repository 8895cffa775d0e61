package decoder_test

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// One answer, one verdict: what most programs need.
func ExampleClassify() {
	v := decoder.Classify(&decoder.Request{
		Provider:  catalog.Synapse,
		Status:    402,
		Operation: catalog.Login,
		Body:      []byte(`{"error":{"en":"Account is locked"},"error_code":"500","http_code":"402","success":false}`),
	})
	fmt.Println(v.Category, v.Party, v.Actions.First(), v.Retry.Policy, v.Retry.Automatic)
	// Output: user_action_required end_user user_at_institution after_user false
}

// Where many answers come by, a decoder and a verdict are used again and again:
// nothing is allocated.
func ExampleDecoder_Classify() {
	var d decoder.Decoder
	var v catalog.Verdict
	for _, body := range []string{`{"error":"provider_timeout"}`, `{"error":"invalid_grant"}`} {
		d.Classify(&decoder.Request{Provider: catalog.TrueLayer, Status: 400, Body: []byte(body)}, &v)
		fmt.Println(v.Code, v.Category)
	}
	// Output:
	// provider_timeout institution_timeout
	// invalid_grant consent_required
}

// The trace shows which evidence was asked, and which row decided.
func ExampleDecoder_Explain() {
	var d decoder.Decoder
	var v catalog.Verdict
	var t decoder.Trace
	d.Explain(&decoder.Request{
		Provider: catalog.Basiq,
		Status:   500,
		Body:     []byte(`{"type":"list","data":[{"type":"error","code":"invalid-content"}]}`),
	}, &v, &t)
	for _, s := range t.Steps {
		fmt.Println(s.Source, s.Answer, s.Reason, s.Rule)
	}
	// Output:
	// provider yes basiq given by the caller
	// body yes basiq_errors the wire format
	// overlay unknown  no overlay is loaded
	// row unknown  the code has no row for this status and operation
	// moved unknown  the code's rows differ, or the status speaks against their category
	// shape unknown  the shape says nothing on its own
	// status yes basiq.status-500
}

// Retry code reads one member of the verdict.
func ExampleRequest_headers() {
	v := decoder.Classify(&decoder.Request{
		Provider: catalog.MX,
		Status:   429,
		Headers:  []byte("Retry-After: 90\r\nX-Request-Id: r-1\r\n"),
	})
	fmt.Println(v.Retry.Policy, v.Retry.DelayMs(0), v.Retry.DelayMs(1), v.TraceID)
	// Output: rate_limit 90000 20000 r-1
}
