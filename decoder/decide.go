package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// decision is a row with the evidence that led to it.
type decision struct {
	row *catalog.Row
	// named is the row that gives its name: another one where row stands for a
	// category only.
	named     *catalog.Row
	basis     catalog.Basis
	certainty catalog.Certainty
	drift     catalog.DriftSet
	// limit is the policy that the row's own must not be less careful than.
	limit catalog.Policy
	// alternatives are other readings than those of the row.
	alternatives catalog.CategorySet
	// held: whatever the policy, nothing is resent without a person.
	held bool
	// rule is the rule of an overlay that decided, or that amends the row.
	rule *overlay.Rule
}

// policy is how the failure may be retried, as far as rows and rules decide it.
func (dec *decision) policy() catalog.Policy { return max(dec.own(), dec.limit) }

// own is the policy of the row, or of the rule that amends it.
func (dec *decision) own() catalog.Policy {
	if dec.rule != nil && dec.rule.Then.Has(overlay.FieldPolicy) {
		return dec.rule.Then.Policy
	}
	return dec.row.Policy
}

// automatic reports whether code may act without a person, as far as rows and
// rules decide it.
func (dec *decision) automatic() bool {
	if dec.rule != nil && dec.rule.Then.Has(overlay.FieldAutomatic) {
		return dec.rule.Then.Automatic && dec.policy().Schedule().Automatic
	}
	return !dec.row.NotAutomatic && dec.policy().Schedule().Automatic
}

// Rows that a shape decides for, without a row of the catalog.
var (
	pendingPoll = pendingRow("pending.poll-status", catalog.SeverityNotice, catalog.PollStatus)
	pendingMFA  = pendingRow("pending.complete-mfa", catalog.SeverityActionRequired, catalog.CompleteMFA, catalog.PollStatus)
	allGood     = catalog.Row{Outcome: catalog.OutcomeOK, Category: catalog.None, Policy: catalog.Never, Certainty: catalog.Documented, Reason: "ok"}
	signOnly    = catalog.CategoryRow(catalog.OperationFailed, "failed.no-known-code")
	defaults    = categoryRows()
)

func pendingRow(reason string, severity catalog.Severity, actions ...catalog.Action) catalog.Row {
	row := catalog.Row{Outcome: catalog.OutcomePending, Category: catalog.None, Policy: catalog.Poll, MaxRetries: catalog.Poll.Schedule().MaxRetries,
		Certainty: catalog.Documented, Severity: severity, Scope: catalog.ScopeConnection, Reason: reason}
	copy(row.Actions[:], actions)
	return row
}

func categoryRows() (rows [catalog.NumCategories]catalog.Row) {
	for c := range rows {
		rows[c] = catalog.CategoryRow(catalog.Category(c), "")
	}
	return rows
}

// settle makes the row the decision; drift noted before stays.
func (dec *decision) settle(row *catalog.Row, basis catalog.Basis) {
	dec.row, dec.named, dec.basis, dec.certainty = row, row, basis, row.Certainty
}

// byCatalog asks everything but the overlay.
func (d *Decoder) byCatalog(p catalog.Provider, r *reading, dec *decision) {
	if !d.byCodes(p, r, dec) && !d.byTexts(p, r, dec) && !d.byShape(r, dec) {
		d.byStatus(p, r, dec)
	}
	if p == catalog.MX && dec.basis != catalog.BasisStatus {
		d.capByStatus(r, dec)
	}
}

// byCodes asks the rows of the codes in the body, under this status and then
// under any other.
func (d *Decoder) byCodes(p catalog.Provider, r *reading, dec *decision) bool {
	if r.evidence.Unsuccessful && p == catalog.Synapse {
		// 202 with success false: no code beside it makes it pending.
		if row := catalog.ByStatus(p, &r.evidence); row != nil && row.When.Narrow != nil {
			dec.settle(row, catalog.BasisShape)
			return d.found(SourceShape, dec)
		}
	}
	for i := range r.codes {
		if r.codes[i].text != "" && d.byCode(p, r, i, dec) {
			return true
		}
	}
	return false
}

// byCode asks the rows of one code.
func (d *Decoder) byCode(p catalog.Provider, r *reading, i int, dec *decision) bool {
	c, e := &r.codes[i], &r.evidence
	known, listed := catalog.FindCode(p, c.namespace, c.text)
	if known == nil || len(known.Rows()) == 0 {
		if i == 0 || c.namespace == catalog.NamespaceConnection {
			dec.drift = dec.drift.With(catalog.UnknownCode)
		}
		d.pass(SourceRow, nil, "no row decides on the code")
		return false
	}
	if !listed {
		dec.drift = dec.drift.With(catalog.RespelledCode)
	}
	if row := known.Row(e); row != nil && d.admits(row, r) {
		dec.settle(row, basisOf(row))
		return d.found(SourceRow, dec)
	}
	d.pass(SourceRow, nil, "the code has no row for this status and operation")
	row := moved(known, e.Status)
	if row == nil {
		d.pass(SourceMoved, nil, "the code's rows differ, or the status speaks against their category")
		return false
	}
	if e.Status != 0 {
		dec.drift = dec.drift.With(catalog.StatusMoved)
	}
	dec.settle(row, catalog.BasisCode)
	dec.named, dec.certainty = &known.Rows()[0], catalog.Inferred
	return d.found(SourceMoved, dec)
}

// basisOf tells a row that a code alone finds from one that takes a text too.
func basisOf(row *catalog.Row) catalog.Basis {
	if row.ByText() {
		return catalog.BasisMessage
	}
	return catalog.BasisCode
}

// admits holds a row against the rules that no row may break: a 5xx is never
// an invalid request, a code that means success counts only under 2xx, and it
// does not outweigh a sign of failure.
func (d *Decoder) admits(row *catalog.Row, r *reading) bool {
	rule := ""
	switch {
	case row.Category == catalog.InvalidRequest && catalog.InClass(r.evidence.Status, 5):
		rule = "a 5xx is never an invalid request"
	case row.Outcome == catalog.OutcomeError:
		return true
	case !r.isSuccess():
		rule = "a code that means success counts only under 2xx"
	case row.Outcome == catalog.OutcomeOK && r.failed:
		rule = "the body bears a sign of failure"
	case row.Namespace == catalog.NamespaceConnection && r.failed:
		rule = "an error member outranks a good status"
	case row.Outcome == catalog.OutcomeOK && r.unsettled:
		rule = "it is still going on"
	default:
		return true
	}
	d.pass(SourceRow, row, rule)
	return false
}

// moved returns the class of the one category that all rows of a code name,
// unless the status speaks against it: a 5xx is never the app's fault.
func moved(c *catalog.Code, status int) *catalog.Row {
	if c.Namespace != catalog.NamespaceHTTP || c.Settled == catalog.None {
		return nil
	}
	row := &defaults[c.Settled]
	if catalog.InClass(status, 5) && row.Party == catalog.PartyApp {
		return nil
	}
	return row
}

// byTexts asks the rows for bodies that have no code: documented messages of
// the provider and of gateways, and statuses documented with a null code.
func (d *Decoder) byTexts(p catalog.Provider, r *reading, dec *decision) bool {
	if r.raw != "" || r.isSuccess() || r.shape == catalog.ShapeInvalidJSON {
		return false
	}
	e := &r.evidence
	if r.detail() != "" || r.title() != "" {
		row := catalog.ByMessage(p, e)
		if row == nil && (r.shape == catalog.ShapeGateway || r.shape == catalog.ShapeMXError) {
			row = catalog.ByGateway(e)
		}
		if row != nil && d.mayDecide(row, p, r) {
			dec.settle(row, catalog.BasisMessage)
			return d.found(SourceMessage, dec)
		}
		d.pass(SourceMessage, nil, "no documented text")
	}
	if !r.noCode {
		return false
	}
	row := catalog.ByStatus(p, e)
	if row == nil || !row.NoCode {
		return false
	}
	dec.settle(row, catalog.BasisStatus)
	return d.found(SourceRow, dec)
}

// mayDecide reports whether a text alone may decide for a row: it never turns
// "no automatic retry" into a retry.
func (d *Decoder) mayDecide(row *catalog.Row, p catalog.Provider, r *reading) bool {
	if row.Outcome == catalog.OutcomeError && !d.admits(row, r) {
		return false
	}
	if row.Policy.Resends() && !statusRow(p, r).Policy.Schedule().Automatic {
		d.pass(SourceMessage, row, "a text never turns no automatic retry into a retry")
		return false
	}
	return true
}

// byShape lets the shape decide: a sign of failure inside a 2xx, or a state
// that is no failure.
func (d *Decoder) byShape(r *reading, dec *decision) bool {
	if r.isSuccess() && (r.failed || r.fixed != nil) {
		row := r.fixed
		if r.failed {
			row = &signOnly
		}
		dec.settle(row, catalog.BasisShape)
		return d.found(SourceShape, dec)
	}
	d.pass(SourceShape, nil, "the shape says nothing on its own")
	return false
}

// byStatus lets the status decide: the provider's row for it, else the general
// reading of HTTP.
func (d *Decoder) byStatus(p catalog.Provider, r *reading, dec *decision) {
	row := statusRow(p, r)
	dec.settle(row, catalog.BasisStatus)
	if dec.certainty == catalog.Documented {
		dec.certainty = catalog.Inferred
	}
	source := SourceStatus
	if row.Provider == catalog.ProviderUnknown {
		if p != catalog.ProviderUnknown {
			d.pass(SourceStatus, nil, "the provider documents no class for this status")
		}
		source = SourceGeneral
	}
	d.found(source, dec)
}

func statusRow(p catalog.Provider, r *reading) *catalog.Row {
	if p != catalog.ProviderUnknown {
		if row := catalog.ByStatus(p, &r.evidence); row != nil {
			return row
		}
	}
	return catalog.ByStatus(catalog.ProviderUnknown, &r.evidence)
}

// capByStatus holds a verdict on MX against its status: code and message may
// make it more careful, never less.
func (d *Decoder) capByStatus(r *reading, dec *decision) {
	if dec.row.Outcome != catalog.OutcomeError || r.isSuccess() || !dec.own().Schedule().Automatic {
		return
	}
	dec.limit = statusRow(catalog.MX, r).Policy
	if !dec.limit.Schedule().Automatic {
		dec.limit = catalog.Never
	}
	if dec.limit > dec.own() && d.trace != nil {
		d.note(Step{Source: SourceRule, Answer: AnswerNo, Policy: dec.limit, Rule: "MX: the status decides whether an automatic retry is allowed"})
	}
}

// found notes a definite answer when a trace is asked for. It is always true.
func (d *Decoder) found(source Source, dec *decision) bool {
	if d.trace != nil {
		d.noteFound(source, dec)
	}
	return true
}

func (d *Decoder) noteFound(source Source, dec *decision) {
	d.note(Step{Source: source, Answer: AnswerYes, Row: dec.named.Name, Reason: dec.named.Reason,
		Outcome: dec.row.Outcome, Category: dec.row.Category, Policy: dec.row.Policy})
}

// pass notes that a source does not say, when a trace is asked for; row is the
// one that would have, if any.
func (d *Decoder) pass(source Source, row *catalog.Row, rule string) {
	if d.trace != nil {
		d.notePass(source, row, rule)
	}
}

func (d *Decoder) notePass(source Source, row *catalog.Row, rule string) {
	s := Step{Source: source, Rule: rule}
	if row != nil {
		s.Row, s.Reason = row.Name, row.Reason
	}
	d.note(s)
}

// noteShape notes the wire format when a trace is asked for.
func (d *Decoder) noteShape(r *reading) {
	if d.trace != nil {
		d.note(Step{Source: SourceBody, Answer: AnswerYes, Reason: r.shape.String(), Rule: "the wire format"})
	}
}
