package decoder

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
	"github.com/finfault/finfault/decoder/internal/lexer"
)

// body is what a body is before it is known whose it is.
type body struct {
	// format is ShapeOther for JSON that holds, or one of HTML, XML, text,
	// empty and invalid JSON.
	format catalog.Shape
	// object: the JSON is an object, and so in the envelope.
	object bool
	// nulls: the JSON says nothing: an empty object, an array, a scalar, or
	// members that are all null.
	nulls bool
	// text is the body without byte order mark and leading blanks.
	text string
}

// read finds out what the body is, and reads JSON into the envelope.
func (d *Decoder) read(raw []byte) {
	d.env.Reset()
	d.body = body{}
	raw, broken := trimStart(raw)
	b := &d.body
	b.text = unsafe.String(unsafe.SliceData(raw), len(raw))
	switch {
	case broken:
		b.format = catalog.ShapeInvalidJSON
	case len(raw) == 0:
		b.format = catalog.ShapeEmpty
	case raw[0] == '<':
		b.format = markup(b.text)
	default:
		d.readJSON(raw)
	}
}

func (d *Decoder) readJSON(raw []byte) {
	b, l := &d.body, &d.lexer
	l.Reset(raw)
	kind := lexer.Peek(l)
	if kind == envelope.Object {
		b.object = true
		d.env.Data.Spill = nil
		if p := d.given(); p == catalog.Basiq || p == catalog.ProviderUnknown {
			d.env.Data.Spill = d // nobody else's lists are evidence
		}
		d.env.UnmarshalEasyJSON(l)
	} else {
		l.SkipRecursive()
	}
	l.Consumed()
	switch {
	case !l.Broken():
		b.nulls = !b.object
	case kind == envelope.Object || kind == envelope.Array || raw[0] == '"':
		b.format = catalog.ShapeInvalidJSON
	default:
		b.format = catalog.ShapeText
	}
}

// trimStart drops a UTF-8 byte order mark and leading blanks. It reports
// UTF-16 and UTF-32, which are no JSON: a byte order mark of theirs, or a zero
// byte among the first four.
func trimStart(raw []byte) (rest []byte, wide bool) {
	if len(raw) >= 2 && raw[0] == '{' && raw[1] != 0 {
		return raw, false // what nearly all bodies are
	}
	if len(raw) >= 2 && (raw[0] == 0xff && raw[1] == 0xfe || raw[0] == 0xfe && raw[1] == 0xff) {
		return raw, true
	}
	for i := 0; i < len(raw) && i < 4; i++ {
		if raw[i] == 0 {
			return raw, true
		}
	}
	if len(raw) >= 3 && raw[0] == 0xef && raw[1] == 0xbb && raw[2] == 0xbf {
		raw = raw[3:]
	}
	for len(raw) > 0 && isBlank(raw[0]) {
		raw = raw[1:]
	}
	return raw, false
}

// htmlTags are the elements with which HTML pages of servers begin; anything
// else in angle brackets is XML.
var htmlTags = []string{"!doctype html", "html", "head", "body", "title", "center", "h1", "h2", "p", "div", "meta", "script", "style", "pre", "table", "br", "hr"}

// markup tells HTML, XML and text apart in a body that begins with "<".
func markup(text string) catalog.Shape {
	rest := text
	for {
		rest = rest[1:]
		if beginsWithTag(rest) {
			return catalog.ShapeHTML
		}
		if !hasPrefixFold(rest, "?xml") && !hasPrefixFold(rest, "!--") {
			break
		}
		// What stands behind a declaration or a comment tells.
		next := indexByte(rest, '<')
		if next < 0 {
			return catalog.ShapeXML
		}
		rest = rest[next:]
	}
	if rest != "" && (isLetter(rest[0]) || rest[0] == '?' || rest[0] == '!' || rest[0] == '_') {
		return catalog.ShapeXML
	}
	return catalog.ShapeText
}

// beginsWithTag reports whether s begins with an HTML element, as a whole word.
func beginsWithTag(s string) bool {
	for _, tag := range htmlTags {
		if hasPrefixFold(s, tag) && (len(s) == len(tag) || !isLetter(s[len(tag)]) && s[len(tag)]-'0' > 9) {
			return true
		}
	}
	return false
}

// onlyNulls reports whether every leaf of valid JSON is null: no string but
// names of members, no number, no literal but null.
func onlyNulls(json string) bool {
	for i := 0; i < len(json); i++ {
		switch c := json[i]; {
		case c == 't', c == 'f', c == '-', c-'0' < 10:
			return false
		case c == '"':
			i = stringEnd(json, i)
			if !isName(json, i+1) {
				return false
			}
		}
	}
	return true
}

// stringEnd returns the index of the quote that ends the string at i.
func stringEnd(json string, i int) int {
	for i++; i < len(json) && json[i] != '"'; i++ {
		if json[i] == '\\' {
			i++
		}
	}
	return i
}

// isName reports whether a colon follows.
func isName(json string, i int) bool {
	for i < len(json) && isBlank(json[i]) {
		i++
	}
	return i < len(json) && json[i] == ':'
}
