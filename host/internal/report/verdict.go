package report

import (
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/terminal"
)

// Answer is a classified answer of a provider.
type Answer struct {
	// Status is the HTTP status on the wire, 0 for none.
	Status  int
	Verdict *catalog.Verdict
	Trace   *decoder.Trace
	// Row is the row of the catalog that the verdict names, or nil.
	Row *export.Row
}

// Verdict writes a verdict: what happened, whose fault it is, what to do, and
// why it is judged so.
func Verdict(p *terminal.Page, a *Answer) {
	v := a.Verdict
	head(p, v, a.Status)
	p.Blank()
	class(p, v, a.whyNotAutomatic())
	wireTexts(p, v)
	errorList(p, v)
	drift(p, v)
	why(p, a)
}

func head(p *terminal.Page, v *catalog.Verdict, status int) {
	badge := outcome(v.Outcome)
	if v.Category != catalog.None {
		badge = badge.And(terminal.T("  "), terminal.In(terminal.Strong, v.Category.String()))
	}
	p.Ends(badge, terminal.T(provider(v.Provider)+" · "+wireStatus(status)))
	p.Paragraph(0, terminal.T(summary(v)))
}

func outcome(o catalog.Outcome) terminal.Text {
	style := terminal.Bad
	switch o {
	case catalog.OutcomePending:
		style = terminal.Caution
	case catalog.OutcomeOK:
		style = terminal.Good
	}
	return terminal.In(style, strings.ToUpper(o.String()))
}

func summary(v *catalog.Verdict) string {
	switch v.Outcome {
	case catalog.OutcomePending:
		return "It is not finished yet."
	case catalog.OutcomeOK:
		return "There is no sign of a failure."
	}
	return glossary.Category(v.Category)
}

func provider(p catalog.Provider) string {
	if p == catalog.ProviderUnknown {
		return "unknown provider"
	}
	return Provider(p)
}

func wireStatus(status int) string {
	if status == 0 {
		return "no HTTP status"
	}
	return fmt.Sprintf("HTTP %d", status)
}

// wireTexts writes what the provider itself says.
func wireTexts(p *terminal.Page, v *catalog.Verdict) {
	if v.Code+v.Title+v.Detail+v.TraceID+v.Source == "" {
		return
	}
	heading(p, "What the answer says")
	wireField(p, "Code", v.Code)
	wireField(p, "Title", v.Title)
	wireField(p, "Detail", v.Detail)
	wireField(p, "Source", v.Source)
	wireField(p, "Trace id", v.TraceID)
}

func drift(p *terminal.Page, v *catalog.Verdict) {
	if v.Drift == 0 && !v.Truncated {
		return
	}
	heading(p, "Drift")
	for d := range v.Drift.All {
		p.Paragraph(labelIndent, named(glossary.Drift(d), d))
	}
	if v.Truncated {
		p.Paragraph(labelIndent, terminal.T("the body is longer than 1 MiB; only its beginning was read").And(terminal.In(terminal.Faint, " (truncated)")))
	}
}
