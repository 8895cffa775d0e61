package catalog

import (
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the verdict's JSON form to dst: the contract's names in
// snake_case, empty fields left out except outcome, provider, category, party,
// actions and retry. It allocates only to grow dst.
//
// The JSON form holds the provider's texts: it is an answer to the caller, not
// a log line.
func (v *Verdict) AppendJSON(dst []byte) []byte {
	o := objectWriter{dst: append(dst, '{')}
	o.name("outcome", v.Outcome.String())
	o.name("provider", v.Provider.String())
	o.name("shape", v.Shape.String())
	o.name("category", v.Category.String())
	o.name("party", v.Party.String())
	o.actions(v.Actions)
	v.Retry.append(&o)
	o.name("severity", v.Severity.String())
	o.name("scope", v.Scope.String())
	o.name("effect", v.Effect.String())
	o.name("grpc_code", v.GRPCCode.String())
	o.text("code", v.Code)
	o.text("reason", v.Reason)
	o.text("title", v.Title)
	o.text("detail", v.Detail)
	o.text("trace_id", v.TraceID)
	o.text("source", v.Source)
	o.text("row", v.Row)
	o.name("basis", v.Basis.String())
	o.name("certainty", v.Certainty.String())
	if v.Alternatives != 0 {
		o.open("alternatives", '[')
		for c := range v.Alternatives.All {
			o.element(c.String())
		}
		o.close(']')
	}
	if len(v.Errors) > 0 {
		o.open("errors", '[')
		for i := range v.Errors {
			o.separate()
			v.Errors[i].append(&o)
		}
		o.close(']')
	}
	if v.Drift != 0 {
		o.open("drift", '[')
		for d := range v.Drift.All {
			o.element(d.String())
		}
		o.close(']')
	}
	if v.Truncated {
		o.bool("truncated", true)
	}
	return append(o.dst, '}')
}

// MarshalJSON returns the verdict's JSON form, see [Verdict.AppendJSON].
func (v *Verdict) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil), nil }

func (r *Retry) append(o *objectWriter) {
	o.open("retry", '{')
	o.name("policy", r.Policy.String())
	o.bool("automatic", r.Automatic)
	o.number("initial_ms", uint64(r.InitialMs))
	if r.FactorTenths != 0 {
		o.key("factor")
		o.dst = strconv.AppendUint(o.dst, uint64(r.FactorTenths/10), 10)
		if tenths := r.FactorTenths % 10; tenths != 0 {
			o.dst = append(o.dst, '.', '0'+tenths)
		}
	}
	o.number("cap_ms", uint64(r.CapMs))
	o.number("max_retries", uint64(r.MaxRetries))
	o.number("after_ms", uint64(r.AfterMs))
	o.name("provider_hint", r.ProviderHint.String())
	o.close('}')
}

func (e *ErrorItem) append(o *objectWriter) {
	o.dst = append(o.dst, '{')
	o.name("category", e.Category.String())
	o.name("party", e.Party.String())
	o.actions(e.Actions)
	o.open("retry", '{')
	o.name("policy", e.Policy.String())
	o.close('}')
	o.name("severity", e.Severity.String())
	o.text("code", e.Code)
	o.text("reason", e.Reason)
	o.text("title", e.Title)
	o.text("detail", e.Detail)
	o.text("source", e.Source)
	o.text("row", e.Row)
	o.name("basis", e.Basis.String())
	o.name("certainty", e.Certainty.String())
	o.dst = append(o.dst, '}')
}

// objectWriter appends members of JSON objects and arrays. Its methods are not
// inlined: they are called in some forty places, and every copy would weigh in
// the WebAssembly modules.
type objectWriter struct{ dst []byte }

// separate writes the comma before all but the first member or element.
func (o *objectWriter) separate() {
	if last := o.dst[len(o.dst)-1]; last != '{' && last != '[' {
		o.dst = append(o.dst, ',')
	}
}

//go:noinline
func (o *objectWriter) key(k string) {
	o.separate()
	o.dst = append(append(append(o.dst, '"'), k...), '"', ':')
}

//go:noinline
func (o *objectWriter) open(k string, bracket byte) {
	o.key(k)
	o.dst = append(o.dst, bracket)
}

func (o *objectWriter) close(bracket byte) { o.dst = append(o.dst, bracket) }

// name writes a member whose value is a name of the vocabulary, unless empty.
//
//go:noinline
func (o *objectWriter) name(k, v string) {
	if v != "" {
		o.key(k)
		o.dst = append(append(append(o.dst, '"'), v...), '"')
	}
}

// text writes a member whose value came from the wire, unless empty.
//
//go:noinline
func (o *objectWriter) text(k, v string) {
	if v != "" {
		o.key(k)
		o.dst = AppendJSONString(o.dst, v)
	}
}

//go:noinline
func (o *objectWriter) number(k string, v uint64) {
	if v != 0 {
		o.key(k)
		o.dst = strconv.AppendUint(o.dst, v, 10)
	}
}

//go:noinline
func (o *objectWriter) bool(k string, v bool) {
	o.key(k)
	o.dst = strconv.AppendBool(o.dst, v)
}

//go:noinline
func (o *objectWriter) element(name string) {
	o.separate()
	o.dst = append(append(append(o.dst, '"'), name...), '"')
}

//go:noinline
func (o *objectWriter) actions(l Ladder) {
	o.open("actions", '[')
	for _, a := range l[:l.Len()] {
		o.element(a.String())
	}
	o.close(']')
}

// AppendJSONString appends s as a JSON string. What is no valid UTF-8 becomes
// U+FFFD; control characters and U+2028 and U+2029 are escaped, as are <, > and
// &, so that the result may stand in a page or a log line.
func AppendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7f {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			switch c {
			case '"', '\\':
				dst = append(dst, '\\', c)
			case '\n':
				dst = append(dst, '\\', 'n')
			case '\r':
				dst = append(dst, '\\', 'r')
			case '\t':
				dst = append(dst, '\\', 't')
			default:
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r == 0x2028 || r == 0x2029 {
			dst = append(dst, s[start:i]...)
			if r == utf8.RuneError {
				dst = append(dst, "\ufffd"...)
			} else {
				dst = append(dst, '\\', 'u', '2', '0', '2', hex[r&15])
			}
			start = i + size
		}
		i += size
	}
	return append(append(dst, s[start:]...), '"')
}
