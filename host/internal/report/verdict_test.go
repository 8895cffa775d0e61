package report

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/host/internal/terminal"
	"github.com/stretchr/testify/assert"
)

// written returns what a function writes on a page of 80 columns.
func written(write func(p *terminal.Page)) string {
	p := terminal.NewPage(80, false)
	write(p)
	return string(p.Bytes())
}

func TestErrorList(t *testing.T) {
	v := &catalog.Verdict{ErrorsDropped: 8, Errors: []catalog.ErrorItem{
		{Category: catalog.None, Policy: catalog.Never},
		{Category: catalog.OperationFailed, Policy: catalog.Never, Actions: catalog.Ladder{catalog.ContactSupport}, Code: "x\x1b[1m", Source: "y"},
	}}
	assert.Equal(t, `Errors in the body: 10
   1. no failure
      party unknown · retry never
   2. operation_failed · x\x1b[1m
      at y
      party unknown · contact_support · retry never
  and 8 more, which are not listed
`, written(func(p *terminal.Page) { errorList(p, v) }))
}

func TestProviderHint(t *testing.T) {
	r := &catalog.Retry{Policy: catalog.Never, ProviderHint: catalog.HintNo}
	assert.Contains(t, written(func(p *terminal.Page) { retry(p, catalog.ProviderUnknown, r, "") }), "The provider itself says not to retry.")
	assert.Contains(t, written(func(p *terminal.Page) { retry(p, catalog.MX, r, "") }), "MX itself says not to retry.")
}

func TestDecision(t *testing.T) {
	tests := map[string]struct {
		row  export.Row
		want string
	}{
		"listed":  {export.Row{Row: &data.Row{Listed: true}}, "the code is only listed, the status decides.\n"},
		"pending": {export.Row{Row: &data.Row{}, Class: catalog.Row{Outcome: catalog.OutcomePending, Category: catalog.None, Policy: catalog.Poll}}, "pending, retry poll.\n"},
		"error": {export.Row{Row: &data.Row{}, Class: catalog.Row{Category: catalog.Conflict, Policy: catalog.Never,
			Actions: catalog.Ladder{catalog.LookupExisting, catalog.FixRequest}}}, "conflict, lookup_existing > fix_request, retry never.\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, written(func(p *terminal.Page) { p.Paragraph(0, decision(&test.row)) }))
		})
	}
}

func TestStatuses(t *testing.T) {
	tests := map[string]data.Row{
		"":                      {},
		"5xx":                   {StatusClass: 5},
		"0":                     {Status: []int{0}},
		"403, 451":              {Status: []int{403, 451}},
		"500, 505–511":          {Status: []int{500, 505, 506, 507, 508, 509, 510, 511}},
		"400–401, 403, 500–501": {Status: []int{400, 401, 403, 500, 501}},
	}
	for want, row := range tests {
		assert.Equal(t, want, Statuses(&export.Row{Row: &row}))
	}
}

// TestWhyNot: token requests and logins are told apart from rows that forbid it.
func TestWhyNot(t *testing.T) {
	for want, operations := range map[string][]string{
		"the row forbids it":       {"login", "sync"},
		"token requests never are": {"token"},
		"logins never are":         {"login"},
	} {
		assert.Equal(t, want, whyNot(&export.Row{Row: &data.Row{Operation: operations}}))
	}
}
