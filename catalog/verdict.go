package catalog

// Verdict is what Finfault says about one answer of a provider. It is a plain
// value that a decoder fills again and again without allocating.
//
// Strings of a verdict alias the body, the headers or the scratch memory of the
// decoder that filled it: they are valid until that decoder's next call or
// until the body is written to. [Verdict.Clone] detaches a verdict from both.
//
// Title, Detail, TraceID and Source, and those of Errors, are as the provider
// sent them and may hold personal data. [Verdict.String] leaves them out.
type Verdict struct {
	Outcome  Outcome
	Provider Provider
	Shape    Shape
	Category Category
	// Party is who has to act for it to work.
	Party    Party
	Severity Severity
	Scope    Scope
	Effect   Effect
	GRPCCode GRPCCode
	// Basis is which evidence decided the category.
	Basis     Basis
	Certainty Certainty
	// Drift is how the answer differs from the documentation.
	Drift DriftSet
	// Truncated: the body was longer than what was looked at.
	Truncated bool
	// Actions is the ladder: try the first; if it did not help, the next.
	Actions Ladder
	Retry   Retry
	// Alternatives are the other readings of an Ambiguous verdict.
	Alternatives CategorySet

	// Code is the provider's own code as it stands on the wire.
	Code string
	// Reason is our stable name for the row that decided, such as
	// "basiq.access-denied.account-disabled". New ones appear over time.
	Reason string
	// Row is the row of the catalog that decided, such as "basiq-9", or "".
	Row string
	// Title and Detail are the provider's texts. TraceID is its request id.
	// Source is the member, parameter or header that the provider names.
	Title, Detail, TraceID, Source string

	// Errors lists the single errors where the body has two or more: at most
	// 32, in the order of the body. The verdict itself is the most restrictive
	// of all of them, also of those that are not listed.
	Errors []ErrorItem
	// ErrorsDropped counts the errors past the 32 listed ones.
	ErrorsDropped int
}

// ErrorItem is one of several errors in a body. Its strings live as long as
// those of its [Verdict].
type ErrorItem struct {
	Category  Category
	Party     Party
	Severity  Severity
	Policy    Policy
	Actions   Ladder
	Basis     Basis
	Certainty Certainty
	// Code, Reason, Row, Title, Detail and Source as in [Verdict].
	Code, Reason, Row     string
	Title, Detail, Source string
}

// MaxErrors is how many single errors a verdict lists.
const MaxErrors = 32

// Reset empties the verdict and keeps the memory of its lists.
func (v *Verdict) Reset() { *v = Verdict{Errors: v.Errors[:0]} }

// Clone returns a copy that shares no memory with the body, the headers or the
// decoder, and so stays valid for good.
func (v *Verdict) Clone() Verdict {
	c := *v
	c.Code, c.Title, c.Detail = detach(v.Code), detach(v.Title), detach(v.Detail)
	c.TraceID, c.Source = detach(v.TraceID), detach(v.Source)
	c.Errors = nil
	for _, e := range v.Errors {
		e.Code, e.Title, e.Detail, e.Source = detach(e.Code), detach(e.Title), detach(e.Detail), detach(e.Source)
		c.Errors = append(c.Errors, e)
	}
	return c
}

// detach copies a string; strings.Clone without the package's weight.
func detach(s string) string { return string([]byte(s)) }

// String returns one line for logs. It holds enumerations, the row, a code that
// is safe to print ([SafeCode]) and of failures the fingerprint, never a text of
// the provider.
func (v Verdict) String() string { return string(v.AppendString(make([]byte, 0, 224))) }

// AppendString appends what String returns to dst, and allocates only to grow
// it.
func (v *Verdict) AppendString(dst []byte) []byte {
	b := append(append(dst, v.Outcome.String()...), " provider="...)
	b = append(append(b, v.Provider.String()...), " category="...)
	b = append(append(b, v.Category.String()...), " party="...)
	b = append(append(b, v.Party.String()...), " retry="...)
	b = append(b, v.Retry.Policy.String()...)
	if v.Retry.Automatic {
		b = append(b, " automatic"...)
	}
	if a := v.Actions.First(); a != ActionNone {
		b = append(append(b, " action="...), a.String()...)
	}
	if v.Row != "" {
		b = append(append(b, " row="...), v.Row...)
	}
	if v.Code != "" {
		b = appendSafeCode(append(b, " code="...), v.Provider, v.Code)
	}
	if v.Outcome == OutcomeError {
		b = v.Fingerprint().AppendString(append(b, " fingerprint="...))
	}
	return b
}

// GoString is String: a verdict printed with %#v shows no text of the provider either.
func (v Verdict) GoString() string { return v.String() }

// String returns the item's enumerations and row, never a text of the provider.
func (e ErrorItem) String() string {
	s := e.Category.String() + " retry=" + e.Policy.String()
	if e.Row != "" {
		s += " row=" + e.Row
	}
	return s
}

// GoString is String.
func (e ErrorItem) GoString() string { return e.String() }

// SafeCode returns a provider's code in a form that may be logged or counted:
// a code that the catalog knows as it is, any other cut to 64 characters of
// [A-Za-z0-9._ -], and "redacted" where what is left holds four digits in a row.
func SafeCode(p Provider, code string) string {
	if Known(p, code) {
		return code
	}
	return string(appendHarmless(nil, code))
}

// appendSafeCode appends what SafeCode returns.
func appendSafeCode(dst []byte, p Provider, code string) []byte {
	if Known(p, code) {
		return append(dst, code...)
	}
	return appendHarmless(dst, code)
}

// appendHarmless appends what may be shown of a code that the catalog does not
// know.
func appendHarmless(dst []byte, code string) []byte {
	const most = 64
	start, digits := len(dst), 0
	for i := 0; i < len(code) && len(dst)-start < most; i++ {
		c := code[i]
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits == 4 {
				return append(dst[:start], "redacted"...)
			}
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '.', c == '_', c == ' ', c == '-':
			digits = 0
		default:
			continue
		}
		dst = append(dst, c)
	}
	return dst
}
