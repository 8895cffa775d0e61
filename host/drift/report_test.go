package drift

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/seen"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func jsonOf(t testing.TB, r *Report) string {
	t.Helper()
	text, err := json.Marshal(r)
	require.NoError(t, err)
	return string(text)
}

// letters spells a number, for codes and names that are no ids.
func letters(i int) string {
	var b strings.Builder
	for _, c := range strconv.Itoa(i) {
		b.WriteString([]string{"ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu"}[c-'0'])
	}
	return b.String()
}

// flood returns answers of which hardly two have the same code and shape.
func flood(n int) []answer {
	var all []answer
	for i := range n {
		at := seen.At{Line: int64(i + 1)}
		all = append(all,
			answer{decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqError(letters(i))}, at},
			answer{decoder.Request{Provider: catalog.MX, Status: 200, Body: []byte(`{"` + letters(i) + `":1}`)}, at})
	}
	return all
}

// TestFlood: memory is bounded, every answer is counted, and what is flooded
// does not crowd out what is not.
func TestFlood(t *testing.T) {
	const n = 3 * MostNovelties
	answers := append(flood(n), answer{req: decoder.Request{Provider: catalog.Basiq, Status: 410, Body: basiqError("resource-not-found")}})
	r := report(answers)
	assert.Len(t, r.Novelties(), 2*MostNovelties+1)
	assert.Equal(t, []Overflow{{catalog.Basiq, catalog.UnknownCode, n - MostNovelties}, {catalog.MX, catalog.UnknownShape, n - MostNovelties}}, r.Overflows())
	_, drifting := r.Records()
	assert.EqualValues(t, 2*n+1, drifting)
	assert.LessOrEqual(t, strings.Count(string(Overlay(r.Novelties())), "\n  - name:"), 1024)
}

// TestMergeLaws: however the answers are cut, ordered and grouped, the report is
// the same; also where parts come as JSON, and where there is a flood.
func TestMergeLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	answers, _ := records(t, 3000, plants())
	answers = append(answers, flood(MostNovelties+50)...)
	for i := range answers {
		if i%7 == 0 {
			answers[i].at = seen.At{} // some have no line and no time
		}
	}
	want := jsonOf(t, report(answers))
	for range 8 {
		rng.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
		a, b := rng.IntN(len(answers)), rng.IntN(len(answers))
		a, b = min(a, b), max(a, b)
		one, two, three := report(answers[:a]), report(answers[a:b]), report(answers[b:])
		var copied Report
		require.NoError(t, json.Unmarshal([]byte(jsonOf(t, three)), &copied))
		untouched := jsonOf(t, two)

		left, right := &Report{}, &Report{} // (one + two) + three
		left.Merge(one)
		left.Merge(two)
		left.Merge(&copied)
		right.Merge(two) // one + (two + three), the other way round
		right.Merge(three)
		right.Merge(one)
		assert.Equal(t, want, jsonOf(t, left))
		assert.Equal(t, want, jsonOf(t, right))
		assert.Equal(t, untouched, jsonOf(t, two), "what is merged is not changed")
	}
}

func TestJSON(t *testing.T) {
	answers, _ := records(t, 500, plants())
	r := report(answers)
	var back Report
	require.NoError(t, json.Unmarshal([]byte(jsonOf(t, r)), &back))
	assert.Equal(t, r.Novelties(), back.Novelties())
	assert.Equal(t, jsonOf(t, r), jsonOf(t, &back))
	assert.Equal(t, `{"records":0,"drifting":0,"novelties":[]}`, jsonOf(t, &Report{}))
	value, err := json.Marshal(*r)
	require.NoError(t, err)
	assert.Equal(t, jsonOf(t, r), string(value))
}

func TestJSONErrors(t *testing.T) {
	for text, message := range map[string]string{
		`{"novelties":[{"provider":"bank"}]}`:                           "provider: no such name in the vocabulary",
		`{"overflow":[{"provider":"mx","drift":"weather"}]}`:            "drift: no such name in the vocabulary",
		`{"novelties":[{"provider":"mx","drift":"unknown_code"}]}`:      "shape: no such name in the vocabulary",
		`{"novelties":[{"decision":{"outcome":"` + secretName + `"}}]}`: "outcome: no such name in the vocabulary",
	} {
		var r Report
		assert.EqualError(t, json.Unmarshal([]byte(text), &r), message)
	}
	assert.Error(t, json.Unmarshal([]byte(`[]`), &Report{}))
}

const secretName = "jane"

// TestAttribution: drift is put down to the code that has it, and to none where
// the verdict does not show it.
func TestAttribution(t *testing.T) {
	item := func(code, detail string) string {
		return `{"type":"error","code":"` + code + `","title":"t","detail":"` + detail + `"}`
	}
	mx := func(status, code string) []byte {
		return []byte(`{"member":{"connection_status":"` + status + `","error":{"error_code":` + code + `}}}`)
	}
	for name, c := range map[string]struct {
		req  decoder.Request
		want []string
	}{
		"one of two": {decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqErrors(item("invalid-content", "x") + "," + item("colour-missing", "x"))},
			[]string{"unknown_code colour-missing "}},
		"both": {decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqErrors(item("shape-missing", "x") + "," + item("colour-missing", "x"))},
			[]string{"unknown_code colour-missing ", "unknown_code shape-missing "}},
		"twice": {decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqErrors(item("colour-missing", "x") + "," + item("colour-missing", "y"))},
			[]string{"unknown_code colour-missing "}},
		"moved beside known": {decoder.Request{Provider: catalog.Basiq, Status: 410, Body: basiqErrors(item("resource-no-longer-available", "x") + "," + item("resource-not-found", "x"))},
			[]string{"status_moved resource-not-found "}},
		"respelled beside known": {decoder.Request{Provider: catalog.Basiq, Status: 404, Body: basiqErrors(item("resource-not-found", "x") + "," + item("Resource-Not-Found", "x"))},
			[]string{"respelled_code Resource-Not-Found "}},
		"behind the listed ones": {decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqErrors(strings.Repeat(item("invalid-content", "x")+",", 40) + item("colour-missing", "x"))},
			[]string{"unknown_code  "}},
		"known code, unknown state": {decoder.Request{Provider: catalog.MX, Status: 200, Body: mx("HIBERNATING", "1001")}, nil},
		"unknown code, known state": {decoder.Request{Provider: catalog.MX, Status: 200, Body: mx("DENIED", "777")}, []string{"unknown_code 777 "}},
		"unknown both":              {decoder.Request{Provider: catalog.MX, Status: 200, Body: mx("HIBERNATING", "777")}, []string{"unknown_code 777 "}},
		"respelled state":           {decoder.Request{Provider: catalog.MX, Status: 200, Body: mx("Denied", "777")}, []string{"unknown_code 777 ", "respelled_code  connection_status"}},
		"respelled second code": {decoder.Request{Provider: catalog.Synapse, Status: 401, Body: []byte(`{"error":{"en":"x","code":"Invalid_OAuth_Key"},"error_code":"777","http_code":"401","success":false}`)},
			[]string{"unknown_code 777 ", "respelled_code  error.code"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, n := range report([]answer{{req: c.req}}).Novelties() {
				got = append(got, n.Kind.String()+" "+n.Code+" "+n.Detail)
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// TestTypes names the members whose type changed.
func TestTypes(t *testing.T) {
	for body, want := range map[string]string{
		`{"data":{"type":"error","code":"invalid-content","title":"x"},"correlationId":"c"}`:                       "data: object",
		`{"data":[7,{"type":"error","code":"invalid-content","title":"x"}],"correlationId":"c"}`:                   "data[]: number",
		`{"data":[{"type":"error","code":"invalid-content","title":1,"detail":2,"source":"x"}],"correlationId":3}`: "correlationId: number, data[].detail: number, data[].source: string, data[].title: number",
	} {
		found := report([]answer{{req: decoder.Request{Provider: catalog.Basiq, Status: 400, Body: []byte(body)}}}).Novelties()
		require.Len(t, found, 1, body)
		assert.Equal(t, catalog.TypeChanged, found[0].Kind)
		assert.Equal(t, want, found[0].Detail)
	}
}

// TestDriftOfTheCorpus: what verdicts on the labelled answers say of drift comes
// out, and nothing where they say nothing.
func TestDriftOfTheCorpus(t *testing.T) {
	for _, req := range knownAnswers(t) {
		assert.Empty(t, report([]answer{{req: req}}).Novelties())
	}
}

// TestKeepsNothing: what was taken in may be written over.
func TestKeepsNothing(t *testing.T) {
	answers, _ := records(t, 500, plants())
	want := jsonOf(t, report(answers))
	var d decoder.Decoder
	var v catalog.Verdict
	r, buffer := &Report{}, make([]byte, 0, 1<<16)
	for _, a := range answers {
		buffer = append(buffer[:0], a.req.Body...)
		a.req.Body = buffer
		d.Classify(&a.req, &v)
		r.Add(&a.req, &v, a.at)
		for i := range buffer {
			buffer[i] = '#'
		}
	}
	assert.Equal(t, want, jsonOf(t, r))
}

// TestAllocations: answers without drift cost none.
func TestAllocations(t *testing.T) {
	req := decoder.Request{Provider: catalog.Basiq, Status: 404, Body: basiqError("resource-not-found")}
	v := decoder.Classify(&req)
	require.Zero(t, v.Drift)
	var r Report
	assert.Zero(t, testing.AllocsPerRun(100, func() { r.Add(&req, &v, seen.At{Line: 1}) }))
}
