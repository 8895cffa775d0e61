package report

import (
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/host/internal/terminal"
)

// Row writes everything that the catalog holds on one row.
func Row(p *terminal.Page, r *export.Row) {
	p.Ends(terminal.In(terminal.Name, r.Name()), terminal.T(place(r)))
	p.Paragraph(0, terminal.In(terminal.Faint, r.Reason))
	p.Blank()
	textField(p, "Meaning", r.Meaning)
	textField(p, "Note", r.Note)
	textField(p, "Contradiction", r.Contradiction)
	conditions(p, r)
	rowClass(p, r)
	heading(p, "Source")
	textField(p, "Document", r.Cites.Title)
	textField(p, "Section", r.Section)
	textField(p, "Where", r.Cites.Where)
}

// place says in one line whose row it is and where it was seen.
func place(r *export.Row) string {
	parts := []string{Provider(r.Provider)}
	if s := Statuses(r); s != "" {
		parts = append(parts, "HTTP "+s)
	}
	if r.Code != "" {
		parts = append(parts, r.Code)
	}
	return strings.Join(parts, " · ")
}

func conditions(p *terminal.Page, r *export.Row) {
	heading(p, "When it applies")
	field(p, "Kind", named(glossary.Namespace(r.Class.Namespace), r.Class.Namespace))
	textField(p, "Status", Statuses(r))
	textField(p, "Code", spellings(r))
	textField(p, "Operation", strings.Join(r.Operation, ", "))
	textField(p, "Job step", strings.Join(r.Step, ", "))
	textField(p, "Text contains", quoted(r.Match))
	textField(p, "Text is", quoted(r.Equals))
	textField(p, "Text lacks", quoted(r.Unless))
	textField(p, "Text form", form(r.Form))
	textField(p, "Source has", quoted(r.SourceIs))
	textField(p, "error.code", r.Subcode)
	if r.Success != nil {
		textField(p, "success", strconv.FormatBool(*r.Success))
	}
	if r.NoCode {
		textField(p, "Code", "null")
	}
}

// Statuses names the statuses that the row is documented for, runs of them as
// ranges, or a class such as 5xx; "" for any.
func Statuses(r *export.Row) string {
	if len(r.Status) == 0 && r.StatusClass > 0 {
		return strconv.Itoa(r.StatusClass) + "xx"
	}
	var parts []string
	for i := 0; i < len(r.Status); {
		end := i
		for end+1 < len(r.Status) && r.Status[end+1] == r.Status[end]+1 {
			end++
		}
		part := strconv.Itoa(r.Status[i])
		if end > i {
			part += "–" + strconv.Itoa(r.Status[end])
		}
		parts = append(parts, part)
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

func spellings(r *export.Row) string {
	if len(r.Spellings) == 0 {
		return r.Code
	}
	return r.Code + ", also spelled " + strings.Join(r.Spellings, ", ")
}

func quoted(texts []string) string {
	var all []string
	for _, t := range texts {
		all = append(all, strconv.Quote(t))
	}
	return strings.Join(all, " or ")
}

func form(name string) string {
	if name == "named_id" {
		return "<user:id> not valid, with any name of an id"
	}
	return name
}

// rowClass writes the class of a verdict that the row decides.
func rowClass(p *terminal.Page, r *export.Row) {
	heading(p, "What it says")
	if r.Listed {
		p.Paragraph(labelIndent, terminal.T("Nothing: the provider lists the code, and no source settles what it means. "+
			"The row never decides; the status does."))
		return
	}
	v := catalog.Verdict{Outcome: r.Class.Outcome, Provider: r.Provider, Category: r.Class.Category, Party: r.Class.Party,
		Severity: r.Class.Severity, Scope: r.Class.Scope, GRPCCode: r.GRPCCode(), Actions: r.Class.Actions, Retry: r.Retrying()}
	field(p, "Outcome", outcome(v.Outcome))
	if v.Category != catalog.None {
		field(p, "Category", terminal.In(terminal.Strong, v.Category.String()).And(terminal.T(": "+glossary.Category(v.Category))))
	}
	class(p, &v, whyNot(r))
	certainty(p, r.Class.Certainty, r.Class.Alternatives)
}

// whyNot returns why a row that is not retried automatically is not.
func whyNot(r *export.Row) string {
	switch strings.Join(r.Operation, " ") {
	case catalog.Token.String():
		return "token requests never are"
	case catalog.Login.String():
		return "logins never are"
	}
	return "the row forbids it"
}
