package main

import (
	"os"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTablesAreCurrent: what is committed is what the data files say.
func TestTablesAreCurrent(t *testing.T) {
	t.Chdir("../..")
	want, err := generate()
	require.NoError(t, err)
	got, err := os.ReadFile(output)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "run: go generate ./catalog")
}

// TestRefusals: facts that contradict each other or the contract do not become
// tables, and the message says which.
func TestRefusals(t *testing.T) {
	no := false
	base := data.Row{ID: 1, Provider: catalog.Basiq, Reason: "basiq.x", Namespace: "http", Code: "x", Category: "conflict"}
	with := func(change func(*data.Row)) []data.Row {
		r := base
		r.ID = 2
		change(&r)
		return []data.Row{base, r}
	}
	for name, c := range map[string]struct {
		rows []data.Row
		want string
	}{
		"another verdict":   {with(func(r *data.Row) { r.Category = "not_found" }), "rows 1 and 2 apply to the same answers and give different verdicts"},
		"same id":           {[]data.Row{base, base}, "row 1 stands twice"},
		"unknown category":  {with(func(r *data.Row) { r.Category = "nope" }), `category: "nope" is no value of the contract`},
		"unknown action":    {with(func(r *data.Row) { r.Actions = []string{"pray"} }), `actions: "pray" is no value of the contract`},
		"unknown namespace": {with(func(r *data.Row) { r.Namespace = "nope" }), `namespace: "nope" is no value of the data files`},
		"other spelling":    {with(func(r *data.Row) { r.Spellings = []string{"y"} }), `spelling "y" normalises to "y", its code to "x"`},
		"wait for nothing":  {with(func(r *data.Row) { r.Actions = []string{"wait"} }), "actions begin with wait, but retry is never"},
		"unsupported app":   {with(func(r *data.Row) { r.Category, r.Party = "unsupported", "app" }), "unsupported with party app has scope request"},
		"message, no text":  {with(func(r *data.Row) { r.Namespace, r.Code = "message", "" }), "a row without a code needs match or equals"},
		"success true":      {with(func(r *data.Row) { yes := true; r.Success = &yes }), "step takes one title"},
		"too many rungs":    {with(func(r *data.Row) { r.Actions = make([]string, 7) }), "7 rungs, at most 6 fit"},
	} {
		_, err := build(c.rows)
		assert.ErrorContains(t, err, c.want, name)
	}
	for name, rows := range map[string][]data.Row{
		"narrowed by text":      with(func(r *data.Row) { r.Category, r.Match = "not_found", []string{"gone"} }),
		"narrowed by operation": with(func(r *data.Row) { r.Category, r.Operation = "not_found", []string{"login"} }),
		"narrowed by status":    with(func(r *data.Row) { r.Category, r.Status = "not_found", []int{404} }),
		"narrowed by success":   with(func(r *data.Row) { r.Category, r.Success = "not_found", &no }),
		"the same again":        with(func(*data.Row) {}),
		"listed only":           with(func(r *data.Row) { r.Category, r.Listed = "", true }),
	} {
		_, err := build(rows)
		assert.NoError(t, err, name)
	}
}

// build resolves and arranges rows as generate does.
func build(rows []data.Row) (*tables, error) {
	var resolved []resolvedRow
	for i := range rows {
		r, err := resolve(&rows[i])
		if err != nil {
			return nil, err
		}
		resolved = append(resolved, r)
	}
	return arrange(resolved)
}
