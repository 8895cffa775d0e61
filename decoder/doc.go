// Package decoder turns an answer of Basiq, SynapseFI, TrueLayer or MX into one
// verdict: whose fault it is, whether and when it may be retried, what the end
// user has to do.
//
//	var d decoder.Decoder
//	var v catalog.Verdict
//	d.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 403, Body: body}, &v)
//	if v.Retry.Automatic { ... }
//
// A [Decoder] allocates nothing once it has grown to the bodies it sees. It
// never fails: a body that cannot be read is evidence too, and then the status
// decides. Nothing that a body holds makes it panic, recurse or take more than
// linear time.
package decoder
