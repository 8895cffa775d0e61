package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// apply writes a decision into the verdict.
func (d *Decoder) apply(r *reading, dec *decision) {
	v, row := d.v, dec.says(&d.amended)
	d.rule = dec.rule
	v.Outcome, v.Shape, v.Category = row.Outcome, r.shape, row.Category
	v.Party, v.Severity, v.Scope, v.Actions = row.Party, row.Severity, row.Scope, row.Actions
	v.Row, v.Reason = dec.names()
	v.Basis, v.Certainty, v.Drift = dec.basis, dec.certainty, dec.drift
	v.Alternatives = row.Alternatives | dec.alternatives
	v.Code, v.TraceID = r.raw, d.traceID()
	v.Retry.SetPolicy(row.Policy)
	v.Retry.MaxRetries = row.MaxRetries
	v.Retry.ProviderHint = row.ProviderHint
	if row.NotAutomatic || dec.held {
		v.Retry.Automatic = false
	}
	if p := dec.policy(); p != row.Policy {
		d.setPolicy(p)
	}
	if row.Outcome == catalog.OutcomeError {
		d.applyError(r, row)
	} else {
		d.applyGood(r)
	}
	if d.rule != nil {
		d.amendVerdict(&d.rule.Then)
	}
}

// applyError completes a verdict that is an error.
func (d *Decoder) applyError(r *reading, row *catalog.Row) {
	v := d.v
	v.GRPCCode = row.Category.Defaults().GRPCCode
	v.Title, v.Detail, v.Source = r.title(), r.detail(), r.evidence.Source
	if catalog.InClass(r.evidence.Status, 5) && !d.ruled(overlay.FieldParty) && d.fromEdge(r) {
		v.Party = catalog.PartyEdge
	}
}

// applyGood completes a verdict that is no error: it carries no texts.
func (d *Decoder) applyGood(r *reading) {
	v := d.v
	v.GRPCCode = catalog.GRPCOK
	if v.Outcome != catalog.OutcomeOK || !r.isUnknown() || d.body.nulls || v.Basis == catalog.BasisOverlay {
		return
	}
	v.Certainty = catalog.CertaintyUnknown
	v.Drift = v.Drift.With(catalog.UnknownShape)
}

// isUnknown reports a shape that nobody documents for a success.
func (r *reading) isUnknown() bool {
	switch r.shape {
	case catalog.ShapeOther, catalog.ShapeHTML, catalog.ShapeXML, catalog.ShapeText, catalog.ShapeInvalidJSON:
		return true
	}
	return false
}

// fromEdge reports whether the body comes from something between us and the
// provider.
func (d *Decoder) fromEdge(r *reading) bool {
	switch r.shape {
	case catalog.ShapeHTML, catalog.ShapeGateway:
		return true
	case catalog.ShapeText:
		return catalog.IsProxyText(d.body.text)
	}
	return false
}

// setPolicy replaces the policy of the verdict and keeps the ladder in step
// with it: wait goes with a policy that waits.
func (d *Decoder) setPolicy(p catalog.Policy) {
	v := d.v
	automatic := v.Retry.Automatic || !v.Retry.Policy.Schedule().Automatic
	v.Retry.SetPolicy(p)
	v.Retry.Automatic = v.Retry.Automatic && automatic
	if !p.Resends() && p != catalog.Poll {
		v.Actions = v.Actions.Without(catalog.Wait)
	}
}

// finish lets headers and the rules that hold throughout have their say.
func (d *Decoder) finish(p catalog.Provider) {
	v, req := d.v, d.req
	hint := d.headers.hint()
	if p == catalog.TrueLayer && hint != catalog.HintUnknown {
		v.Retry.ProviderHint = hint
		d.obeyHint(hint)
	}
	if v.Category == catalog.Conflict && v.Retry.Policy == catalog.BackoffShort {
		v.Actions = v.Actions.StartingWith(catalog.Wait)
	}
	if v.Outcome == catalog.OutcomeError && v.Actions.Len() == 0 {
		v.Actions = catalog.Ladder{catalog.ContactSupport}
	}
	if v.Outcome == catalog.OutcomeError && req.Operation.Mutates() {
		if v.Effect = d.effect(); d.ruled(overlay.FieldEffect) {
			v.Effect = d.rule.Then.Effect
		}
	}
	if v.Retry.Automatic && v.Retry.Policy != catalog.Poll {
		d.guard()
	}
	if v.Retry.Policy.Resends() || v.Retry.Policy == catalog.Poll {
		v.Retry.AfterMs = d.headers.afterMs()
	}
	if d.trace != nil && v.Retry.AfterMs > 0 {
		d.note(Step{Source: SourceHeader, Answer: AnswerYes, Rule: "a header says how long to wait first"})
	}
}

// obeyHint applies Tl-Should-Retry, which decides how to retry and not what
// went wrong.
func (d *Decoder) obeyHint(hint catalog.Hint) {
	v := d.v
	if v.Outcome != catalog.OutcomeError {
		return
	}
	if d.trace != nil {
		d.note(Step{Source: SourceHeader, Answer: hintAnswer(hint), Rule: "Tl-Should-Retry decides how to retry"})
	}
	switch {
	case hint == catalog.HintNo && v.Retry.Policy.Resends():
		d.setPolicy(catalog.Never)
	case hint == catalog.HintYes && !v.Retry.Policy.Schedule().Automatic && !d.ruled(overlay.FieldPolicy|overlay.FieldAutomatic):
		p := v.Category.Defaults().Policy
		if !p.Schedule().Automatic {
			p = catalog.BackoffShort
		}
		d.setPolicy(p)
	}
}

func hintAnswer(h catalog.Hint) Answer {
	if h == catalog.HintYes {
		return AnswerYes
	}
	return AnswerNo
}

// effect says of a failed write or payment whether it was applied.
func (d *Decoder) effect() catalog.Effect {
	status := d.req.Status
	timeout := d.v.Category == catalog.AggregatorTimeout || d.v.Category == catalog.InstitutionTimeout
	if status == 0 || status == 408 || catalog.InClass(status, 5) || timeout {
		return catalog.EffectUnknown
	}
	return catalog.EffectNotApplied
}

// guard turns off automatic retries that could do harm, whatever the policy.
func (d *Decoder) guard() {
	v, req := d.v, d.req
	rule := ""
	switch {
	case req.Operation == catalog.Token:
		rule = "token endpoints are not retried: that has cost refresh tokens"
	case req.Operation == catalog.Login:
		rule = "logins are not retried: banks lock accounts after about three tries"
	case v.Effect == catalog.EffectUnknown && !req.Idempotent:
		rule = "it may have been applied, and there is no idempotency key"
	default:
		return
	}
	v.Retry.Automatic = false
	if d.trace != nil {
		d.note(Step{Source: SourceRule, Answer: AnswerNo, Policy: v.Retry.Policy, Rule: rule})
	}
}
