package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// noEligibleAccounts is the member error that does not count while the member
// is CONNECTED, unless accounts are what is being verified.
const noEligibleAccounts = "1000"

// readMX reads the shapes of MX: code and message (flat or within error), the
// SSO API's error as a text, MDX titles, members with their connection_status,
// and other resources.
func (d *Decoder) readMX(r *reading) {
	e := &d.env
	switch {
	case e.Member.Kind == envelope.Object:
		d.readMember(r, &e.Member)
	case e.Connection.Kind != envelope.Absent:
		m := envelope.Member{Status: e.Connection, StatusText: e.StatusText, Aggregating: e.Aggregating, Error: e.Error}
		d.readMember(r, &m)
	case e.Error.Kind == envelope.Object, e.Code.Given(), e.Message.Given(), e.ErrorTitle.Given(), e.ErrorMessage.Given():
		d.readMXError(r)
	case e.Error.Given():
		r.shape = catalog.ShapeMXSSO
		r.setTexts("", e.Error.Text)
		r.failed = true
	case e.MicroDeposit.Kind == envelope.Object:
		r.shape = catalog.ShapeMXResource
		r.setTexts("", r.str(&e.MicroDeposit.ErrorMessage))
		r.failed = d.bearsFailure() || isFailure(e.MicroDeposit.Status.S())
	case e.GUID.Given(), e.Pagination.Given(), e.User.Given(), e.Account.Given():
		r.shape = catalog.ShapeMXResource
		r.failed = d.bearsFailure()
	default:
		d.readNobody(r)
	}
}

func (d *Decoder) readMXError(r *reading) {
	e := &d.env
	r.shape = catalog.ShapeMXError
	c, message := &e.Code, e.Message.Best()
	if e.Error.Kind == envelope.Object && !c.Given() {
		c = &e.Error.Code
		if !c.Given() {
			c = &e.Error.ErrorCode
		}
		message = firstOf(message, e.Error.Message.Best(), e.Error.ErrorMessage.S())
	}
	// Whether the code is a number or a string is nowhere said: both are right.
	if c.Kind == envelope.Number || c.Kind == envelope.String {
		r.setCode(catalog.NamespaceHTTP, c.S(), c.Kind)
	} else if c.Given() {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
	if e.Message.Given() && e.Message.Kind != envelope.String {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
	detail := firstOf(r.str(&e.Detail), r.str(&e.Details), message, r.str(&e.ErrorMessage))
	r.setTexts(r.str(&e.ErrorTitle), detail)
	r.noCode = r.raw == ""
	r.failed = d.bearsFailure()
}

func (d *Decoder) readMember(r *reading, m *envelope.Member) {
	r.shape = catalog.ShapeMXMember
	status := r.str(&m.Status)
	r.codes[1] = code{catalog.NamespaceConnection, status}
	r.raw = status
	detail := r.str(&m.StatusText)
	if m.Error.Given() {
		c := &m.Error.ErrorCode
		r.failed = true
		if c.Kind == envelope.Number || c.Kind == envelope.String {
			r.setCode(catalog.NamespaceMember, c.S(), c.Kind)
		}
		if r.codes[0].text == noEligibleAccounts && equalFold(status, "connected") && d.req.Operation != catalog.Verify {
			r.codes[0], r.failed = code{}, false
		}
		detail = firstOf(m.Error.ErrorMessage.S(), m.Error.Message.Best(), m.Error.UserMessage.S(), unquoted(&m.Error), detail)
	}
	r.setTexts("", detail)
	if m.Aggregating.IsTrue() {
		r.fixed = &pendingPoll
	}
	// 202 says by its status that more is to come.
	r.unsettled = r.fixed != nil || d.req.Status == 202
}

// unquoted returns a member's error that is a plain text.
func unquoted(f *envelope.Fault) string {
	if f.Quoted {
		return ""
	}
	return f.Text
}
