package records

import (
	"strconv"

	"github.com/finfault/finfault/catalog"
)

// Parser reads records out of lines. It keeps up to a megabyte for what it
// unescapes, and allocates nothing for lines that this suffices for. The zero
// value is ready to use; it serves one goroutine at a time.
type Parser struct {
	scanner
	// headers is the block of header lines that was put together.
	headers []byte
	// body and base64 are the two forms of the body, nil where the line has none.
	body, base64 []byte
	decoded      []byte // what base64 aliases
}

// Parse fills r with the record of a line; whatever r held is gone. Blanks
// around it, such as the end of the line, do not matter.
//
// r aliases the line and memory of the parser: it is valid until the next call
// and as long as the line is not written to. The error is an [*Error] without
// the number of the line; r then holds nothing of use.
func (p *Parser) Parse(line []byte, r *Record) error {
	*r = Record{}
	p.reset(line)
	p.body, p.base64 = nil, nil
	if c := p.next(); c != '{' {
		if c == 0 || !p.skipValue() || p.next() != 0 {
			return p.broken()
		}
		return &Error{Found: kindAt(c), Allowed: allowedLine}
	}
	err := p.object(func(name []byte) error { return p.member(name, r) })
	switch {
	case err != nil:
		return err
	case p.next() != 0 || p.pos < len(line):
		return p.broken()
	case p.body != nil && p.base64 != nil:
		return &Error{Member: "body_base64", Found: "a body as well", Allowed: "one of the two"}
	}
	if r.Request.Body = p.body; p.body == nil {
		r.Request.Body = p.base64
	}
	return nil
}

// broken is the error of a line that is no JSON from pos on.
func (p *Parser) broken() error {
	return &Error{Found: "broken or cut JSON at byte " + strconv.Itoa(p.pos+1), Allowed: allowedLine}
}

// object reads the object that is next and calls read for each member, the
// value of which is then next.
func (p *Parser) object(read func(name []byte) error) error {
	p.pos++
	if p.take('}') {
		return nil
	}
	for {
		if p.next() != '"' {
			return p.broken()
		}
		name, ok := p.text()
		if !ok || !p.take(':') || p.next() == 0 {
			return p.broken()
		}
		if err := read(name); err != nil {
			return err
		}
		if !p.take(',') {
			break
		}
	}
	if !p.take('}') {
		return p.broken()
	}
	return nil
}

// member reads the value of a member, which is next.
func (p *Parser) member(name []byte, r *Record) error {
	switch string(name) {
	case "body":
		return p.readBody()
	case "headers":
		return p.readHeaders(r)
	case "status":
		return p.readStatus(r)
	case "provider":
		return readName(p, "provider", allowedProvider, catalog.ParseProvider, &r.Request.Provider)
	case "operation":
		return readName(p, "operation", allowedOperation, catalog.ParseOperation, &r.Request.Operation)
	case "idempotent":
		return p.readIdempotent(r)
	case "body_base64":
		return p.readBase64()
	case "time":
		return p.readTime(r)
	case "id":
		return p.readID(r)
	}
	if !p.skipValue() {
		return p.broken()
	}
	return nil
}

// raw reads the value that is next and returns its bytes on the line.
func (p *Parser) raw() (value []byte, ok bool) {
	start := p.pos
	ok = p.skipValue()
	return p.data[start:p.pos:p.pos], ok
}

// value reads the value that is next: the text of a text, the bytes on the line
// of anything else.
func (p *Parser) value() (value []byte, ok bool) {
	if p.at() == '"' {
		return p.text()
	}
	return p.raw()
}

// null passes over the value that is next if it is null.
func (p *Parser) null() bool { return p.at() == 'n' && p.skipWord("null") }

// wrong is the error of a member.
func wrong(member, found, allowed string) error {
	return &Error{Member: member, Found: found, Allowed: allowed}
}
