package drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
)

// observed is the source that rows cite which nobody documents.
const observed = "observed"

var observedSource = data.Source{Title: "Answers seen in production, not documented", Where: "finfault drift"}

// CatalogRows returns rows for the catalog's data files, a file for each
// provider with rows: new ones, numbered on from the last, and those of known
// codes with a spelling added, which take the place of the row of their number.
// left are the novelties that no row can hold: a shape, a type and a status in
// the body are a matter of the decoder, and some codes are not shown in full.
func CatalogRows(novelties []Novelty) (files []data.File, left []Novelty, err error) {
	known, err := data.All()
	if err != nil {
		return nil, nil, err
	}
	w := catalogWriter{known: known}
	for i := range novelties {
		if !w.add(&novelties[i]) {
			left = append(left, novelties[i])
		}
	}
	return w.files, left, nil
}

// catalogWriter gathers rows in files.
type catalogWriter struct {
	known []data.Row
	files []data.File
}

func (w *catalogWriter) add(n *Novelty) bool {
	if !n.Whole() || n.Provider == catalog.ProviderUnknown {
		return false
	}
	switch n.Kind {
	case catalog.UnknownCode, catalog.StatusMoved:
		if codeNamespace(n) == catalog.NamespaceConnection && !isWord(n.Code) {
			return false // the states of a member are single words
		}
		file := w.file(n.Provider)
		file.Sources[observed] = observedSource
		row := w.row(n)
		row.ID = w.nextID(n.Provider, file)
		row.Reason = uniqueReason(file, row.Reason)
		file.Rows = append(file.Rows, row)
		return true
	case catalog.RespelledCode:
		return w.respell(n)
	}
	return false
}

func isWord(code string) bool {
	return !strings.ContainsFunc(code, func(c rune) bool { return c < 'a' || c > 'z' })
}

// file returns the file of a provider.
func (w *catalogWriter) file(p catalog.Provider) *data.File {
	i := slices.IndexFunc(w.files, func(f data.File) bool { return f.Provider == p.String() })
	if i < 0 {
		i = len(w.files)
		w.files = append(w.files, data.File{Schema: "schema.json", Provider: p.String(), Sources: map[string]data.Source{}})
	}
	return &w.files[i]
}

// nextID returns the number behind those of the provider's rows.
func (w *catalogWriter) nextID(p catalog.Provider, file *data.File) int {
	last := 0
	for i := range w.known {
		if w.known[i].Provider == p {
			last = max(last, w.known[i].ID)
		}
	}
	for i := range file.Rows {
		last = max(last, file.Rows[i].ID)
	}
	return last + 1
}

func uniqueReason(file *data.File, reason string) string {
	taken := ruleNames{}
	for i := range file.Rows {
		taken[file.Rows[i].Reason] = true
	}
	return taken.unique(reason)
}

// row returns a row that says what the verdicts said.
func (w *catalogWriter) row(n *Novelty) data.Row {
	ns := codeNamespace(n)
	r := data.Row{
		Reason: n.Provider.String() + "." + slug(n.Code), Source: observed, Section: "finfault drift", Namespace: ns.String(),
		Code: n.Spelling, Certainty: catalog.Inferred.String(), Meaning: "Seen in production and not documented: decide what it means.",
	}
	if n.Kind == catalog.StatusMoved {
		r.Reason = fmt.Sprintf("%s.status-%d", r.Reason, n.Status)
		r.Meaning = "Documented under another status: decide whether it means the same here."
	}
	if ns == catalog.NamespaceConnection {
		r.Code = strings.ToUpper(r.Code)
	}
	if ns == catalog.NamespaceHTTP && n.Status >= 100 && n.Status <= 599 {
		r.Status = []int{n.Status}
	}
	n.class(&r)
	return r
}

// class fills in what differs from the defaults of the outcome or category.
func (n *Novelty) class(r *data.Row) {
	t := n.then()
	switch d := &n.Decision; d.Outcome {
	case catalog.OutcomeOK:
		r.Outcome, r.Certainty = d.Outcome.String(), ""
		return
	case catalog.OutcomePending:
		r.Outcome, r.Retry, r.Severity = d.Outcome.String(), catalog.Poll.String(), d.Severity.String()
	default:
		usual := t.Category.Defaults()
		r.Category = t.Category.String()
		if t.Policy != usual.Policy {
			r.Retry = t.Policy.String()
		}
		if d.Party != usual.Party {
			r.Party = d.Party.String()
		}
		if t.Actions == usual.Actions {
			return
		}
	}
	for _, a := range t.Actions.Slice() {
		r.Actions = append(r.Actions, a.String())
	}
}

// codeNamespace returns where the code of a novelty is looked up.
func codeNamespace(n *Novelty) catalog.Namespace {
	switch {
	case n.Kind == catalog.StatusMoved:
		return catalog.NamespaceHTTP // no other has statuses
	case n.Shape != catalog.ShapeMXMember:
		return namespaceOf(n.Shape)
	case isNumber(n.Code):
		return catalog.NamespaceMember
	}
	return catalog.NamespaceConnection
}

// respell adds a spelling to the row that decided, else to the first of the
// code.
func (w *catalogWriter) respell(n *Novelty) bool {
	i := slices.IndexFunc(w.known, func(r data.Row) bool { return r.Name() == n.Row && spells(&r, n.Code) })
	if i < 0 {
		i = slices.IndexFunc(w.known, func(r data.Row) bool { return r.Provider == n.Provider && spells(&r, n.Code) })
	}
	if i < 0 {
		return false
	}
	file := w.file(n.Provider)
	at := slices.IndexFunc(file.Rows, func(r data.Row) bool { return r.ID == w.known[i].ID })
	if at < 0 {
		at = len(file.Rows)
		file.Rows = append(file.Rows, w.known[i])
		file.Sources[w.known[i].Source] = w.known[i].Cites
	}
	row := &file.Rows[at]
	row.Spellings = append(slices.Clone(row.Spellings), n.Spelling)
	return true
}

// spells reports whether a code is that of a row in whatever spelling.
func spells(r *data.Row, code string) bool {
	var have, want catalog.CodeKey
	return catalog.NormalizeCode(&have, r.Code) && catalog.NormalizeCode(&want, code) && have.String() == want.String()
}
