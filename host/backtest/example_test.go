package backtest_test

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/backtest"
	"github.com/finfault/finfault/host/seen"
)

// What a rule would change, before it is used.
func ExampleReport() {
	form, err := overlay.Encode([]overlay.Rule{{
		Name: "basiq.try-again",
		When: overlay.When{Providers: 1 << catalog.Basiq, Statuses: []overlay.StatusRange{{From: 404, To: 404}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.AggregatorUnavailable},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	rules, err := overlay.Load(form)
	if err != nil {
		fmt.Println(err)
		return
	}
	before, after := decoder.New(), decoder.New(decoder.WithOverlay(rules))
	var v, w catalog.Verdict
	var report backtest.Report
	for line, status := range []int{404, 200, 404} {
		req := &decoder.Request{Provider: catalog.Basiq, Status: status, Operation: catalog.Read}
		before.Classify(req, &v)
		after.Classify(req, &w)
		report.Add(req, &v, &w, seen.At{Line: int64(line + 1)})
	}
	fmt.Println(report.Totals().NewRetries, "of", report.Totals().Records, "are now resent")
	for _, c := range report.Changes() {
		fmt.Println(c.Status, c.Count, c.Before.Category, "->", c.After.Category, "by", c.After.Row)
	}
	// Output:
	// 2 of 3 are now resent
	// 404 2 not_found -> aggregator_unavailable by basiq.try-again
}
