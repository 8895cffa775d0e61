package drift

import (
	"encoding/json"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/internal/names"
	"github.com/finfault/finfault/host/seen"
)

// reportForm is the JSON form of a report.
type reportForm struct {
	Records   uint64         `json:"records"`
	Drifting  uint64         `json:"drifting"`
	Novelties []noveltyForm  `json:"novelties"`
	Overflow  []overflowForm `json:"overflow,omitempty"`
}

type noveltyForm struct {
	Provider string `json:"provider"`
	Drift    string `json:"drift"`
	Status   int    `json:"status"`
	Shape    string `json:"shape"`
	Code     string `json:"code,omitempty"`
	Spelling string `json:"spelling,omitempty"`
	Detail   string `json:"detail,omitempty"`
	seen.Span
	Operations []string          `json:"operations"`
	Decision   decision.Decision `json:"decision"`
	Row        string            `json:"row,omitempty"`
	Sample     string            `json:"sample,omitempty"`
	SampleLine int64             `json:"sample_line,omitempty"`
	Decide     string            `json:"decide"`
	// Overlay is the source of a rule, where there is one that can be used as it
	// stands.
	Overlay string `json:"overlay,omitempty"`
}

type overflowForm struct {
	Provider string `json:"provider"`
	Drift    string `json:"drift"`
	Count    uint64 `json:"count"`
}

// MarshalJSON returns the report, complete: [Report.UnmarshalJSON] reads it back.
// It is there for values too, as pipelines pass them on.
func (r Report) MarshalJSON() ([]byte, error) {
	form := reportForm{Records: r.records, Drifting: r.drifting, Novelties: []noveltyForm{}}
	taken := ruleNames{}
	for _, n := range r.Novelties() {
		form.Novelties = append(form.Novelties, n.form(taken))
	}
	for _, o := range r.Overflows() {
		form.Overflow = append(form.Overflow, overflowForm{o.Provider.String(), o.Kind.String(), o.Count})
	}
	return json.Marshal(form)
}

func (n *Novelty) form(taken ruleNames) noveltyForm {
	f := noveltyForm{
		Provider: n.Provider.String(), Drift: n.Kind.String(), Status: n.Status, Shape: n.Shape.String(),
		Code: n.Code, Spelling: n.Spelling, Detail: n.Detail, Span: n.Span, Operations: []string{}, Decision: n.Decision,
		Row: n.Row, Sample: n.Sample, SampleLine: n.sampled, Decide: n.Question(),
	}
	for op := range n.Operations.All {
		f.Operations = append(f.Operations, op.String())
	}
	rule, ok := n.Rule()
	rule.Name = taken.unique(rule.Name)
	if ok {
		f.Overlay = ruleObject(&rule)
	}
	return f
}

// UnmarshalJSON reads what MarshalJSON wrote. What the report held is gone. An
// error says which member is no name of the vocabulary.
func (r *Report) UnmarshalJSON(text []byte) error {
	var form reportForm
	if err := json.Unmarshal(text, &form); err != nil {
		return err
	}
	*r = Report{records: form.Records, drifting: form.Drifting}
	var p names.Parser
	for i := range form.Novelties {
		n := form.Novelties[i].novelty(&p)
		if p.Err == nil {
			r.table(n.Provider, n.Kind).add(&n, nil)
		}
	}
	for _, o := range form.Overflow {
		provider := names.Parse(&p, catalog.ParseProvider, "provider", o.Provider)
		kind := names.Parse(&p, catalog.ParseDrift, "drift", o.Drift)
		r.table(provider, kind).beyond += o.Count
	}
	return p.Err
}

func (f *noveltyForm) novelty(p *names.Parser) Novelty {
	n := Novelty{
		Key: Key{
			Provider: names.Parse(p, catalog.ParseProvider, "provider", f.Provider),
			Kind:     names.Parse(p, catalog.ParseDrift, "drift", f.Drift),
			Shape:    names.Parse(p, catalog.ParseShape, "shape", f.Shape),
			Status:   f.Status, Code: f.Code, Detail: f.Detail,
		},
		Span: f.Span, Spelling: f.Spelling, Decision: f.Decision, Row: f.Row, Sample: f.Sample, sampled: f.SampleLine,
	}
	for _, name := range f.Operations {
		n.Operations |= 1 << names.Parse(p, catalog.ParseOperation, "operations", name)
	}
	return n
}
