package export

import (
	"strconv"
	"strings"
)

// column is one column of the CSV export.
type column struct {
	name string
	cell func(r *record) string
}

// columns are the columns of the CSV export. Lists are joined with "; ", the
// ladder of actions with " > ".
var columns = []column{
	{"row", func(r *record) string { return r.Row }},
	{"provider", func(r *record) string { return r.Provider }},
	{"namespace", func(r *record) string { return r.Namespace }},
	{"status", statuses},
	{"code", func(r *record) string { return r.Code }},
	{"spellings", func(r *record) string { return list(r.Spellings) }},
	{"operation", func(r *record) string { return list(r.Operation) }},
	{"conditions", conditions},
	{"listed", func(r *record) string { return yes(r.Listed) }},
	{"outcome", ofClass(func(c *class) string { return c.Outcome })},
	{"category", ofClass(func(c *class) string { return c.Category })},
	{"party", ofClass(func(c *class) string { return c.Party })},
	{"actions", ofClass(func(c *class) string { return strings.Join(c.Actions, " > ") })},
	{"retry", ofClass(func(c *class) string { return c.Retry.Policy })},
	{"automatic", ofClass(func(c *class) string { return yesNo(c.Retry.Automatic) })},
	{"max_retries", ofClass(func(c *class) string { return strconv.Itoa(int(c.Retry.MaxRetries)) })},
	{"severity", ofClass(func(c *class) string { return c.Severity })},
	{"scope", ofClass(func(c *class) string { return c.Scope })},
	{"grpc_code", ofClass(func(c *class) string { return c.GRPCCode })},
	{"certainty", ofClass(func(c *class) string { return c.Certainty })},
	{"alternatives", ofClass(func(c *class) string { return list(c.Alternatives) })},
	{"provider_hint", ofClass(func(c *class) string { return c.Retry.ProviderHint })},
	{"reason", func(r *record) string { return r.Reason }},
	{"meaning", func(r *record) string { return r.Meaning }},
	{"note", func(r *record) string { return r.Note }},
	{"contradiction", func(r *record) string { return r.Contradiction }},
	{"source", func(r *record) string { return r.Source.Title }},
	{"section", func(r *record) string { return r.Source.Section }},
	{"where", func(r *record) string { return r.Source.Where }},
}

// ofClass leaves the cell of a row without a class empty.
func ofClass(cell func(*class) string) func(*record) string {
	return func(r *record) string {
		if r.class == nil {
			return ""
		}
		return cell(r.class)
	}
}

// statuses names the documented statuses, or a class such as 5xx.
func statuses(r *record) string {
	if len(r.Status) == 0 && r.StatusClass != 0 {
		return strconv.Itoa(r.StatusClass) + "xx"
	}
	all := make([]string, len(r.Status))
	for i, s := range r.Status {
		all[i] = strconv.Itoa(s)
	}
	return list(all)
}

// conditions says in one line what a body must have for the row to apply.
func conditions(r *record) string {
	var all []string
	add := func(what string, values []string) {
		if len(values) > 0 {
			all = append(all, what+" "+strings.Join(quoted(values), " or "))
		}
	}
	add("step is", r.Step)
	add("text contains", r.Match)
	add("text is", r.Equals)
	add("text lacks", r.Unless)
	add("source contains", r.SourceIs)
	if r.Form != "" {
		all = append(all, "text has the form "+r.Form)
	}
	if r.Subcode != "" {
		all = append(all, "error.code is "+r.Subcode)
	}
	if r.Success != nil {
		all = append(all, "success is "+strconv.FormatBool(*r.Success))
	}
	if r.NoCode {
		all = append(all, "the code is null")
	}
	return list(all)
}

func quoted(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = `"` + v + `"`
	}
	return out
}

func list(values []string) string { return strings.Join(values, "; ") }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
