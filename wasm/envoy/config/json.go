package config

import "unicode/utf8"

// kind is the type of a JSON value.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

var kindNames = [...]string{"null", "a boolean", "a number", "a text", "a list", "an object"}

// String returns the kind as it stands in errors, with its article.
func (k kind) String() string { return kindNames[k] }

// value is a JSON value.
type value struct {
	kind kind
	yes  bool
	// text is a text, or a number as it was written.
	text string
	// names are those of an object's members, in their order.
	names []string
	// values are the members of an object or the elements of a list.
	values []value
}

// member returns the value of a member, nil when there is none.
func (v *value) member(name string) *value {
	for i, n := range v.names {
		if n == name {
			return &v.values[i]
		}
	}
	return nil
}

// maxDepth is more than any configuration needs; it bounds the recursion.
const maxDepth = 16

// parser reads one JSON text.
type parser struct {
	text []byte
	at   int
}

// parse reads a JSON text, which has to be one value and nothing else.
func parse(text []byte) (value, error) {
	p := parser{text: text}
	p.skipBlanks()
	v, err := p.value(0)
	if err != nil {
		return value{}, err
	}
	p.skipBlanks()
	if p.at < len(text) {
		return value{}, p.fail("the end of the text is expected")
	}
	return v, nil
}

// fail returns an error that says where the parser stands.
func (p *parser) fail(what string) error {
	line, column := 1, 1
	for _, c := range p.text[:min(p.at, len(p.text))] {
		column++
		if c == '\n' {
			line, column = line+1, 1
		}
	}
	return fail("line "+decimal(line)+", column "+decimal(column), "no JSON", what)
}

// next returns the byte at which the parser stands, 0 at the end.
func (p *parser) next() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) skipBlanks() {
	for c := p.next(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = p.next() {
		p.at++
	}
}

// take passes over a byte and the blanks behind it if it comes next.
func (p *parser) take(c byte) bool {
	if p.next() != c {
		return false
	}
	p.at++
	p.skipBlanks()
	return true
}

func (p *parser) value(depth int) (value, error) {
	if depth == maxDepth {
		return value{}, p.fail("at most " + decimal(maxDepth) + " levels are allowed")
	}
	switch c := p.next(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.list(depth)
	case c == '"':
		s, err := p.string()
		return value{kind: text, text: s}, err
	case c == '-' || isDigit(c):
		return p.number()
	}
	switch {
	case p.takeWord("true"):
		return value{kind: boolean, yes: true}, nil
	case p.takeWord("false"):
		return value{kind: boolean}, nil
	case p.takeWord("null"):
		return value{}, nil
	}
	return value{}, p.fail("a value is expected")
}

// takeWord passes over a word if it comes next.
func (p *parser) takeWord(word string) bool {
	end := p.at + len(word)
	if end > len(p.text) || string(p.text[p.at:end]) != word {
		return false
	}
	p.at = end
	return true
}

func (p *parser) object(depth int) (value, error) {
	v := value{kind: object}
	p.take('{')
	for !p.take('}') {
		if len(v.names) > 0 && !p.take(',') {
			return v, p.fail(`"," or "}" is expected`)
		}
		if p.next() != '"' {
			return v, p.fail("the name of a key is expected")
		}
		name, err := p.string()
		if err != nil {
			return v, err
		}
		p.skipBlanks()
		if !p.take(':') {
			return v, p.fail(`":" is expected`)
		}
		v.names = append(v.names, name)
		if err := p.append(&v, depth); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (p *parser) list(depth int) (value, error) {
	v := value{kind: list}
	p.take('[')
	for !p.take(']') {
		if len(v.values) > 0 && !p.take(',') {
			return v, p.fail(`"," or "]" is expected`)
		}
		if err := p.append(&v, depth); err != nil {
			return v, err
		}
	}
	return v, nil
}

// append reads a member's value or an element, and the blanks behind it.
func (p *parser) append(v *value, depth int) error {
	e, err := p.value(depth + 1)
	v.values = append(v.values, e)
	p.skipBlanks()
	return err
}

// number reads a number without fraction and exponent: no key takes others.
func (p *parser) number() (value, error) {
	start := p.at
	if p.next() == '-' {
		p.at++
	}
	digits := p.at
	for isDigit(p.next()) {
		p.at++
	}
	leading := p.text[digits:min(digits+1, len(p.text))]
	if c := p.next(); p.at == digits || c == '.' || c == 'e' || c == 'E' || p.at-digits > 1 && leading[0] == '0' {
		p.at = start
		return value{}, p.fail("an integer is expected")
	}
	return value{kind: number, text: string(p.text[start:p.at])}, nil
}

// string reads a text behind its opening quote.
func (p *parser) string() (string, error) {
	p.at++
	var s []byte
	for {
		c := p.next()
		switch {
		case p.at >= len(p.text) || c < ' ':
			return "", p.fail(`a closing quote is expected`)
		case c == '"':
			p.at++
			return string(s), nil
		case c == '\\':
			var ok bool
			if s, ok = p.escape(s); !ok {
				return "", p.fail("an escape that JSON knows is expected")
			}
		default:
			r, size := utf8.DecodeRune(p.text[p.at:])
			if r == utf8.RuneError && size == 1 {
				return "", p.fail("UTF-8 is expected")
			}
			s = append(s, p.text[p.at:p.at+size]...)
			p.at += size
		}
	}
}

// escape appends what an escape stands for.
func (p *parser) escape(s []byte) ([]byte, bool) {
	p.at++
	c := p.next()
	const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	for i := range len(from) {
		if c == from[i] {
			p.at++
			return append(s, to[i]), true
		}
	}
	r, ok := p.unit()
	if !ok {
		return s, false
	}
	if r >= 0xd800 && r < 0xdc00 && p.next() == '\\' { // the first half of a pair
		p.at++
		low, ok := p.unit()
		if !ok || low < 0xdc00 || low > 0xdfff {
			return s, false
		}
		r = 0x10000 + (r-0xd800)<<10 + low - 0xdc00
	}
	if !utf8.ValidRune(r) {
		return s, false
	}
	return utf8.AppendRune(s, r), true
}

// unit reads u and four hexadecimal digits.
func (p *parser) unit() (rune, bool) {
	if p.next() != 'u' || len(p.text)-p.at < 5 {
		return 0, false
	}
	var r rune
	for _, c := range p.text[p.at+1 : p.at+5] {
		switch {
		case isDigit(c):
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	p.at += 5
	return r, true
}

func isDigit(c byte) bool { return c-'0' < 10 }
