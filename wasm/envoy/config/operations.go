package config

import "github.com/finfault/finfault/catalog"

// operation says what the requests to a path are for.
type operation struct {
	path, method string // any method when it is ""
	is           catalog.Operation
}

// addOperation adds an operation behind those that go before it.
func (p *Provider) addOperation(v *value) {
	o := operation{path: v.member("path").text}
	o.is, _ = catalog.ParseOperation(v.member("operation").text)
	if method := v.member("method"); method != nil {
		o.method = method.text
	}
	p.operations = append(p.operations, o)
	for i := len(p.operations) - 1; i > 0 && o.before(&p.operations[i-1]); i-- {
		p.operations[i], p.operations[i-1] = p.operations[i-1], o
	}
}

// before reports whether the operation is looked at before another: a longer
// path goes first, of equals the one with a method.
func (o *operation) before(other *operation) bool {
	if len(o.path) != len(other.path) {
		return len(o.path) > len(other.path)
	}
	return o.method != "" && other.method == ""
}

// Operation returns what a request is for. Where nothing is configured, a
// method that is not known to be safe writes: the careful reading.
func (p *Provider) Operation(method, path []byte) catalog.Operation {
	for i := range p.operations {
		o := &p.operations[i]
		if (o.method == "" || o.method == string(method)) && hasPrefix(path, o.path) {
			return o.is
		}
	}
	if Safe(method) {
		return catalog.Read
	}
	return catalog.Write
}

// Safe reports whether a method only reads, so that a request with it may be
// repeated.
func Safe(method []byte) bool {
	switch string(method) {
	case "GET", "HEAD", "OPTIONS":
		return true
	}
	return false
}

// Success reports whether answers with status 2xx are classified at a path.
func (p *Provider) Success(path []byte) bool {
	for _, prefix := range p.success {
		if hasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

// hasPrefix reports whether a path begins with a prefix, in which a segment *
// stands for any one that is not empty.
func hasPrefix(path []byte, prefix string) bool {
	at := 0
	for i := range len(prefix) {
		if isWildcard(prefix, i) {
			start := at
			for at < len(path) && path[at] != '/' && path[at] != '?' && path[at] != '#' {
				at++
			}
			if at == start {
				return false
			}
			continue
		}
		if at == len(path) || path[at] != prefix[i] {
			return false
		}
		at++
	}
	return true
}

// isWildcard reports whether a byte of a prefix is a whole segment *.
func isWildcard(prefix string, i int) bool {
	return prefix[i] == '*' && prefix[i-1] == '/' && (i+1 == len(prefix) || prefix[i+1] == '/')
}
