package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// candidates is a set of providers that a body fits equally. ProviderUnknown
// among them stands for a bare gateway.
type candidates uint8

func (c candidates) with(p catalog.Provider) candidates { return c | 1<<p }

func (c candidates) has(p catalog.Provider) bool { return c&(1<<p) != 0 }

const everyProvider = candidates(1<<catalog.Basiq | 1<<catalog.Synapse | 1<<catalog.TrueLayer | 1<<catalog.MX)

// provider returns who answered: as given, else as headers and body tell, else
// unknown with those that fit equally. With neither, no provider fits.
func (d *Decoder) provider() (catalog.Provider, candidates) {
	p, rule := d.given(), "given by the caller"
	if p == catalog.ProviderUnknown {
		p, rule = d.detect()
	}
	if p == catalog.ProviderUnknown {
		d.pass(SourceProvider, nil, "neither headers nor body tell")
		return p, d.fitting()
	}
	if d.trace != nil {
		d.note(Step{Source: SourceProvider, Answer: AnswerYes, Reason: p.String(), Rule: rule})
	}
	return p, 0
}

// given is the provider that the caller names, if it is one.
func (d *Decoder) given() catalog.Provider {
	if p := d.req.Provider; p <= catalog.MX {
		return p
	}
	return catalog.ProviderUnknown
}

// detect tells the provider by what only one of the four sends.
func (d *Decoder) detect() (p catalog.Provider, rule string) {
	switch {
	case d.headers.trueLayer():
		return catalog.TrueLayer, "a header that only TrueLayer sends"
	case d.headers.mx:
		return catalog.MX, "a media type of MX"
	case d.body.format == catalog.ShapeText && equalFold(trim(d.body.text), "route not found for this api version."):
		return catalog.Basiq, "a text that only Basiq sends"
	case !d.body.object:
		return catalog.ProviderUnknown, ""
	case d.looksLikeBasiq():
		return catalog.Basiq, "members that only Basiq sends"
	case d.looksLikeMX():
		return catalog.MX, "members that only MX sends"
	case d.looksLikeTrueLayer():
		return catalog.TrueLayer, "members that only TrueLayer sends"
	case d.looksLikeSynapse():
		return catalog.Synapse, "members that only SynapseFI sends"
	case d.hasTypedItems():
		return catalog.Basiq, "a list of items that only Basiq sends"
	}
	return catalog.ProviderUnknown, ""
}

func (d *Decoder) looksLikeBasiq() bool {
	e := &d.env
	switch e.Type.S() {
	case "list":
		return e.Data.Kind == envelope.Array && (e.CorrelationID.Given() || e.Size.Given() || len(e.Data.List) > 0)
	case "error":
		return e.Code.Given() || e.Title.Given()
	case "job":
		return e.Steps.Kind == envelope.Array
	}
	return e.CorrelationID.Given() && d.hasTypedItems()
}

// hasTypedItems reports whether data holds an error or a job that names its
// type. Others send a member data too, so its own members are asked first.
func (d *Decoder) hasTypedItems() bool {
	if d.spilled.total+d.jobs.total > 0 {
		return true
	}
	for i := range d.env.Data.List {
		if t := d.env.Data.List[i].Type.S(); t == "error" || t == "job" {
			return true
		}
	}
	return false
}

func (d *Decoder) looksLikeMX() bool {
	e := &d.env
	switch {
	case e.Member.Kind == envelope.Object, e.Connection.Kind != envelope.Absent, e.MicroDeposit.Kind == envelope.Object, e.ErrorTitle.Given():
		return true
	case e.Error.Kind == envelope.Object && !e.Error.ByLanguage() && e.Error.Message.Kind == envelope.String && !e.ErrorCode.Given():
		return true
	case e.Code.Kind == envelope.Number || e.Code.Kind == envelope.Null || isNumeric(e.Code.S()):
		return e.Message.Kind == envelope.String && !e.Type.Given() && !e.ErrorCode.Given()
	}
	return isMXGUID(e.GUID.S())
}

func isNumeric(s string) bool {
	_, ok := number(s, 1<<31)
	return ok
}

// isMXGUID reports whether s looks like "MBR-7c6f361b".
func isMXGUID(s string) bool {
	return len(s) > 4 && s[3] == '-' && s[0]-'A' < 26 && s[1]-'A' < 26 && s[2]-'A' < 26
}

func (d *Decoder) looksLikeTrueLayer() bool {
	e := &d.env
	switch {
	case e.Type.Kind == envelope.String && isURI(e.Type.S()) && containsFold(e.Type.S(), "truelayer.com"):
		return true
	case d.isProblem() && e.TraceID.Given():
		return true
	case e.Error.Kind == envelope.String && !e.ErrorCode.Given() && (e.ErrorDescription.Given() || e.ErrorDetails.Kind == envelope.Object):
		return true
	case isFailure(e.Status.S()) && e.Error.Kind == envelope.String:
		return e.CredentialsID.Given() || e.TaskID.Given()
	}
	return e.FailureReason.Given() || e.FailureStage.Given()
}

func (d *Decoder) looksLikeSynapse() bool {
	e := &d.env
	switch {
	case isNumeric(e.ErrorCode.S()), e.ErrorCode.Given() && (e.HTTPCode.Given() || e.Success.Given() || e.Error.Given()):
		return true
	case e.Error.ByLanguage(), e.Message.Kind == envelope.Object && e.Message.EN.Kind == envelope.String:
		return true
	}
	return e.Success.Given() && (e.Reason.Given() || e.Error.Given() || e.MFA.Kind == envelope.Object)
}

// fitting returns the providers that a body fits equally, which none of them
// alone sends.
func (d *Decoder) fitting() candidates {
	e := &d.env
	switch {
	case !d.body.object:
		return everyProvider
	case e.Error.Kind == envelope.String:
		return candidates(0).with(catalog.Synapse).with(catalog.TrueLayer).with(catalog.MX)
	case d.isGateway() && e.Message.Kind == envelope.String:
		return candidates(0).with(catalog.MX).with(catalog.ProviderUnknown)
	case d.isGateway(), d.isProblem():
		return 0 // none of the four
	}
	return everyProvider
}

// judgeCandidates says what holds for all providers that the body fits: the
// category where all agree, else the general reading of the status, and in
// either case the most restrictive of their policies.
func (d *Decoder) judgeCandidates(set candidates) {
	d.v.ErrorsDropped = 0 // of a list that turned out broken
	trace := d.trace
	d.trace = nil
	var policy catalog.Policy
	var categories catalog.CategorySet
	var detail string
	same, failed, n := true, false, 0
	var first decision // what is decided on the first candidate
	for p := catalog.ProviderUnknown; p <= catalog.MX; p++ {
		if !set.has(p) {
			continue
		}
		d.readAs(p)
		r := &d.reading
		var dec decision
		d.decide(p, r, &dec)
		if n == 0 {
			detail, first = r.detail(), dec
		}
		first.keepCommonRule(&dec)
		same = same && r.detail() == detail
		failed = failed || r.failed
		categories = categories.With(dec.row.Category)
		policy = max(policy, dec.policy())
		n++
		if trace != nil {
			trace.Steps = append(trace.Steps, Step{Source: SourceProvider, Reason: candidateName(p), Outcome: dec.row.Outcome,
				Category: dec.row.Category, Policy: dec.policy(), Rule: "one of those that fit"})
		}
	}
	d.trace = trace
	d.readAs(catalog.ProviderUnknown)
	r := &d.reading
	if d.body.object {
		r.shape, r.drift = catalog.ShapeOther, r.drift&^(1<<catalog.UnknownShape)
		if d.body.format == catalog.ShapeInvalidJSON {
			r.shape = catalog.ShapeInvalidJSON
		} else if set == everyProvider && !d.body.nulls {
			r.drift = r.drift.With(catalog.UnknownShape)
		}
		if !same {
			detail = ""
		}
		r.setTexts("", detail)
	}
	r.failed = failed
	d.noteShape(r)
	var dec decision
	d.agree(r, categories, policy, &dec)
	if first.rule != nil {
		d.agreeByRule(r, &first, &dec)
	}
	d.apply(r, &dec)
}

// candidateName names a candidate in the trace.
func candidateName(p catalog.Provider) string {
	if p == catalog.ProviderUnknown {
		return "gateway"
	}
	return p.String()
}

// agree returns what the candidates have in common.
func (d *Decoder) agree(r *reading, categories catalog.CategorySet, policy catalog.Policy, dec *decision) {
	dec.drift = r.drift
	if !d.byShape(r, dec) {
		d.byStatus(catalog.ProviderUnknown, r, dec)
	}
	if dec.row.Outcome != catalog.OutcomeError {
		return
	}
	if categories.Len() == 1 && !categories.Has(dec.row.Category) {
		for c := range categories.All {
			dec.settle(&defaults[c], catalog.BasisShape)
		}
	}
	dec.limit = policy
	if others := categories.Without(dec.row.Category); others != 0 {
		dec.certainty, dec.alternatives = catalog.Ambiguous, others
		d.pass(SourceRule, nil, "the providers that fit differ: the most restrictive policy counts")
	}
}
