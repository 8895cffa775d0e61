package backtest

import (
	"encoding/json"
	"math"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/internal/names"
	"github.com/finfault/finfault/host/seen"
)

// reportForm is the JSON form of a report.
type reportForm struct {
	Totals
	Changes []changeForm `json:"changes"`
	// Overflow has what is counted together, by provider.
	Overflow []overflowForm `json:"overflow,omitempty"`
}

type changeForm struct {
	Provider  string `json:"provider"`
	Status    int    `json:"status"`
	Operation string `json:"operation"`
	Code      string `json:"code,omitempty"`
	NewRetry  bool   `json:"new_retry"`
	seen.Span
	// Share is that of all records, in percent, to two places.
	Share  float64  `json:"share"`
	Fields []string `json:"fields"`
	Before sideForm `json:"before"`
	After  sideForm `json:"after"`
}

type sideForm struct {
	Row      string            `json:"row,omitempty"`
	Decision decision.Decision `json:"decision"`
}

type overflowForm struct {
	Provider string `json:"provider"`
	NewRetry bool   `json:"new_retry"`
	Count    uint64 `json:"count"`
}

// MarshalJSON returns the report, complete: [Report.UnmarshalJSON] reads it back.
// It is there for values too, as pipelines pass them on.
func (r Report) MarshalJSON() ([]byte, error) {
	form := reportForm{Totals: r.Totals(), Changes: []changeForm{}}
	for _, c := range r.Changes() {
		var fields []string
		for _, d := range c.Differences() {
			fields = append(fields, d.Field)
		}
		form.Changes = append(form.Changes, changeForm{
			Provider: c.Provider.String(), Status: c.Status, Operation: c.Operation.String(), Code: c.Code, NewRetry: c.NewRetry(),
			Span: c.Span, Share: r.Share(&c), Fields: fields,
			Before: sideForm{c.Before.Row, c.Before.Decision}, After: sideForm{c.After.Row, c.After.Decision},
		})
	}
	for p := range r.tables {
		for i := range r.tables[p] {
			if n := r.tables[p][i].beyond; n > 0 {
				form.Overflow = append(form.Overflow, overflowForm{catalog.Provider(p).String(), i == 1, n})
			}
		}
	}
	return json.Marshal(form)
}

// Share returns the share of a change in all records, in percent, to two places.
func (r *Report) Share(c *Change) float64 {
	return math.Round(10_000*float64(c.Count)/float64(max(r.records, 1))) / 100
}

// UnmarshalJSON reads what MarshalJSON wrote. What the report held is gone. An
// error says which member is no name of the vocabulary.
func (r *Report) UnmarshalJSON(text []byte) error {
	var form reportForm
	if err := json.Unmarshal(text, &form); err != nil {
		return err
	}
	*r = Report{records: form.Records, changed: form.Changed, newRetries: form.NewRetries, renamed: form.Renamed}
	var p names.Parser
	for _, c := range form.Changes {
		k := Key{
			Provider: names.Parse(&p, catalog.ParseProvider, "provider", c.Provider), Status: c.Status,
			Operation: names.Parse(&p, catalog.ParseOperation, "operation", c.Operation), Code: c.Code,
			Before: Side{c.Before.Row, c.Before.Decision}, After: Side{c.After.Row, c.After.Decision},
		}
		r.add(k, c.Span)
	}
	for _, o := range form.Overflow {
		i := 0
		if o.NewRetry {
			i = 1
		}
		r.tables[names.Parse(&p, catalog.ParseProvider, "provider", o.Provider)][i].beyond += o.Count
	}
	return p.Err
}
