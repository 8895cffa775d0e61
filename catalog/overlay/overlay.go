package overlay

import "github.com/finfault/finfault/catalog"

// Overlay is a set of rules that has been loaded. It does not change and may
// be used by any number of goroutines.
type Overlay struct {
	rules []rule
	codes codeTable
	// others are the rules that need no code.
	others []uint16
	id     uint64
}

// rule is a rule as it is asked.
type rule struct {
	Rule
	// row is what a rule that decides says.
	row    catalog.Row
	narrow *catalog.Narrow
}

// Len returns the number of rules.
func (o *Overlay) Len() int { return len(o.rules) }

// Rule returns rule i, counted from 0. It must not be written to.
func (o *Overlay) Rule(i int) *Rule { return &o.rules[i].Rule }

// ID is a hash of the binary form: overlays of the same ID have the same rules.
func (o *Overlay) ID() uint64 { return o.id }

// Question is what an overlay is asked about.
type Question struct {
	Provider catalog.Provider
	Shape    catalog.Shape
	// Codes are the codes of the body as they are looked up; "" is none.
	Codes [2]string
	// Evidence has the whole body among its texts where that is plain text.
	Evidence *catalog.Evidence
}

// Answer is the rule that applies.
type Answer struct {
	Rule *Rule
	// Row is what a rule that decides says, as a row of the catalog would. It is
	// nil for a rule that amends.
	Row *catalog.Row
}

// Find returns the first rule that applies; its Rule is nil when none does.
func (o *Overlay) Find(q *Question) Answer {
	best := len(o.rules)
	for i := range q.Codes {
		if q.Codes[i] != "" && len(o.codes.list) > 0 {
			best = o.firstOfCode(q, q.Codes[i], best)
		}
	}
	for _, n := range o.others {
		if int(n) >= best {
			break
		}
		if o.rules[n].applies(q) {
			best = int(n)
			break
		}
	}
	if best == len(o.rules) {
		return Answer{}
	}
	r := &o.rules[best]
	if r.Decides() {
		return Answer{&r.Rule, &r.row}
	}
	return Answer{&r.Rule, nil}
}

// firstOfCode returns the number of the first rule for a code that applies, if
// it comes before best, else best.
func (o *Overlay) firstOfCode(q *Question, code string, best int) int {
	var key catalog.CodeKey
	if !catalog.NormalizeCode(&key, code) {
		return best
	}
	for c := o.codes.first(&key); c != nil; c = o.codes.next(c, &key) {
		n := int(c.rule)
		if n >= best {
			return best
		}
		if o.rules[n].applies(q) {
			return n
		}
	}
	return best
}

// applies reports whether all conditions but that on the code hold.
func (r *rule) applies(q *Question) bool {
	w, e := &r.When, q.Evidence
	switch {
	case w.Providers != 0 && w.Providers&(1<<q.Provider) == 0,
		w.Shapes != 0 && w.Shapes&(1<<q.Shape) == 0,
		!w.Operations.Admits(e.Operation),
		len(w.Statuses) > 0 && !w.admitsStatus(e.Status):
		return false
	case r.Then.Has(FieldCategory) && r.Then.Category == catalog.InvalidRequest && catalog.InClass(e.Status, 5):
		return false // a 5xx is never an invalid request
	case r.narrow == nil:
		return true
	case q.Shape == catalog.ShapeInvalidJSON:
		return false // in a broken body the status decides
	}
	return r.narrow.Holds(e)
}

func (w *When) admitsStatus(status int) bool {
	for _, s := range w.Statuses {
		if int(s.From) <= status && status <= int(s.To) {
			return true
		}
	}
	return false
}
