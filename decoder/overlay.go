package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// Option sets up a [Decoder]; see [New].
type Option func(*Decoder)

// WithOverlay has rules of the user's own asked before the catalog. A nil
// overlay takes them away. The overlay may be shared by any number of decoders;
// the option may be applied to a decoder again between two calls, to replace
// the rules that it has.
func WithOverlay(o *overlay.Overlay) Option {
	return func(d *Decoder) { d.overlay = o }
}

// New returns a decoder with options. Without any, the zero value is as good.
func New(options ...Option) *Decoder {
	d := new(Decoder)
	for _, set := range options {
		set(d)
	}
	return d
}

// decide asks the evidence in the contract's order; the first definite answer
// wins.
func (d *Decoder) decide(p catalog.Provider, r *reading, dec *decision) {
	*dec = decision{drift: r.drift}
	if d.overlay != nil {
		d.byOverlay(p, r, dec)
		return
	}
	d.pass(SourceOverlay, nil, "no overlay is loaded")
	d.byCatalog(p, r, dec)
}

// byOverlay asks the rules of the user's own, and the catalog where they do not
// decide.
func (d *Decoder) byOverlay(p catalog.Provider, r *reading, dec *decision) {
	a := d.ask(p, r)
	switch {
	case a.Rule == nil:
		d.pass(SourceOverlay, nil, "no rule applies")
		d.byCatalog(p, r, dec)
	case a.Row == nil:
		d.amendCatalog(a.Rule, p, r, dec)
	default:
		d.byRule(a, p, r, dec)
	}
	if a.Rule != nil && d.trace != nil && dec.held {
		d.note(Step{Source: SourceRule, Answer: AnswerNo, Policy: dec.policy(), Rule: "a text never turns no automatic retry into a retry"})
	}
}

// ask returns the rule of the overlay that applies, if any.
func (d *Decoder) ask(p catalog.Provider, r *reading) overlay.Answer {
	e := &r.evidence
	var whole catalog.Evidence
	if r.shape == catalog.ShapeText {
		whole = r.evidence
		whole.Texts[1] = d.body.text
		e = &whole
	}
	return d.overlay.Find(&overlay.Question{Provider: p, Shape: r.shape, Codes: [2]string{r.codes[0].text, r.codes[1].text}, Evidence: e})
}

// byRule lets a rule decide.
func (d *Decoder) byRule(a overlay.Answer, p catalog.Provider, r *reading, dec *decision) {
	dec.settle(a.Row, catalog.BasisOverlay)
	dec.rule = a.Rule
	d.found(SourceOverlay, dec)
	if p == catalog.MX && a.Rule.ByBody() {
		d.capByStatus(r, dec)
	}
	if !a.Rule.ByText() || !dec.automatic() {
		return
	}
	trace := d.trace
	d.trace = nil
	otherwise := decision{drift: r.drift}
	d.byCatalog(p, r, &otherwise)
	d.trace = trace
	dec.held = !otherwise.automatic()
}

// amendCatalog lets the catalog decide, and a rule replace what it names if
// that is an error.
func (d *Decoder) amendCatalog(rule *overlay.Rule, p catalog.Provider, r *reading, dec *decision) {
	if d.trace != nil {
		d.note(Step{Source: SourceOverlay, Row: rule.Name, Rule: "amends what the catalog decides, if that is an error"})
	}
	d.byCatalog(p, r, dec)
	if dec.row.Outcome != catalog.OutcomeError {
		return
	}
	dec.held = rule.ByText() && !dec.automatic()
	dec.amendBy(rule)
	if p == catalog.MX && rule.ByBody() {
		d.capByStatus(r, dec)
	}
}

// amendBy has a rule amend the decision.
func (dec *decision) amendBy(rule *overlay.Rule) {
	dec.rule, dec.basis = rule, catalog.BasisOverlay
	if rule.Then.Has(overlay.FieldPolicy) {
		dec.limit = catalog.PolicyNone
	}
	if rule.Then.Has(overlay.FieldCertainty) {
		dec.certainty, dec.alternatives = rule.Then.Certainty, 0
	}
}

// says returns the row as a rule that amends has it, which stands in scratch
// then, or the row itself.
func (dec *decision) says(scratch *catalog.Row) *catalog.Row {
	if dec.rule == nil || dec.rule.Decides() {
		return dec.row
	}
	*scratch = *dec.row
	dec.rule.Then.Amend(scratch)
	return scratch
}

// names returns the names of the row and of its reason.
func (dec *decision) names() (row, reason string) {
	row, reason = dec.named.Name, dec.named.Reason
	if dec.rule != nil {
		row = dec.rule.Name
		if dec.rule.Then.Has(overlay.FieldReason) {
			reason = dec.rule.Then.Reason
		}
	}
	return row, reason
}

// amendVerdict writes into the verdict what a rule says and no row can.
func (d *Decoder) amendVerdict(t *overlay.Then) {
	v := d.v
	if t.Has(overlay.FieldGRPCCode) {
		v.GRPCCode = t.GRPCCode
	}
	if !v.Retry.Policy.Resends() && v.Retry.Policy != catalog.Poll {
		return
	}
	if t.Has(overlay.FieldInitialMs) {
		v.Retry.InitialMs = t.InitialMs
		v.Retry.CapMs = max(v.Retry.CapMs, t.InitialMs)
	}
	if t.Has(overlay.FieldFactor) {
		v.Retry.FactorTenths = t.FactorTenths
	}
	if t.Has(overlay.FieldCapMs) {
		v.Retry.CapMs = t.CapMs
		v.Retry.InitialMs = min(v.Retry.InitialMs, t.CapMs)
	}
}

// ruled reports whether a rule of the overlay decided on any of the fields.
func (d *Decoder) ruled(f overlay.Fields) bool { return d.rule != nil && d.rule.Then.Has(f) }

// keepCommonRule leaves the rule standing only if another candidate's decision
// is by the same one: with the provider unknown, only what all agree upon counts.
func (dec *decision) keepCommonRule(other *decision) {
	if dec.rule != other.rule {
		dec.rule = nil
	}
	dec.held = dec.held || other.held
	dec.limit = max(dec.limit, other.limit)
}

// agreeByRule puts the rule that all candidates were decided by in the place
// of what else they have in common.
func (d *Decoder) agreeByRule(r *reading, common, dec *decision) {
	if common.rule.Decides() {
		*dec = *common
		dec.drift = r.drift
	} else {
		dec.amendBy(common.rule)
		dec.limit, dec.held = max(dec.limit, common.limit), common.held
	}
	if d.trace != nil {
		d.note(Step{Source: SourceOverlay, Answer: AnswerYes, Row: common.rule.Name, Rule: "applies whichever of the providers it is",
			Outcome: dec.row.Outcome, Category: dec.row.Category, Policy: dec.policy()})
	}
}
