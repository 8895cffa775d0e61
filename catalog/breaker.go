package catalog

// BreakerIDs are the caller's own ids of what a request was about: no body names
// them reliably. Either may be empty. They stand in the keys of circuit
// breakers, and so in logs and metrics of these: take ids of your own or of the
// provider, never a name or an address.
type BreakerIDs struct {
	// Institution is the bank's id, such as "AU00000".
	Institution string
	// Connection is the id of the connection, member, node or consent: of one
	// end user at one bank.
	Connection string
}

// longestID is the length up to which an id stands in a key as it is.
const longestID = 64

// BreakerKey returns the key of the circuit breaker on which the verdict counts,
// or "" where it concerns this request only, or the id that it takes is not
// known: counting wider than the failure reaches would cut off those whom it
// does not hit. [Verdict.TripsBreaker] says whether it counts as a failure.
func (v *Verdict) BreakerKey(ids BreakerIDs) string { return ids.Key(v.Provider, v.Scope) }

// Key returns the key for a scope: "basiq" for the app, "basiq/institution/AU00000",
// "basiq/connection/3c1e". Ask the breakers of all three before a call. The key
// is "" for the scope of a request, for an empty id, and for an unknown provider.
//
// Keys of different scopes and ids differ, and none is longer than 220 bytes:
// what is not a letter, a digit or one of - . _ is written as % and two digits,
// and of an id of more than 64 bytes stands a hash, after ~.
func (ids BreakerIDs) Key(p Provider, s Scope) string {
	return string(ids.AppendKey(nil, p, s))
}

// AppendKey appends what Key returns to dst.
func (ids BreakerIDs) AppendKey(dst []byte, p Provider, s Scope) []byte {
	id := ids.of(s)
	if p == ProviderUnknown || p.String() == "" || s != ScopeApp && id == "" {
		return dst
	}
	dst = append(dst, p.String()...)
	if s == ScopeApp {
		return dst
	}
	dst = append(append(append(dst, '/'), s.String()...), '/')
	if len(id) > longestID {
		h := newHash()
		h.text(id)
		return appendHex64(append(dst, '~'), uint64(h))
	}
	return appendEscaped(dst, id)
}

// of returns the id that tells those apart whom a failure of a scope hits.
func (ids BreakerIDs) of(s Scope) string {
	switch s {
	case ScopeInstitution:
		return ids.Institution
	case ScopeConnection:
		return ids.Connection
	}
	return ""
}

func appendEscaped(dst []byte, id string) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(id); i++ {
		c := id[i]
		if isSeparator(c) || isDigit(c) || lower(c)-'a' < 26 {
			dst = append(dst, c)
			continue
		}
		dst = append(dst, '%', hex[c>>4], hex[c&15])
	}
	return dst
}

// tripping are the categories of failures that go away when requests stay away
// for a while.
const tripping CategorySet = 1<<RateLimited | 1<<InstitutionUnavailable | 1<<InstitutionTimeout | 1<<InstitutionRateLimited |
	1<<AggregatorUnavailable | 1<<AggregatorTimeout | 1<<AggregatorInternal

// TripsBreaker reports whether the verdict counts as a failure for a circuit
// breaker: it does where the bank, the provider or what is between us is down,
// slow, broken or limits us. Everything else, a wrong password and a request of
// ours that is wrong included, shows that they are there, and counts as a
// success for all of the request's breakers. A failure is a success for the
// breakers of wider scopes, and says nothing for those of narrower ones. Where
// the verdict is ambiguous, all readings have to trip.
//
// A state that is read again and again, as that of a job or an MX member, is one
// failure and not as many as there are reads: count it when it changes. DEGRADED
// and FAILED count for the institution of that member; DISABLED, which has the
// scope of the app, does not count.
func (v *Verdict) TripsBreaker() bool {
	if v.Outcome != OutcomeError || !tripping.Has(v.Category) || v.Alternatives&^tripping != 0 {
		return false
	}
	return v.Party != PartyEndUser && (v.Party != PartyApp || v.Category == RateLimited || v.Category == InstitutionRateLimited)
}
