package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// reading is what a body, or one error in it, says: the input of the decision.
type reading struct {
	shape catalog.Shape
	// list tells a body with several errors, which stand in the envelope.
	list listKind
	// count is how many errors the body has.
	count int
	// codes are looked up in this order.
	codes [2]code
	// raw is the provider's own code as the verdict shows it.
	raw string
	// evidence is what narrows the look-up: status, operation, texts.
	evidence catalog.Evidence
	// failed: the body bears a sign of failure, with or without a code.
	failed bool
	// noCode: the shape is one whose rows are documented with a null code.
	noCode bool
	// unsettled: it is still going on, whatever good state a code names.
	unsettled bool
	// fixed is the row that the shape itself decides for when no code does.
	fixed *catalog.Row
	drift catalog.DriftSet
}

// code is a code to look up, and where.
type code struct {
	namespace catalog.Namespace
	text      string
}

// listKind tells bodies with several errors apart.
type listKind uint8

const (
	listNone listKind = iota
	listErrors
	listJobs
)

func (r *reading) title() string  { return r.evidence.Texts[0] }
func (r *reading) detail() string { return r.evidence.Texts[1] }

// start empties a reading; it then knows what the caller knows.
func (r *reading) start(req *Request, shape catalog.Shape) {
	*r = reading{shape: shape}
	r.evidence.Status, r.evidence.Operation = req.Status, req.Operation
}

// readAs reads the body as the provider's.
func (d *Decoder) readAs(p catalog.Provider) {
	r := &d.reading
	r.start(d.req, d.body.format)
	if d.body.object {
		switch p {
		case catalog.Basiq:
			d.readBasiq(r)
		case catalog.Synapse:
			d.readSynapse(r)
		case catalog.TrueLayer:
			d.readTrueLayer(r)
		case catalog.MX:
			d.readMX(r)
		default:
			d.readNobody(r)
		}
	}
	if d.body.format == catalog.ShapeInvalidJSON {
		// What was read is kept as strings; the status decides.
		r.shape, r.list, r.codes, r.failed, r.fixed, r.noCode, r.drift = catalog.ShapeInvalidJSON, listNone, [2]code{}, false, nil, false, 0
		r.evidence.Subcode, r.evidence.Unsuccessful = "", false
	}
}

// bearsFailure reports a sign of failure that stands at the top of the body
// and needs no code.
func (d *Decoder) bearsFailure() bool {
	e := &d.env
	return e.Error.Given() || e.Success.IsFalse() || isFailure(e.Status.S())
}

// traceID returns the request id of the body, else that of the headers.
func (d *Decoder) traceID() string {
	e, h := &d.env, &d.headers
	switch {
	case isText(&e.CorrelationID):
		return e.CorrelationID.S()
	case isText(&e.TraceID):
		return e.TraceID.S()
	case h.tlTraceID != "":
		return h.tlTraceID
	case h.tlCorrelationID != "":
		return h.tlCorrelationID
	}
	return h.requestID
}

// isText reports a string, or a number, which is kept as it stands on the wire.
func isText(t *envelope.Text) bool {
	return (t.Kind == envelope.String || t.Kind == envelope.Number) && t.S() != ""
}

// readNobody reads what belongs to none of the four providers: a gateway's
// message, a problem of somebody else's, or anything.
func (d *Decoder) readNobody(r *reading) {
	r.failed = d.bearsFailure()
	switch {
	case d.isGateway():
		r.shape = catalog.ShapeGateway
		r.setTexts("", d.gatewayMessage())
	case d.isProblem():
		r.shape = catalog.ShapeProblem
		d.readProblem(r)
	default:
		r.shape = catalog.ShapeOther
		d.body.nulls = d.body.nulls || onlyNulls(d.body.text)
		if !d.body.nulls {
			r.drift = r.drift.With(catalog.UnknownShape)
		}
	}
}

// isGateway reports whether the body is a bare message, null too.
func (d *Decoder) isGateway() bool {
	e := &d.env
	message := e.Message.Kind == envelope.String || e.Message.Kind == envelope.Null || e.AWSMessage.Kind == envelope.String
	if e.Message.Kind == envelope.Null && e.Code.Kind != envelope.Absent {
		return false // code and message of MX, both null
	}
	return message && !e.Error.Given() && !e.Code.Given() && !e.ErrorCode.Given() && !e.Title.Given() && !e.Type.Given() && e.Data.Kind <= envelope.Null
}

func (d *Decoder) gatewayMessage() string {
	if d.env.AWSMessage.Kind == envelope.String {
		return d.env.AWSMessage.S()
	}
	return d.env.Message.Best()
}

// isProblem reports whether the body has the members of an RFC 9457 problem.
func (d *Decoder) isProblem() bool {
	e := &d.env
	if e.Title.Kind != envelope.String {
		return e.Type.Kind == envelope.String && isURI(e.Type.S()) && (e.Status.Given() || e.TraceID.Given())
	}
	return e.Type.Kind == envelope.String && isURI(e.Type.S()) || isStatus(&e.Status) || d.headers.problem
}

// isURI reports whether a problem's type could be a reference and not one of
// the words that other formats have under this name.
func isURI(s string) bool { return indexByte(s, ':') >= 0 || indexByte(s, '/') >= 0 }

// isStatus reports whether a member is an HTTP status, be it as a string.
func isStatus(t *envelope.Text) bool {
	if t.Kind != envelope.Number && t.Kind != envelope.String {
		return false
	}
	n, ok := number(t.S(), 1000)
	return ok && n >= 100 && n < 600
}

// readProblem reads the members that every problem has.
func (d *Decoder) readProblem(r *reading) {
	e := &d.env
	r.setTexts(r.str(&e.Title), r.str(&e.Detail))
	r.str(&e.TraceID) // for its type
	r.evidence.Source = e.Errors.First
	if e.Status.Kind == envelope.String && isStatus(&e.Status) {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
	r.compareStatus(e.Status.S())
}

// compareStatus notes a status in the body that is not the one on the wire.
func (r *reading) compareStatus(s string) {
	if n, ok := number(s, 1000); ok && r.evidence.Status != 0 && n != int64(r.evidence.Status) {
		r.drift = r.drift.With(catalog.StatusMismatch)
	}
}

func (r *reading) setTexts(title, detail string) { r.evidence.Texts = [2]string{title, detail} }

// str returns a member that should be a string. A number is kept as it stands
// on the wire; any other type is as good as absent. Both are noted.
func (r *reading) str(t *envelope.Text) string {
	if t.Kind > envelope.Null && t.Kind != envelope.String {
		r.drift = r.drift.With(catalog.TypeChanged)
		if t.Kind != envelope.Number {
			return ""
		}
	}
	return t.S()
}

// setCode notes the code as it stands on the wire, and what to look up.
func (r *reading) setCode(ns catalog.Namespace, raw string, kind envelope.Kind) {
	r.raw = raw
	r.codes[0] = code{ns, lookupForm(raw, kind)}
}

// lookupForm drops the zero fraction of a number, so that 4220.0 is 4220.
func lookupForm(s string, kind envelope.Kind) string {
	if kind != envelope.Number {
		return s
	}
	dot := indexByte(s, '.')
	if dot < 0 {
		return s
	}
	for i := dot + 1; i < len(s); i++ {
		if s[i] != '0' {
			return s
		}
	}
	return s[:dot]
}

// isFailure reports whether a status says that something failed.
func isFailure(s string) bool { return equalFold(s, "failed") || equalFold(s, "errored") }

// isSuccess reports a 2xx.
func (r *reading) isSuccess() bool { return catalog.InClass(r.evidence.Status, 2) }

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
