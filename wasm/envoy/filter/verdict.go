package filter

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/envoy/config"
)

// moment is when a verdict is given.
type moment uint8

const (
	// atHeaders: the body is not read, or there is none.
	atHeaders moment = iota
	// atBody: the body goes on.
	atBody
	// atEnd: the body is complete, or trailers follow it.
	atEnd
	// brokenOff: the stream has ended before the response has.
	brokenOff
)

// finish classifies a response and tells all sinks. It reports whether the
// body was replaced.
func (f *Filter) finish(s *stream, at moment) (replaced bool) {
	if !f.classify(s) {
		return false
	}
	v := &f.verdict
	if v.Outcome == catalog.OutcomeOK {
		return false
	}
	if s.place.Metrics {
		f.count(v)
	}
	if s.place.FilterState {
		f.setState(v)
	}
	if s.place.Log != config.LevelOff {
		f.log(s, at)
	}
	if at == brokenOff {
		return false
	}
	if s.place.ResponseHeaders {
		f.setHeaders(s)
	}
	if s.replaces() && at != atHeaders && v.Outcome == catalog.OutcomeError {
		return f.replaceBody(s)
	}
	return false
}

// classify fills the verdict. It reports false where the decoder panics, which
// no body is known to bring about: even then the stream goes on. In the module
// a nil pointer in the decoder cannot be recovered from (see package straighten);
// for that there is the proxy's fail_open.
func (f *Filter) classify(s *stream) (ok bool) {
	defer func() {
		if recover() != nil {
			f.decoder = new(decoder.Decoder)
			f.host.Log(int(config.LevelError), []byte("finfault: the decoder has failed; the response passes unclassified"))
		}
	}()
	f.request = decoder.Request{
		Provider: s.provider, Status: s.status, Operation: s.operation, Idempotent: s.idempotent,
		Headers: s.headers, Body: s.body,
	}
	decoder.WithOverlay(s.place.Overlay)(f.decoder)
	f.decoder.Classify(&f.request, &f.verdict)
	f.verdict.Truncated = f.verdict.Truncated || s.truncated
	return true
}

// setState sets the filter state that access logs show. The host puts "wasm."
// in front of the names.
func (f *Filter) setState(v *catalog.Verdict) {
	f.state("finfault.provider", v.Provider.String())
	f.state("finfault.category", v.Category.String())
	f.state("finfault.party", v.Party.String())
	f.state("finfault.retry", v.Retry.Policy.String())
	f.state("finfault.action", v.Actions.First().String())
	f.state("finfault.code", knownCode(v.Provider, v.Code))
	f.state("finfault.after_ms", f.after())
}

// state sets one of them unless it is empty.
func (f *Filter) state(name, value string) {
	if value != "" {
		f.host.SetProperty(name, value)
	}
}

// after returns the time to wait in milliseconds, "" when no header gave one.
func (f *Filter) after() string {
	if f.verdict.Retry.AfterMs == 0 {
		return ""
	}
	return f.decimal(f.verdict.Retry.AfterMs)
}

// decimal returns a number; it is valid until the next.
func (f *Filter) decimal(n uint32) string {
	b := appendDecimal(f.digits[:0], n)
	return unsafe.String(&b[0], len(b))
}

// knownCode returns a code if it stands in the catalog: any other may hold
// anything.
func knownCode(p catalog.Provider, code string) string {
	if catalog.Known(p, code) {
		return code
	}
	return ""
}

// log writes the verdict's line and what else tells answers apart: no text of
// the provider.
func (f *Filter) log(s *stream, at moment) {
	v := &f.verdict
	b := v.AppendString(append(f.line[:0], "finfault: "...))
	b = appendDecimal(append(b, " status="...), uint32(s.status))
	b = append(append(b, " operation="...), s.operation.String()...)
	b = append(append(b, " shape="...), v.Shape.String()...)
	separator := " drift="
	for d := range v.Drift.All {
		b = append(append(b, separator...), d.String()...)
		separator = ","
	}
	if s.encoding != identity {
		b = append(append(b, " encoding="...), encodingNames[s.encoding]...)
	}
	if v.Truncated {
		b = append(b, " truncated"...)
	}
	if at == brokenOff {
		b = append(b, " broken_off"...)
	}
	f.line = b
	f.host.Log(int(s.place.Log), b)
}

// appendDecimal appends a number; strconv would bring more than it does.
func appendDecimal(b []byte, n uint32) []byte {
	var digits [10]byte
	i := len(digits)
	for {
		i--
		digits[i] = '0' + byte(n%10)
		if n /= 10; n == 0 {
			return append(b, digits[i:]...)
		}
	}
}
