package host

import (
	"encoding/json"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// step is a step of a trace in its JSON form.
type step struct {
	Source, Answer            string
	Error                     int
	Row, Reason, Rule         string
	Outcome, Category, Policy string
}

// readTrace reads the trace in what explain_json gave. Errors hold nothing of
// the text.
func readTrace(text []byte, t *decoder.Trace) error {
	var explanation struct{ Trace []step }
	if json.Unmarshal(text, &explanation) != nil {
		return refuse("its explanation is no JSON of the form that decoder.AppendExplanation gives")
	}
	for i := range explanation.Trace {
		s, ok := explanation.Trace[i].parse()
		if !ok {
			return refuse("step %d of its explanation has a name that this host does not know", i+1)
		}
		t.Steps = append(t.Steps, s)
	}
	return nil
}

// parse turns names back into their values.
func (s *step) parse() (decoder.Step, bool) {
	out := decoder.Step{Error: s.Error, Row: s.Row, Reason: s.Reason, Rule: s.Rule}
	var known [5]bool
	out.Source, known[0] = named[decoder.Source](s.Source)
	out.Answer, known[1] = named[decoder.Answer](s.Answer)
	out.Outcome, known[2] = optional(s.Outcome, catalog.ParseOutcome)
	out.Category, known[3] = optional(s.Category, catalog.ParseCategory)
	out.Policy, known[4] = optional(s.Policy, catalog.ParsePolicy)
	return out, known == [5]bool{true, true, true, true, true}
}

// optional parses a name that may be left out.
func optional[T any](name string, parse func(string) (T, bool)) (T, bool) {
	if name == "" {
		var none T
		return none, true
	}
	return parse(name)
}

// named returns the value of an enumeration that has a name.
func named[T interface {
	~uint8
	String() string
}](name string) (T, bool) {
	for v := T(0); v.String() != ""; v++ {
		if v.String() == name {
			return v, true
		}
	}
	return 0, false
}
