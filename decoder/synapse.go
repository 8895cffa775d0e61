package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// readSynapse reads the shapes of SynapseFI: error, error_code, http_code and
// success in their many variations, and the old success and reason.
func (d *Decoder) readSynapse(r *reading) {
	e := &d.env
	coded := e.ErrorCode.Given() || e.HTTPCode.Given()
	switch {
	case !coded && !e.Error.Given() && e.Reason.Given():
		r.shape = catalog.ShapeSynapseReason
	case coded, e.Error.Given(), e.Success.Given(), e.MFA.Kind == envelope.Object, e.Message.Kind == envelope.Object:
		r.shape = catalog.ShapeSynapse
	default:
		d.readNobody(r)
		return
	}
	r.setCode(catalog.NamespaceHTTP, r.str(&e.ErrorCode), e.ErrorCode.Kind)
	if e.Error.Code.Kind == envelope.String {
		// A second, machine-readable code, asked after error_code.
		r.evidence.Subcode = e.Error.Code.S()
		r.codes[1] = code{catalog.NamespaceHTTP, e.Error.Code.S()}
	}
	r.setTexts("", firstOf(e.Error.Best(), e.Message.Best(), e.MFA.Message.Best(), r.str(&e.Reason)))
	r.compareStatus(r.str(&e.HTTPCode))
	if e.Success.Kind == envelope.String || e.Success.Kind == envelope.Number {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
	r.evidence.Unsuccessful = e.Success.IsFalse()
	r.failed = d.bearsFailure()
}
