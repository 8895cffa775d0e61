package records

import (
	"encoding/base64"
	"time"
	"unicode/utf8"
)

// readName reads a name of an enumeration.
func readName[T any](p *Parser, member, allowed string, parse func(string) (T, bool), to *T) error {
	var none T
	c := p.at()
	if p.null() {
		*to = none
		return nil
	}
	name, err := p.textOf(member, allowed)
	if err != nil {
		return err
	}
	v, ok := parse(unsafeString(name))
	if !ok {
		return wrong(member, kindAt(c)+" that is no such name", allowed)
	}
	*to = v
	return nil
}

// textOf reads the text that has to be the value of a member.
func (p *Parser) textOf(member, allowed string) ([]byte, error) {
	if c := p.at(); c != '"' {
		if !p.skipValue() {
			return nil, p.broken()
		}
		return nil, wrong(member, kindAt(c), allowed)
	}
	text, ok := p.text()
	if !ok {
		return nil, p.broken()
	}
	return text, nil
}

// readStatus reads a status, also one in a text.
func (p *Parser) readStatus(r *Record) error {
	c := p.at()
	if p.null() {
		r.Request.Status = 0
		return nil
	}
	digits, ok := p.value()
	if !ok {
		return p.broken()
	}
	if r.Request.Status, ok = status(digits); !ok {
		found := kindAt(c)
		if c == '"' || found == "a number" {
			found += " that is no status"
		}
		return wrong("status", found, allowedStatus)
	}
	return nil
}

// status returns the status that digits write, also with zeros behind a point.
func status(digits []byte) (n int, ok bool) {
	i := 0
	for ; i < len(digits) && digits[i]-'0' < 10 && i < 4; i++ {
		n = n*10 + int(digits[i]-'0')
	}
	if i == 0 || i > 3 || i > 1 && n < 100 || i == 1 && n != 0 {
		return 0, false
	}
	if i == len(digits) {
		return n, true
	}
	if digits[i] != '.' || i+1 == len(digits) {
		return 0, false
	}
	for _, c := range digits[i+1:] {
		if c != '0' {
			return 0, false
		}
	}
	return n, true
}

// readIdempotent reads a yes or a no.
func (p *Parser) readIdempotent(r *Record) error {
	c := p.at()
	value, ok := p.raw()
	if !ok {
		return p.broken()
	}
	switch string(value) {
	case "true", `"yes"`:
		r.Request.Idempotent = true
	case "false", `"no"`, "null":
		r.Request.Idempotent = false
	default:
		return wrong("idempotent", kindAt(c), allowedIdempotent)
	}
	return nil
}

// readBody reads a body.
func (p *Parser) readBody() error {
	if p.null() {
		p.body = nil
		return nil
	}
	var ok bool
	if p.body, ok = p.value(); !ok {
		return p.broken()
	}
	return nil
}

// readBase64 reads a body in base64.
func (p *Parser) readBase64() error {
	if p.null() {
		p.base64 = nil
		return nil
	}
	text, err := p.textOf("body_base64", allowedBase64)
	if err != nil {
		return err
	}
	if need := base64.StdEncoding.DecodedLen(len(text)); p.decoded == nil || len(p.decoded) < need || len(p.decoded) > mostKept {
		p.decoded = make([]byte, need)
	}
	n, err := base64.StdEncoding.Decode(p.decoded, text)
	if err != nil {
		return wrong("body_base64", "a text that is no base64", allowedBase64)
	}
	p.base64 = p.decoded[:n:n]
	return nil
}

// readTime reads when the answer came.
func (p *Parser) readTime(r *Record) error {
	if p.null() {
		r.Time = time.Time{}
		return nil
	}
	text, err := p.textOf("time", allowedTime)
	if err != nil {
		return err
	}
	var ok bool
	if r.Time, ok = instant(text); !ok {
		return wrong("time", "a text that is no time", allowedTime)
	}
	return nil
}

// readID reads the caller's name of the record.
func (p *Parser) readID(r *Record) error {
	c := p.at()
	id, ok := p.raw()
	if !ok {
		return p.broken()
	}
	switch kind := kindAt(c); {
	case c == 'n':
		r.ID = nil
		return nil
	case kind != "a text" && kind != "a number":
		return wrong("id", kind, allowedID)
	case !utf8.Valid(id):
		return wrong("id", kind+" that is no UTF-8", allowedID)
	}
	r.ID = id
	return nil
}
