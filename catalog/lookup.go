package catalog

// Lookup returns the row that decides for a provider's HTTP code, status and
// operation when nothing is known of the texts, or nil. An empty code asks for
// the provider's row for the status alone; ProviderUnknown for the general
// reading of a status.
func Lookup(p Provider, status int, code string, op Operation) *Row {
	e := Evidence{Status: status, Operation: op}
	if code == "" {
		return ByStatus(p, &e)
	}
	if c, _ := FindCode(p, NamespaceHTTP, code); c != nil {
		return c.Row(&e)
	}
	return nil
}

// ByMessage returns the provider's row for a text without a code, or nil.
func ByMessage(p Provider, e *Evidence) *Row {
	return firstThatApplies(group(NamespaceMessage, p), e)
}

// ByGateway returns the row for the bare message of an API gateway, or nil.
func ByGateway(e *Evidence) *Row {
	return firstThatApplies(group(NamespaceGateway, ProviderUnknown), e)
}

// ByStatus returns the provider's row for the status alone, or nil. For
// ProviderUnknown it is the general HTTP reading, which always has an answer.
func ByStatus(p Provider, e *Evidence) *Row {
	if r := firstThatApplies(group(NamespaceStatus, p), e); r != nil {
		return r // one that takes more than the status
	}
	if uint(e.Status) < uint(len(statusIndex[p])) {
		if n := statusIndex[p][e.Status]; n != 0 {
			return &rows[n-1]
		}
	}
	if p != ProviderUnknown {
		return nil
	}
	switch {
	case InClass(e.Status, 2):
		return &generalOK
	case InClass(e.Status, 4):
		return &generalClientError
	case InClass(e.Status, 5):
		return &generalServerError
	}
	return &generalUnclassified
}

// InClass reports whether an HTTP status is in a class, that of its first digit:
// 2 for 2xx. It does without a division, for which WebAssembly of Go takes some
// thirty instructions.
func InClass(status, class int) bool { return uint(status-100*class) < 100 }

// group returns the rows without a code of a namespace and provider.
func group(ns Namespace, p Provider) []Row {
	g := &groups[ns][p]
	return rows[g.first : g.first+g.count]
}

// rowGroup is where some rows stand.
type rowGroup struct{ first, count uint16 }

// The general reading of statuses that have no row of their own.
var (
	generalOK           = Row{Outcome: OutcomeOK, Category: None, Policy: Never, Certainty: Inferred, Reason: "http.ok"}
	generalClientError  = CategoryRow(InvalidRequest, "http.client-error")
	generalUnclassified = CategoryRow(Unclassified, "http.unclassified")
	generalServerError  = func() Row {
		r := CategoryRow(Unclassified, "http.server-error")
		r.Actions, r.Policy, r.MaxRetries = Ladder{Wait, ContactSupport}, BackoffShort, 2
		return r
	}()
)

// CategoryRow returns a row without conditions and name that says what its
// category says, inferred: for what is decided without a fact of the catalog.
func CategoryRow(c Category, reason string) Row {
	d := c.Defaults()
	return Row{Namespace: NamespaceStatus, Category: c, Party: d.Party, Severity: d.Severity, Scope: d.Scope,
		Certainty: Inferred, Policy: d.Policy, MaxRetries: d.Policy.Schedule().MaxRetries, Actions: d.Actions, Reason: reason}
}

// IsProxyText reports whether a plain-text body comes from a proxy between us
// and the provider.
func IsProxyText(text string) bool { return containsAny(text, proxyTexts) }
