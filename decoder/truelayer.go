package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// readTrueLayer reads the shapes of TrueLayer: problems (v3, Verification),
// error with a description (OAuth, Data API), and resources or webhooks whose
// status says that they failed.
func (d *Decoder) readTrueLayer(r *reading) {
	e := &d.env
	switch {
	case d.isProblem():
		r.shape = catalog.ShapeTrueLayerProblem
		d.readProblem(r)
		r.setCode(catalog.NamespaceHTTP, problemCode(e.Type.S()), e.Type.Kind)
	case d.isTrueLayerResource():
		r.shape = catalog.ShapeTrueLayerResource
		d.readTrueLayerResource(r)
	case e.Error.Given():
		r.shape = catalog.ShapeTrueLayerError
		d.readTrueLayerError(r)
	default:
		d.readNobody(r)
		return
	}
	r.failed = d.bearsFailure()
}

func (d *Decoder) isTrueLayerResource() bool {
	e := &d.env
	if e.FailureReason.Given() || e.FailureStage.Given() || e.Results.Given() {
		return true
	}
	return e.Status.Kind == envelope.String && !isStatus(&e.Status) && (e.ID.Given() || e.CredentialsID.Given() || e.TaskID.Given() || isFailure(e.Status.S()))
}

func (d *Decoder) readTrueLayerResource(r *reading) {
	e := &d.env
	if e.Error.Given() {
		d.readTrueLayerError(r)
		return
	}
	if e.FailureReason.Given() && isFailure(e.Status.S()) {
		r.setCode(catalog.NamespaceFailure, r.str(&e.FailureReason), e.FailureReason.Kind)
	}
	r.str(&e.TraceID) // for its type
}

func (d *Decoder) readTrueLayerError(r *reading) {
	e := &d.env
	if e.Error.Kind != envelope.String {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
	if e.Error.Kind == envelope.String || e.Error.Kind == envelope.Number {
		r.setCode(catalog.NamespaceHTTP, e.Error.Text, e.Error.Kind)
	}
	r.setTexts("", firstOf(r.str(&e.Detail), r.str(&e.ErrorDescription), e.Message.Best()))
	r.evidence.Source = e.ErrorDetails.First
	r.str(&e.TraceID) // for its type
}

// problemCode returns the fragment of a problem's type, or its last segment.
// "about:blank" and an empty type name no code.
func problemCode(uri string) string {
	end := len(uri)
	for i := end - 1; i >= 0; i-- {
		switch c := uri[i]; {
		case c > '?':
			// A letter, as nearly all are.
		case c == '#' && i+1 < end:
			return uri[i+1 : end]
		case c == '?', c == '#', c == '/' && i+1 == end:
			end = i // an empty fragment, a query, a slash at the end
		case c == '/':
			if hash := indexByte(uri[:i], '#'); hash >= 0 {
				return uri[hash+1 : end]
			}
			return uri[i+1 : end]
		}
	}
	if uri = uri[:end]; uri == "about:blank" {
		return ""
	}
	return uri
}
