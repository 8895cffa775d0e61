// Package finotel gives verdicts to OpenTelemetry. It needs the API only, no SDK.
//
// These attributes stand on a span, next to those that the instrumentation of
// the HTTP client sets (http.response.status_code and its like). What is empty is
// not set, and none holds personal data.
//
//	error.type                    the category, of failures only
//	finfault.outcome              error, pending or ok
//	finfault.provider             who answered
//	finfault.shape                the wire format that was read
//	finfault.category             the category, none where nothing failed
//	finfault.party                who has to act for it to work
//	finfault.action               what to try first
//	finfault.retry.policy         whether and how the request may be sent again
//	finfault.retry.automatic      whether code may do so without a person
//	finfault.retry.after_ms       how long a header asked to wait
//	finfault.retry.provider_hint  what the provider says about retrying
//	finfault.severity             what a front end should do with it
//	finfault.scope                who else is hit
//	finfault.effect               whether a write that failed was applied
//	finfault.code                 the provider's code, redacted unless the catalog has it
//	finfault.reason               our stable name of what was decided
//	finfault.row                  the row of the catalog behind it
//	finfault.basis                which evidence decided
//	finfault.certainty            how sure the verdict is
//	finfault.drift                a list: how the answer differs from the documentation
//	finfault.truncated            the body was longer than what was looked at
//	finfault.fingerprint          what groups failures that are the same problem
//
// Attributes of metrics have to come from closed sets: take [MetricAttributes].
package finotel
