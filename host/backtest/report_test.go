package backtest

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/seen"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// secret is in codes and texts of the answers, and must not come out.
const secret = "4929123456781234"

// rules turn a request that must not be repeated into one that is, a retry into
// none, and leave a third one as it is, by another name.
var rules = []overlay.Rule{
	{Name: "careless", When: overlay.When{Providers: 1 << catalog.Basiq, Statuses: []overlay.StatusRange{{From: 400, To: 400}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.AggregatorInternal}},
	{Name: "careful", When: overlay.When{Providers: 1 << catalog.MX, Statuses: []overlay.StatusRange{{From: 503, To: 503}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.OperationFailed}},
	{Name: "same", When: overlay.When{Providers: 1 << catalog.Synapse, Statuses: []overlay.StatusRange{{From: 404, To: 404}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.NotFound}},
	{Name: "polls", When: overlay.When{Providers: 1 << catalog.TrueLayer, Statuses: []overlay.StatusRange{{From: 200, To: 200}}},
		Then: overlay.Then{Set: overlay.FieldOutcome, Outcome: catalog.OutcomePending}},
}

// answers has n of each, numbered.
func answers(n int) []decoder.Request {
	var all []decoder.Request
	for range n {
		all = append(all,
			decoder.Request{Provider: catalog.Basiq, Status: 400, Operation: catalog.Read, Body: []byte(`{"type":"list","data":[{"type":"error","code":"code-` + secret + `","title":"` + secret + `"}]}`)},
			decoder.Request{Provider: catalog.MX, Status: 503, Operation: catalog.Read},
			decoder.Request{Provider: catalog.Synapse, Status: 404, Body: []byte(`{"error":{"en":"` + secret + `"},"error_code":"404","http_code":"404","success":false}`)},
			decoder.Request{Provider: catalog.TrueLayer, Status: 200, Operation: catalog.Read, Body: []byte(`{"results":[]}`)},
			decoder.Request{Provider: catalog.TrueLayer, Status: 401, Body: []byte(`{"error":"invalid_token"}`)},
		)
	}
	return all
}

func pair(t testing.TB) (before, after *decoder.Decoder) {
	t.Helper()
	form, err := overlay.Encode(rules)
	require.NoError(t, err)
	o, err := overlay.Load(form)
	require.NoError(t, err)
	return decoder.New(), decoder.New(decoder.WithOverlay(o))
}

// compareAll returns the report on answers, of which the first stands on a line.
func compareAll(t testing.TB, all []decoder.Request, line int64) *Report {
	before, after := pair(t)
	var one, other catalog.Verdict
	r := &Report{}
	for i := range all {
		before.Classify(&all[i], &one)
		after.Classify(&all[i], &other)
		r.Add(&all[i], &one, &other, seen.At{Line: line + int64(i)})
	}
	return r
}

func TestReport(t *testing.T) {
	r := compareAll(t, answers(3), 1)
	assert.Equal(t, Totals{Records: 15, Changed: 9, NewRetries: 3, Renamed: 3}, r.Totals())
	changes := r.Changes()
	require.Len(t, changes, 3)

	c := changes[0]
	assert.True(t, c.NewRetry(), "what is dangerous comes first")
	assert.Equal(t, "code-…", c.Code)
	assert.Equal(t, []any{catalog.Basiq, 400, catalog.Read, "careless"}, []any{c.Provider, c.Status, c.Operation, c.After.Row})
	assert.Equal(t, seen.Span{Count: 3, FirstLine: 1, LastLine: 11}, c.Span)
	assert.Equal(t, decision.Difference{Field: "retry.policy", Before: "never", After: "backoff_short"}, c.Differences()[0])
	assert.Equal(t, 20.0, r.Share(&c))

	assert.False(t, changes[1].NewRetry(), "to poll is not to resend")
	assert.Equal(t, "polls", changes[1].After.Row)
	assert.False(t, changes[2].NewRetry())
	assert.Equal(t, "careful", changes[2].After.Row)

	text, err := json.Marshal(r)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "4929")
	assert.Contains(t, string(text), `"fields":["retry.policy","retry.automatic","category",`)
}

// TestEqualCatalogs: nothing changes between two that are the same.
func TestEqualCatalogs(t *testing.T) {
	cases, err := corpus.Load("../../decoder/testdata/cases")
	require.NoError(t, err)
	r := &Report{}
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		one, other := decoder.Classify(req), decoder.Classify(req)
		r.Add(req, &one, &other, seen.At{})
	}
	assert.Equal(t, Totals{Records: uint64(len(cases))}, r.Totals())
	assert.Empty(t, r.Changes())
}

// flood is a change among so many that a report cannot hold them all.
func flood(i int) (*decoder.Request, *catalog.Verdict, *catalog.Verdict) {
	before := catalog.Verdict{Provider: catalog.MX, Row: "row-" + strconv.Itoa(i), Category: catalog.OperationFailed}
	before.Retry.SetPolicy(catalog.Never)
	after := before
	after.Category = catalog.Conflict
	if i%100 == 0 {
		after.Retry.SetPolicy(catalog.BackoffShort)
	}
	return &decoder.Request{Provider: catalog.MX}, &before, &after
}

// TestFlood: memory is bounded, nothing that is dangerous is crowded out, and
// every answer is counted.
func TestFlood(t *testing.T) {
	const n = 5000
	r := &Report{}
	for i := range n {
		req, before, after := flood(i)
		r.Add(req, before, after, seen.At{Line: int64(i + 1)})
	}
	changes := r.Changes()
	assert.Len(t, changes, MostChanges+n/100)
	assert.True(t, changes[n/100-1].NewRetry())
	assert.False(t, changes[n/100].NewRetry())
	total := r.Totals()
	assert.EqualValues(t, n-MostChanges-n/100, total.Beyond)
	assert.EqualValues(t, n, total.Changed)
	assert.EqualValues(t, n/100, total.NewRetries)
}

// jsonOf is the whole of a report as a text.
func jsonOf(t testing.TB, r *Report) string {
	t.Helper()
	text, err := json.Marshal(r)
	require.NoError(t, err)
	return string(text)
}

// TestMergeLaws: however the answers are cut, ordered and grouped, the report is
// the same; also where parts come as JSON, and where there is a flood.
func TestMergeLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	add := func(r *Report, before, after *decoder.Decoder, all []decoder.Request, i int) {
		at := seen.At{Line: int64(i + 1)}
		if i%2 == 0 {
			req, one, other := flood(i)
			r.Add(req, one, other, at)
			return
		}
		var one, other catalog.Verdict
		before.Classify(&all[i%len(all)], &one)
		after.Classify(&all[i%len(all)], &other)
		r.Add(&all[i%len(all)], &one, &other, at)
	}
	before, after := pair(t)
	all := answers(1)
	const n = 2000
	whole := &Report{}
	for i := range n {
		add(whole, before, after, all, i)
	}
	for range 5 {
		parts := make([]*Report, 4)
		for i := range parts {
			parts[i] = &Report{}
		}
		for _, i := range rng.Perm(n) {
			add(parts[rng.IntN(len(parts))], before, after, all, i)
		}
		var copied Report
		require.NoError(t, json.Unmarshal([]byte(jsonOf(t, parts[3])), &copied))
		left, right := &Report{}, &Report{}
		left.Merge(parts[0])
		left.Merge(parts[1])
		right.Merge(&copied)
		right.Merge(parts[2])
		left.Merge(right)
		assert.Equal(t, jsonOf(t, whole), jsonOf(t, left))
	}
}

func TestJSONErrors(t *testing.T) {
	var r Report
	assert.Error(t, json.Unmarshal([]byte(`[]`), &r))
	assert.EqualError(t, json.Unmarshal([]byte(`{"overflow":[{"provider":"bank"}]}`), &r), "provider: no such name in the vocabulary")
	assert.Error(t, json.Unmarshal([]byte(`{"changes":[{"provider":"mx","operation":"dance"}]}`), &r))
}

func TestKeysHaveIDs(t *testing.T) {
	k := Key{Provider: catalog.MX, Code: "a"}
	for _, other := range []Key{{Provider: catalog.MX}, {Provider: catalog.MX, Code: "a", Status: 1}, {Provider: catalog.MX, Code: "a", Operation: catalog.Read},
		{Provider: catalog.MX, Code: "a", Before: Side{Row: "x"}}, {Provider: catalog.MX, Code: "a", After: Side{Row: "x"}},
		{Provider: catalog.MX, Code: "a", After: Side{Decision: decision.Decision{MaxRetries: 1}}}} {
		assert.NotEqual(t, k.ID(), other.ID())
	}
}

// TestKeepsNothing: what was taken in may be written over.
func TestKeepsNothing(t *testing.T) {
	all := answers(2)
	all[0].Body = []byte(`{"type":"list","data":[{"type":"error","code":"invalid-content"}]}`)
	want := jsonOf(t, compareAll(t, all, 1))
	before, after := pair(t)
	r := &Report{}
	for i, req := range all {
		req.Body = bytes.Clone(req.Body)
		var one, other catalog.Verdict
		before.Classify(&req, &one)
		after.Classify(&req, &other)
		r.Add(&req, &one, &other, seen.At{Line: int64(i + 1)})
		for i := range req.Body {
			req.Body[i] = '#'
		}
	}
	assert.Equal(t, want, jsonOf(t, r))
}
