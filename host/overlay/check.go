package overlay

import "strings"

// check reports what is wrong with the rule as a whole, or with values that do
// not go together, at the key that the fault names.
func (r *ruleReader) check() {
	for _, p := range r.rule.Problems() {
		if r.rule.follows(p.Key) {
			continue
		}
		at, n := p.Key, r.rule.places[p.Key]
		for n == nil { // a key that is missing: where it should be
			at = at[:max(strings.LastIndexByte(at, '.'), 0)]
			n = r.rule.places[at]
		}
		r.fail(n, p.Key, p.Problem)
	}
}

// follows reports whether a fault is, or may be, only the consequence of a value
// that could not be read.
func (r *sourceRule) follows(key string) bool {
	part, _, _ := strings.Cut(key, ".")
	switch {
	case r.places[part] == nil || r.failed[key]:
		return true // it is missing, or something is wrong with it anyway
	case key == "when" || key == "then" || key == "then.category":
		return r.failed["when"] || r.failed["then"]
	}
	return part == "then" && key != "then.reason" && r.failed["then"]
}
