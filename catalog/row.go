package catalog

// Namespace tells codes of equal spelling and different kind apart: a code of
// one namespace never answers for another.
type Namespace uint8

const (
	// NamespaceHTTP: a code under an HTTP status.
	NamespaceHTTP Namespace = 0
	// NamespaceStatus: the status alone, with no code.
	NamespaceStatus Namespace = 1
	// NamespaceMessage: no code, told by the text.
	NamespaceMessage Namespace = 2
	// NamespaceJob: the result code of a Basiq job step.
	NamespaceJob Namespace = 3
	// NamespaceFailure: the failure_reason of a TrueLayer resource.
	NamespaceFailure Namespace = 4
	// NamespaceConnection: the connection_status of an MX member.
	NamespaceConnection Namespace = 5
	// NamespaceMember: the error code of an MX member.
	NamespaceMember Namespace = 6
	// NamespaceGateway: the bare message of an API gateway.
	NamespaceGateway Namespace = 7
)

var namespaceNames = [...]string{"http", "status", "message", "job", "failure", "connection", "member", "gateway"}

// String returns the namespace's name in the data files.
func (n Namespace) String() string { return nameOf(namespaceNames[:], n) }

// ParseNamespace returns the namespace of a name in the data files.
func ParseNamespace(name string) (Namespace, bool) {
	return parseName[Namespace](namespaceNames[:], name)
}

// Row is one documented fact with the class that Finfault gives it. Rows are
// constants: they may be compared by address and must not be written to.
type Row struct {
	// ID is the row's number, never renumbered.
	ID        uint16
	Provider  Provider
	Namespace Namespace
	Outcome   Outcome
	Category  Category
	Party     Party
	Severity  Severity
	Scope     Scope
	Certainty Certainty
	Policy    Policy
	// MaxRetries is the policy's own number unless the row has another.
	MaxRetries uint8
	// NotAutomatic: nothing is resent without a person, whatever the policy.
	NotAutomatic bool
	// NoCode: the source documents this status row for bodies without a code.
	NoCode bool
	// ProviderHint is what the provider's own document says about retrying.
	ProviderHint Hint
	Actions      Ladder
	Alternatives CategorySet
	// When says where the row applies.
	When When
	// Name is the row's name in a verdict, such as "basiq-9".
	Name string
	// Reason is the stable name of what the row says.
	Reason string
}

// When is the set of conditions of a row; the zero value always holds.
type When struct {
	// Status is the one status the row is documented for, or 0.
	Status uint16
	// Class is the status class (2 for 2xx), or 0.
	Class uint8
	// Statuses are the statuses of a row that is documented for several. With
	// neither Status nor Class nor Statuses, a row applies under any.
	Statuses []uint16
	// Operations must admit the caller's operation.
	Operations OperationSet
	// Narrow are the conditions on the body, or nil.
	Narrow *Narrow
}

// Narrow is the set of conditions that a row puts on the body. All that are
// set must hold.
type Narrow struct {
	// Match: one of these must be contained in a text of the body.
	Match []string
	// Equals: one of these must be a text of the body.
	Equals []string
	// Unless: none of these may be contained in a text of the body.
	Unless []string
	// NamedID: a text must have the form "<user:id> not valid".
	NamedID bool
	// Subcode must be the body's second code.
	Subcode string
	// Step must be the title of the job step.
	Step string
	// SourceIs: one of these must be contained in the error's source.
	SourceIs []string
	// Unsuccessful: the body says that it was no success.
	Unsuccessful bool
}

// Evidence is what a row is looked up by, next to the code.
type Evidence struct {
	// Status is the HTTP status on the wire, 0 when there was none.
	Status    int
	Operation Operation
	// Texts are the title and the detail or message.
	Texts [2]string
	// Subcode is the second code, where a provider sends one.
	Subcode string
	// Step is the title of the job step.
	Step string
	// Source is the member, parameter or header that the provider names.
	Source string
	// Unsuccessful: the body says that it was no success.
	Unsuccessful bool
}

// Applies reports whether the row's conditions hold.
func (r *Row) Applies(e *Evidence) bool {
	w := &r.When
	if w.Status != 0 && int(w.Status) != e.Status {
		return false
	}
	if w.Class != 0 && !InClass(e.Status, int(w.Class)) {
		return false
	}
	if len(w.Statuses) > 0 && !containsStatus(w.Statuses, e.Status) {
		return false
	}
	if !w.Operations.Admits(e.Operation) {
		return false
	}
	return w.Narrow == nil || w.Narrow.Holds(e)
}

// ByText reports whether it takes a text of the body for the row to apply.
func (r *Row) ByText() bool {
	n := r.When.Narrow
	return n != nil && (len(n.Match) > 0 || len(n.Equals) > 0 || n.NamedID)
}

func containsStatus(list []uint16, status int) bool {
	for _, s := range list {
		if int(s) == status {
			return true
		}
	}
	return false
}

// Holds reports whether all conditions that are set hold.
func (n *Narrow) Holds(e *Evidence) bool {
	switch {
	case n.Unsuccessful && !e.Unsuccessful,
		n.Subcode != "" && !equalFold(e.Subcode, n.Subcode),
		n.Step != "" && !equalFold(e.Step, n.Step),
		len(n.SourceIs) > 0 && !containsAny(e.Source, n.SourceIs),
		len(n.Match) > 0 && !containsAny(e.Texts[0], n.Match) && !containsAny(e.Texts[1], n.Match),
		len(n.Equals) > 0 && !equalsAny(e.Texts[0], n.Equals) && !equalsAny(e.Texts[1], n.Equals),
		len(n.Unless) > 0 && (containsAny(e.Texts[0], n.Unless) || containsAny(e.Texts[1], n.Unless)),
		n.NamedID && !namesAnID(e.Texts[0]) && !namesAnID(e.Texts[1]):
		return false
	}
	return true
}
