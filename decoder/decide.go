package decoder

import "github.com/finfault/finfault/catalog"

// decision is a row with the evidence that led to it. Where the row stands for
// a category only, name and reason are those of the row that named it.
type decision struct {
	row       *catalog.Row
	name      string
	reason    string
	basis     catalog.Basis
	certainty catalog.Certainty
	drift     catalog.DriftSet
	// limit is the policy that the row's own must not be less careful than.
	limit catalog.Policy
	// alternatives are other readings than those of the row.
	alternatives catalog.CategorySet
}

// policy is how the failure may be retried, as far as rows decide it.
func (dec *decision) policy() catalog.Policy { return max(dec.row.Policy, dec.limit) }

// Rows that a shape decides for, without a row of the catalog.
var (
	pendingPoll = catalog.Row{Outcome: catalog.OutcomePending, Category: catalog.None, Policy: catalog.Poll, MaxRetries: 20, Certainty: catalog.Documented,
		Severity: catalog.SeverityNotice, Scope: catalog.ScopeConnection, Actions: catalog.Ladder{catalog.PollStatus}, Reason: "pending.poll-status"}
	pendingMFA = catalog.Row{Outcome: catalog.OutcomePending, Category: catalog.None, Policy: catalog.Poll, MaxRetries: 20, Certainty: catalog.Documented,
		Severity: catalog.SeverityActionRequired, Scope: catalog.ScopeConnection, Actions: catalog.Ladder{catalog.CompleteMFA, catalog.PollStatus}, Reason: "pending.complete-mfa"}
	allGood  = catalog.Row{Outcome: catalog.OutcomeOK, Category: catalog.None, Policy: catalog.Never, Certainty: catalog.Documented, Reason: "ok"}
	signOnly = byCategory(catalog.OperationFailed, "failed.no-known-code")
	defaults = categoryRows()
)

// byCategory returns a row that says what its category says.
func byCategory(c catalog.Category, reason string) catalog.Row {
	d := c.Defaults()
	return catalog.Row{Category: c, Party: d.Party, Severity: d.Severity, Scope: d.Scope, Certainty: catalog.Inferred, Policy: d.Policy,
		MaxRetries: d.Policy.Schedule().MaxRetries, Actions: d.Actions, Reason: reason}
}

func categoryRows() (rows [catalog.NumCategories]catalog.Row) {
	for c := range rows {
		rows[c] = byCategory(catalog.Category(c), "")
	}
	return rows
}

func fromRow(row *catalog.Row, basis catalog.Basis, drift catalog.DriftSet) decision {
	return decision{row: row, name: row.Name, reason: row.Reason, basis: basis, certainty: row.Certainty, drift: drift}
}

// decide asks the evidence in the contract's order; the first definite answer
// wins.
func (d *Decoder) decide(p catalog.Provider, r *reading) decision {
	d.note(Step{Source: SourceOverlay, Rule: "no overlay is loaded"})
	dec, ok := d.byCodes(p, r)
	if !ok {
		dec, ok = d.byTexts(p, r, dec.drift)
	}
	if !ok {
		dec, ok = d.byShape(r, dec.drift)
	}
	if !ok {
		dec = d.byStatus(p, r, dec.drift)
	}
	if p == catalog.MX {
		d.capByStatus(&dec, r)
	}
	dec.drift |= r.drift
	return dec
}

// byCodes asks the rows of the codes in the body, under this status and then
// under any other.
func (d *Decoder) byCodes(p catalog.Provider, r *reading) (dec decision, ok bool) {
	e := &r.evidence
	if e.Unsuccessful && p == catalog.Synapse {
		// 202 with success false: no code beside it makes it pending.
		if row := catalog.ByStatus(p, e); row != nil && row.When.Narrow != nil {
			return d.found(SourceShape, fromRow(row, catalog.BasisShape, 0))
		}
	}
	var drift catalog.DriftSet
	for i := range r.codes {
		c := &r.codes[i]
		if c.text == "" {
			continue
		}
		known := catalog.FindCode(p, c.namespace, c.text)
		if known == nil || len(known.Rows()) == 0 {
			if i == 0 || c.namespace == catalog.NamespaceConnection {
				drift = drift.With(catalog.UnknownCode)
			}
			d.note(Step{Source: SourceRow, Rule: "no row decides on the code"})
			continue
		}
		if !known.Lists(c.text) {
			drift = drift.With(catalog.RespelledCode)
		}
		if row := known.Row(e); row != nil && d.admits(row, r) {
			return d.found(SourceRow, fromRow(row, basisOf(row), drift))
		}
		d.note(Step{Source: SourceRow, Rule: "the code has no row for this status and operation"})
		if row := moved(known, e.Status); row != nil {
			first := &known.Rows()[0]
			if e.Status != 0 {
				drift = drift.With(catalog.StatusMoved)
			}
			return d.found(SourceMoved, decision{row: row, name: first.Name, reason: first.Reason, basis: catalog.BasisCode, certainty: catalog.Inferred, drift: drift})
		}
		if known.Namespace == catalog.NamespaceHTTP {
			d.note(Step{Source: SourceMoved, Rule: "the code's rows differ, or the status speaks against their category"})
		}
	}
	return decision{drift: drift}, false
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
	switch {
	case row.Category == catalog.InvalidRequest && r.evidence.Status/100 == 5:
		d.note(Step{Source: SourceRow, Row: row.Name, Rule: "a 5xx is never an invalid request"})
	case row.Outcome != catalog.OutcomeError && !r.isSuccess():
		d.note(Step{Source: SourceRow, Row: row.Name, Rule: "a code that means success counts only under 2xx"})
	case row.Outcome == catalog.OutcomeOK && r.failed:
		d.note(Step{Source: SourceRow, Row: row.Name, Rule: "the body bears a sign of failure"})
	case row.Outcome == catalog.OutcomePending && r.failed && row.Namespace == catalog.NamespaceConnection:
		d.note(Step{Source: SourceRow, Row: row.Name, Rule: "an error member outranks a good status"})
	default:
		return true
	}
	return false
}

// moved returns the class of the one category that all rows of a code name,
// unless the status speaks against it: a 5xx is never the app's fault.
func moved(c *catalog.Code, status int) *catalog.Row {
	if c.Namespace != catalog.NamespaceHTTP || c.Settled == catalog.None {
		return nil
	}
	row := &defaults[c.Settled]
	if status/100 == 5 && row.Party == catalog.PartyApp {
		return nil
	}
	return row
}

// byTexts asks the rows for bodies that have no code: documented messages of
// the provider and of gateways, and statuses documented with a null code.
func (d *Decoder) byTexts(p catalog.Provider, r *reading, drift catalog.DriftSet) (decision, bool) {
	if r.raw != "" || r.isSuccess() {
		return decision{drift: drift}, false
	}
	e := &r.evidence
	if r.detail() != "" || r.title() != "" {
		if row := catalog.ByMessage(p, e); row != nil && d.mayDecide(row, p, r) {
			return d.found(SourceMessage, fromRow(row, catalog.BasisMessage, drift))
		}
		if r.shape == catalog.ShapeGateway || r.shape == catalog.ShapeMXError {
			if row := catalog.ByGateway(e); row != nil && d.mayDecide(row, p, r) {
				return d.found(SourceMessage, fromRow(row, catalog.BasisMessage, drift))
			}
		}
		d.note(Step{Source: SourceMessage, Rule: "no documented text"})
	}
	if r.noCode {
		if row := catalog.ByStatus(p, e); row != nil && row.NoCode {
			return d.found(SourceRow, fromRow(row, catalog.BasisStatus, drift))
		}
	}
	return decision{drift: drift}, false
}

// mayDecide reports whether a text alone may decide for a row: it never turns
// "no automatic retry" into a retry.
func (d *Decoder) mayDecide(row *catalog.Row, p catalog.Provider, r *reading) bool {
	if !d.admitsText(row, r) {
		return false
	}
	if row.Policy.Resends() && !statusRow(p, r).Policy.Schedule().Automatic {
		d.note(Step{Source: SourceMessage, Row: row.Name, Rule: "a text never turns no automatic retry into a retry"})
		return false
	}
	return true
}

func (d *Decoder) admitsText(row *catalog.Row, r *reading) bool {
	return row.Outcome != catalog.OutcomeError || d.admits(row, r)
}

// byShape lets the shape decide: a sign of failure inside a 2xx, or a state
// that is no failure.
func (d *Decoder) byShape(r *reading, drift catalog.DriftSet) (decision, bool) {
	switch {
	case r.failed && r.isSuccess():
		return d.found(SourceShape, fromRow(&signOnly, catalog.BasisShape, drift))
	case r.fixed != nil && r.isSuccess():
		return d.found(SourceShape, fromRow(r.fixed, catalog.BasisShape, drift))
	}
	d.note(Step{Source: SourceShape, Rule: "the shape says nothing on its own"})
	return decision{drift: drift}, false
}

// byStatus lets the status decide: the provider's row for it, else the general
// reading of HTTP.
func (d *Decoder) byStatus(p catalog.Provider, r *reading, drift catalog.DriftSet) decision {
	row := statusRow(p, r)
	dec := fromRow(row, catalog.BasisStatus, drift)
	if dec.certainty == catalog.Documented {
		dec.certainty = catalog.Inferred
	}
	source := SourceStatus
	if row.Provider == catalog.ProviderUnknown {
		d.note(Step{Source: SourceStatus, Rule: "the provider documents no class for this status"})
		source = SourceGeneral
	}
	dec, _ = d.found(source, dec)
	return dec
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
func (d *Decoder) capByStatus(dec *decision, r *reading) {
	if dec.row.Outcome != catalog.OutcomeError || r.isSuccess() || !dec.row.Policy.Schedule().Automatic {
		return
	}
	dec.limit = statusRow(catalog.MX, r).Policy
	if !dec.limit.Schedule().Automatic {
		dec.limit = catalog.Never
	}
	if dec.limit > dec.row.Policy {
		d.note(Step{Source: SourceRule, Policy: dec.limit, Rule: "MX: the status decides whether an automatic retry is allowed"})
	}
}

// found notes the answer and returns it.
func (d *Decoder) found(source Source, dec decision) (decision, bool) {
	if d.trace != nil {
		d.note(Step{Source: source, Answer: AnswerYes, Row: dec.name, Reason: dec.reason, Outcome: dec.row.Outcome, Category: dec.row.Category, Policy: dec.row.Policy})
	}
	return dec, true
}
