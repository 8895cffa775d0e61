package drift

import (
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/internal/safe"
	"github.com/finfault/finfault/host/seen"
)

// finder tells what is new about one answer.
type finder struct {
	req *decoder.Request
	v   *catalog.Verdict
	at  seen.At
	// structure is that of the body, once somebody has asked for it.
	structure *safe.Node
	parsed    bool
}

// body returns the structure of the body, or nil.
func (f *finder) body() *safe.Node {
	if !f.parsed {
		f.structure, f.parsed = safe.Body(f.v.Provider, f.req.Body), true
	}
	return f.structure
}

// each calls yield with each novelty. Drift of the code is put down to the
// errors that have it, all other to the answer.
func (f *finder) each(yield func(*Novelty)) {
	for kind := range f.v.Drift.All {
		if int(kind) >= kinds {
			return // a module of a later release knows more
		}
		n := f.novelty(kind, f.v.Code)
		switch kind {
		case catalog.UnknownCode, catalog.StatusMoved, catalog.RespelledCode:
			if len(f.v.Errors) > 0 {
				f.eachError(kind, yield)
				continue
			}
			if f.bySecondCode(kind) {
				n.Code, n.Spelling, n.Detail = "", "", secondCode[f.v.Shape]
			}
		case catalog.StatusMismatch:
			n.Detail = f.body().Status()
		case catalog.TypeChanged:
			n.Detail = f.changedTypes()
		case catalog.UnknownShape:
			n.Detail = f.body().Structure()
		}
		yield(&n)
	}
}

// secondCode names the member that holds the second code of a shape. Verdicts
// show the first.
var secondCode = map[catalog.Shape]string{catalog.ShapeMXMember: "connection_status", catalog.ShapeSynapse: "error.code"}

// bySecondCode reports whether the drift cannot be that of the first code.
func (f *finder) bySecondCode(kind catalog.Drift) bool {
	ns := catalog.NamespaceHTTP
	switch f.v.Shape {
	case catalog.ShapeSynapse:
	case catalog.ShapeMXMember:
		if ns = catalog.NamespaceMember; !isNumber(f.v.Code) {
			return false // there is none but the state
		}
	default:
		return false
	}
	c, listed := catalog.FindCode(f.v.Provider, ns, f.v.Code)
	known := c != nil && len(c.Rows()) > 0
	switch {
	case kind == catalog.RespelledCode:
		return !known || listed
	case kind == catalog.StatusMoved:
		return !known
	}
	return known
}

// isNumber tells the error codes of MX from the states of a member.
func isNumber(code string) bool { return code != "" && code[0] <= '9' }

// novelty returns the novelty of a kind with what the answer as a whole says.
func (f *finder) novelty(kind catalog.Drift, code string) Novelty {
	n := Novelty{
		Key:        Key{Provider: f.v.Provider, Kind: kind, Status: f.req.Status, Shape: f.v.Shape},
		Operations: 1 << f.operation(), Decision: decision.Of(f.v), Row: strings.Clone(f.v.Row), sampled: f.at.Line,
	}
	n.Span.Add(f.at)
	n.Spelling = strings.Clone(safe.Code(f.v.Provider, code)) // else it would alias the body
	n.Code = n.Spelling
	var key catalog.CodeKey
	if kind != catalog.RespelledCode && catalog.NormalizeCode(&key, n.Spelling) {
		n.Code = key.String()
	}
	return n
}

func (f *finder) operation() catalog.Operation {
	if op := f.req.Operation; op.String() != "" {
		return op
	}
	return catalog.OperationUnknown
}

// eachError calls yield with each code that drifts, once where several errors
// have it.
func (f *finder) eachError(kind catalog.Drift, yield func(*Novelty)) {
	found := map[Key]bool{}
	for i := range f.v.Errors {
		e := &f.v.Errors[i]
		if !f.drifts(kind, e) {
			continue
		}
		n := f.novelty(kind, e.Code)
		n.Decision, n.Row = f.decisionOn(e), strings.Clone(e.Row)
		if !found[n.Key] {
			found[n.Key] = true
			yield(&n)
		}
	}
	if len(found) == 0 {
		// The error that has it is not listed, or this catalog is not the one that
		// the verdict is from.
		n := f.novelty(kind, "")
		yield(&n)
	}
}

// decisionOn returns the decision on one of several errors, which is listed
// without its schedule.
func (f *finder) decisionOn(e *catalog.ErrorItem) decision.Decision {
	d := decision.Of(f.v)
	var retry catalog.Retry
	retry.SetPolicy(e.Policy)
	d.Outcome, d.Category, d.Party, d.Severity, d.Actions = catalog.OutcomeError, e.Category, e.Party, e.Severity, e.Actions
	d.Policy, d.Automatic = e.Policy, retry.Automatic && d.Automatic
	d.InitialMs, d.FactorTenths, d.CapMs, d.MaxRetries = retry.InitialMs, retry.FactorTenths, retry.CapMs, retry.MaxRetries
	return d
}

// drifts reports whether it is the code of this error that drifts.
func (f *finder) drifts(kind catalog.Drift, e *catalog.ErrorItem) bool {
	if e.Code == "" || e.Basis == catalog.BasisOverlay {
		return false
	}
	c, listed := catalog.FindCode(f.v.Provider, namespaceOf(f.v.Shape), e.Code)
	known := c != nil && len(c.Rows()) > 0
	byCode := e.Basis == catalog.BasisCode || e.Basis == catalog.BasisMessage
	switch kind {
	case catalog.UnknownCode:
		return !known && !byCode
	case catalog.RespelledCode:
		return known && !listed
	}
	if !known || e.Basis != catalog.BasisCode {
		return false
	}
	row := c.Row(&catalog.Evidence{Status: f.req.Status, Operation: f.req.Operation, Texts: [2]string{e.Title, e.Detail}, Source: e.Source})
	return row == nil || row.Name != e.Row
}

// namespaceOf returns where the codes of a shape are looked up.
func namespaceOf(s catalog.Shape) catalog.Namespace {
	switch s {
	case catalog.ShapeBasiqJob, catalog.ShapeBasiqJobs:
		return catalog.NamespaceJob
	case catalog.ShapeTrueLayerResource:
		return catalog.NamespaceFailure
	}
	return catalog.NamespaceHTTP
}
