package records

import "github.com/finfault/finfault/decoder"

// readHeaders reads headers: a block of lines as it is, an object as the block
// that it amounts to.
func (p *Parser) readHeaders(r *Record) error {
	p.headers, r.Request.Headers = p.headers[:0], nil
	switch c := p.at(); {
	case p.null():
	case c == '"':
		block, ok := p.text()
		if !ok {
			return p.broken()
		}
		r.Request.Headers = block
		return nil
	case c != '{':
		if !p.skipValue() {
			return p.broken()
		}
		return wrong("headers", kindAt(c), allowedHeaders)
	default:
		if err := p.object(p.field); err != nil {
			return err
		}
		r.Request.Headers = p.headers
	}
	return nil
}

// field reads the value or values of a header.
func (p *Parser) field(name []byte) error {
	if p.at() != '[' {
		return p.line(name)
	}
	p.pos++
	if p.take(']') {
		return nil
	}
	for {
		if p.next() == '[' {
			return wrong("headers", "a list in a list", allowedValue)
		}
		if err := p.line(name); err != nil {
			return err
		}
		if !p.take(',') {
			break
		}
	}
	if !p.take(']') {
		return p.broken()
	}
	return nil
}

// line reads one value of a header and appends its line.
func (p *Parser) line(name []byte) error {
	c := p.at()
	if p.null() {
		return nil
	}
	value, ok := p.value()
	switch {
	case !ok:
		return p.broken()
	case c == '{' || c == 't' || c == 'f':
		return wrong("headers", kindAt(c), allowedValue)
	case len(p.headers) > decoder.MaxHeaders:
		return nil // nobody looks that far
	}
	p.headers = appendLine(p.headers, name)
	p.headers = append(p.headers, ": "...)
	p.headers = appendLine(p.headers, value)
	p.headers = append(p.headers, "\r\n"...)
	return nil
}

// appendLine appends a text and writes blanks for the ends of lines in it: they
// would make two headers of one.
func appendLine(dst, text []byte) []byte {
	from := len(dst)
	dst = append(dst, text...)
	for i, c := range dst[from:] {
		if c == '\n' || c == '\r' {
			dst[from+i] = ' '
		}
	}
	return dst
}
