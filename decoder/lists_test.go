package decoder_test

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
)

// TestHeldErrorHoldsTheList: what a text may not permit for one of several
// errors it does not permit for the body, wherever in the list that error is.
func TestHeldErrorHoldsTheList(t *testing.T) {
	const (
		free = `{"type":"error","code":"access-denied","detail":"please try again"}`
		held = `{"type":"error","code":"forbidden-access","detail":"please try again"}`
		ran  = `{"type":"job","steps":[{"status":"failed","result":{"code":"maintenance","title":"please try again"}}]}`
		lost = `{"type":"job","updated":"2024-01-01T00:00:00Z","steps":[{"status":"failed","result":{"code":"unknown-error","title":"please try again"}}]}`
	)
	d := decoder.New(decoder.WithOverlay(vectorRules(t)))
	for name, c := range map[string]struct {
		status    int
		items     []string
		automatic bool
	}{
		"free":                {403, []string{free, free}, true},
		"held last":           {403, []string{free, held}, false},
		"held first":          {403, []string{held, free}, false},
		"held in the middle":  {403, []string{free, held, free}, false},
		"held past the kept":  {403, append(repeated(free, 40), held), false},
		"free past the kept":  {403, append(repeated(held, 40), free), false},
		"jobs":                {200, []string{ran, ran}, true},
		"a job with a date":   {200, []string{ran, lost}, false},
		"a job without":       {200, []string{lost, ran}, false},
		"a job past the kept": {200, append(repeated(ran, 40), lost), false},
	} {
		body := `{"type":"list","correlationId":"c","data":[` + strings.Join(c.items, ",") + `]}`
		for range 2 { // what is held in one body is forgotten with the next
			v := classifyWith(d, &decoder.Request{Provider: catalog.Basiq, Status: c.status, Body: []byte(body)})
			assert.Equal(t, catalog.BasisOverlay, v.Basis, name)
			assert.Equal(t, c.automatic, v.Retry.Automatic, name)
		}
	}
}

func repeated(item string, n int) []string {
	return strings.Split(strings.Repeat(item+"\n", n-1)+item, "\n")
}

// TestRulesForErrorsPastTheKept: errors that a rule takes for none are decided
// upon too where all of them stand past the elements that are kept.
func TestRulesForErrorsPastTheKept(t *testing.T) {
	d := decoder.New(decoder.WithOverlay(vectorRules(t)))
	body := `{"type":"list","correlationId":"c","data":[` + strings.Repeat(`{"type":"account"},`, 40) +
		`{"type":"error","code":"v-ok"},{"type":"error","code":"v-ok"}]}`
	v := classifyWith(d, &decoder.Request{Provider: catalog.Basiq, Status: 200, Body: []byte(body)})
	assert.Equal(t, catalog.OutcomeOK, v.Outcome)
	assert.Equal(t, "v.ok", v.Row)
	assert.Equal(t, 2, v.ErrorsDropped)
}
