package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/finfault/finfault/catalog/export"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func allRows(t *testing.T) []export.Row {
	t.Helper()
	rows, err := export.Rows()
	require.NoError(t, err)
	require.Greater(t, len(rows), 126)
	return rows
}

// TestResolve holds each row's class against the table that verdicts are made
// of. Rows that repeat another one are not in the table; their twin is.
func TestResolve(t *testing.T) {
	for _, row := range allRows(t) {
		if row.Listed {
			assert.Zero(t, row.Class.Party, row.Name())
			assert.Zero(t, row.Class.Policy, row.Name())
			continue
		}
		decides := decidingRow(&row)
		require.NotNil(t, decides, row.Name())
		want := *decides
		want.When = catalog.When{}
		want.ID, want.Name, want.Reason = row.Class.ID, row.Class.Name, row.Class.Reason
		assert.Equal(t, want, row.Class, row.Name())
	}
}

// decidingRow is the row that decides on an answer made of the row's own
// conditions.
func decidingRow(row *export.Row) *catalog.Row {
	e := evidence(row)
	switch row.Class.Namespace {
	case catalog.NamespaceStatus:
		return catalog.ByStatus(row.Class.Provider, e)
	case catalog.NamespaceMessage:
		return catalog.ByMessage(row.Class.Provider, e)
	case catalog.NamespaceGateway:
		return catalog.ByGateway(e)
	}
	code, _ := catalog.FindCode(row.Class.Provider, row.Class.Namespace, row.Code)
	if code == nil {
		return nil
	}
	for i := range code.Rows() {
		if r := &code.Rows()[i]; r.Name == row.Name() {
			return r
		}
	}
	return code.Row(e)
}

func evidence(row *export.Row) *catalog.Evidence {
	e := &catalog.Evidence{Status: row.StatusClass * 100, Subcode: row.Subcode, Unsuccessful: row.Success != nil}
	if len(row.Status) > 0 {
		e.Status = row.Status[0]
	}
	if len(row.Operation) > 0 {
		e.Operation, _ = catalog.ParseOperation(row.Operation[0])
	}
	for _, text := range append(row.Match, row.Equals...) {
		e.Texts[0] = text
	}
	if len(row.Step) > 0 {
		e.Step = row.Step[0]
	}
	return e
}

func TestResolveRefusesUnknownNames(t *testing.T) {
	tests := map[string]data.Row{
		"namespace": {Namespace: "post"},
		"category":  {Namespace: "http", Category: "weather"},
		"retry":     {Namespace: "http", Category: "conflict", Retry: "often"},
		"actions":   {Namespace: "http", Category: "conflict", Actions: []string{"wait", "pray"}},
	}
	for member, fact := range tests {
		_, err := export.Resolve(&fact)
		assert.ErrorContains(t, err, member+":")
	}
	_, err := export.Resolve(&data.Row{Namespace: "http", Category: "conflict", Actions: make([]string, 7)})
	assert.ErrorContains(t, err, "at most 6 fit")
}

func TestJSON(t *testing.T) {
	rows := allRows(t)
	var b bytes.Buffer
	require.NoError(t, export.JSON(&b, rows))
	var got []map[string]any
	require.NoError(t, json.Unmarshal(b.Bytes(), &got))
	require.Len(t, got, len(rows))
	for i, r := range got {
		assert.Equal(t, rows[i].Name(), r["row"])
		assert.Equal(t, rows[i].Meaning, r["meaning"])
		if rows[i].Listed {
			assert.NotContains(t, r, "category", rows[i].Name())
			continue
		}
		assert.Equal(t, rows[i].Class.Category.String(), r["category"])
		assert.Contains(t, r["retry"], "automatic")
	}
}

// TestGuardedRows: what no verdict ever says, no row says either.
func TestGuardedRows(t *testing.T) {
	for _, c := range []struct {
		operations []string
		policy     catalog.Policy
		automatic  bool
	}{
		{nil, catalog.BackoffShort, true},
		{[]string{"sync"}, catalog.BackoffShort, true},
		{[]string{"login", "sync"}, catalog.BackoffShort, true},
		{[]string{"token"}, catalog.BackoffShort, false},
		{[]string{"login"}, catalog.RateLimit, false},
		{[]string{"token", "login"}, catalog.RateLimit, false},
		{[]string{"login"}, catalog.Poll, true},
	} {
		r := export.Row{Row: &data.Row{Operation: c.operations}}
		r.Class.Policy = c.policy
		assert.Equal(t, c.automatic, r.Retrying().Automatic, "%v", c)
	}
}

func TestJSONOfNothing(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, export.JSON(&b, nil))
	assert.Equal(t, "[]\n", b.String())
}

func TestCSV(t *testing.T) {
	rows := allRows(t)
	var b bytes.Buffer
	require.NoError(t, export.CSV(&b, rows))
	lines, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	require.Len(t, lines, len(rows)+1)
	column := map[string]int{}
	for i, name := range lines[0] {
		column[name] = i
	}
	for i, line := range lines[1:] {
		r := &rows[i]
		assert.Equal(t, r.Name(), line[column["row"]])
		assert.Equal(t, r.Code, line[column["code"]])
		assert.Equal(t, r.Contradiction, line[column["contradiction"]])
		assert.Equal(t, r.Cites.Where, line[column["where"]])
		if !r.Listed {
			assert.Equal(t, r.Class.Party.String(), line[column["party"]])
		}
	}
}

// fact is a row of texts that are taken for something else if written as they
// are.
func fact(text string) []export.Row {
	return []export.Row{{
		Row:   &data.Row{ID: 1, Provider: catalog.Basiq, Code: text, Meaning: text, Note: text},
		Class: catalog.Row{Policy: catalog.Never},
	}}
}

func TestCSVIsNoFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"} {
		var b bytes.Buffer
		require.NoError(t, export.CSV(&b, fact(text)))
		lines, err := csv.NewReader(&b).ReadAll()
		require.NoError(t, err)
		assert.Contains(t, lines[1], "'"+text)
		assert.NotContains(t, lines[1], text)
	}
}

func TestMarkdown(t *testing.T) {
	rows := allRows(t)
	var b bytes.Buffer
	require.NoError(t, export.Markdown(&b, rows))
	var cells, tables, lines int
	for line := range strings.Lines(b.String()) {
		switch {
		case strings.HasPrefix(line, "## "):
			tables++
		case strings.HasPrefix(line, "| Row "):
			cells = strings.Count(line, "|")
		case strings.HasPrefix(line, "| "):
			lines++
			assert.Equal(t, cells, strings.Count(line, "|")-strings.Count(line, `\|`), line)
		}
	}
	assert.Equal(t, 5, tables)
	assert.Equal(t, len(rows)+tables, lines, "the rows and the rules under the headings")
}

func TestMarkdownCellsStandForThemselves(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, export.Markdown(&b, fact("a|b\n<i>*c*_d_ e_f [g](h) `i` \\ &amp;")))
	assert.Contains(t, b.String(), `| a\|b \<i\>\*c\*\_d\_ e_f \[g\](h) \`+"`i\\`"+` \\ \&amp; |`)
}

// full is a writer with room for n bytes.
type full struct{ n int }

var errFull = errors.New("no room left")

func (f *full) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	rows := allRows(t)
	for name, write := range map[string]func(*full) error{
		"JSON":     func(w *full) error { return export.JSON(w, rows) },
		"CSV":      func(w *full) error { return export.CSV(w, rows) },
		"Markdown": func(w *full) error { return export.Markdown(w, rows) },
	} {
		for _, room := range []int{0, 5000} {
			assert.ErrorIs(t, write(&full{room}), errFull, name)
		}
	}
}
