package drift

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host/seen"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answer is a record as the aggregator sees it.
type answer struct {
	req decoder.Request
	at  seen.At
}

// report classifies answers and returns the report on them.
func report(answers []answer) *Report {
	var d decoder.Decoder
	var v catalog.Verdict
	r := &Report{}
	for i := range answers {
		d.Classify(&answers[i].req, &v)
		r.Add(&answers[i].req, &v, answers[i].at)
	}
	return r
}

// knownAnswers are the labelled answers in which there is nothing new.
func knownAnswers(t testing.TB) []decoder.Request {
	t.Helper()
	cases, err := corpus.Load("../../decoder/testdata/cases")
	require.NoError(t, err)
	var known []decoder.Request
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		if v := decoder.Classify(req); v.Drift == 0 && len(req.Body) < 4096 {
			known = append(known, *req)
		}
	}
	return known
}

// Secrets, which must not come out in whatever form.
const (
	account = "4929123456781234"
	email   = "jane.doe@example.com"
	token   = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl"
	iban    = "DE89370400440532013000"
)

// planted is a novelty and how often it comes.
type planted struct {
	name  string
	times int
	req   decoder.Request
	key   Key
	// further novelties of the same answers.
	further []Key
}

func basiqErrors(items string) []byte {
	return []byte(`{"type":"list","correlationId":"` + token + `","data":[` + items + `]}`)
}

func basiqError(code string) []byte {
	return basiqErrors(`{"type":"error","code":"` + code + `","title":"` + email + `","detail":"Account ` + account + `","source":{"parameter":"` + iban + `"}}`)
}

// plants has something of every kind, for every provider.
func plants() []planted {
	const shape = `{"jane.doe@example.com":{"accountNo":"4929-1234-5678-1234"},"verdict":"nope","steps_left":3}`
	job := func(code string) []byte {
		return []byte(`{"type":"job","id":"` + account + `","steps":[{"title":"` + email + `","status":"failed","result":{"code":"` + code + `","title":"` + iban + `","detail":"` + token + `"}}]}`)
	}
	return []planted{
		{name: "unknown code", times: 40, req: decoder.Request{Provider: catalog.Basiq, Status: 400, Operation: catalog.Read, Body: basiqError("account-frozen")},
			key: Key{catalog.Basiq, catalog.UnknownCode, 400, catalog.ShapeBasiqErrors, "account-frozen", ""}},
		{name: "same code, other status", times: 7, req: decoder.Request{Provider: catalog.Basiq, Status: 403, Body: basiqError("Account_Frozen")},
			key: Key{catalog.Basiq, catalog.UnknownCode, 403, catalog.ShapeBasiqErrors, "account-frozen", ""}},
		{name: "code of a step", times: 12, req: decoder.Request{Provider: catalog.Basiq, Status: 200, Operation: catalog.Job, Body: job("card-expired")},
			key: Key{catalog.Basiq, catalog.UnknownCode, 200, catalog.ShapeBasiqJob, "card-expired", ""}},
		{name: "number of an account as a code", times: 3, req: decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqError("4929-1234-5678-1234")},
			key: Key{catalog.Basiq, catalog.UnknownCode, 400, catalog.ShapeBasiqErrors, "redacted", ""}},
		{name: "escaped number as a code", times: 2, req: decoder.Request{Provider: catalog.Synapse, Status: 400, Body: []byte(`{"error":{"en":"x"},"error_code":"\u0034\u0039\u0032\u0039\u0031","http_code":"400","success":false}`)},
			key: Key{catalog.Synapse, catalog.UnknownCode, 400, catalog.ShapeSynapse, "redacted", ""}},
		{name: "address as a code", times: 2, req: decoder.Request{Provider: catalog.TrueLayer, Status: 400, Operation: catalog.Payment, Body: []byte(`{"type":"https://docs.truelayer.com/errors#` + email + `","title":"` + iban + `","status":400,"trace_id":"` + token + `"}`)},
			key: Key{catalog.TrueLayer, catalog.UnknownCode, 400, catalog.ShapeTrueLayerProblem, "redacted", ""}},
		{name: "code with an id", times: 9, req: decoder.Request{Provider: catalog.TrueLayer, Status: 422, Body: []byte(`{"error":"mandate_limit_` + account + `","error_description":"` + email + `"}`)},
			key: Key{catalog.TrueLayer, catalog.UnknownCode, 422, catalog.ShapeTrueLayerError, "mandate-limit-…", ""}},
		{name: "short number", times: 4, req: decoder.Request{Provider: catalog.Synapse, Status: 400, Body: []byte(`{"error":{"en":"x"},"error_code":"299","http_code":"400","success":false}`)},
			key: Key{catalog.Synapse, catalog.UnknownCode, 400, catalog.ShapeSynapse, "299", ""}},
		{name: "state of a member", times: 5, req: decoder.Request{Provider: catalog.MX, Status: 200, Operation: catalog.Job, Body: []byte(`{"member":{"connection_status":"HIBERNATING","guid":"MBR-` + account + `"}}`)},
			key: Key{catalog.MX, catalog.UnknownCode, 200, catalog.ShapeMXMember, "hibernating", ""}},
		{name: "moved status", times: 21, req: decoder.Request{Provider: catalog.Basiq, Status: 410, Body: basiqError("resource-not-found")},
			key: Key{catalog.Basiq, catalog.StatusMoved, 410, catalog.ShapeBasiqErrors, "resource-not-found", ""}},
		{name: "respelling", times: 6, req: decoder.Request{Provider: catalog.Basiq, Status: 404, Body: basiqError("Resource_Not_Found")},
			key: Key{catalog.Basiq, catalog.RespelledCode, 404, catalog.ShapeBasiqErrors, "Resource_Not_Found", ""}},
		{name: "status in the body", times: 8, req: decoder.Request{Provider: catalog.TrueLayer, Status: 500, Body: []byte(`{"type":"https://docs.truelayer.com/docs/error-types#internal-server-error","title":"` + email + `","status":503,"trace_id":"x"}`)},
			key:     Key{catalog.TrueLayer, catalog.StatusMismatch, 500, catalog.ShapeTrueLayerProblem, "internal-server-error", "503"},
			further: []Key{{catalog.TrueLayer, catalog.RespelledCode, 500, catalog.ShapeTrueLayerProblem, "internal-server-error", ""}}},
		{name: "new shape", times: 15, req: decoder.Request{Provider: catalog.Basiq, Status: 400, Body: []byte(shape)},
			key: Key{catalog.Basiq, catalog.UnknownShape, 400, catalog.ShapeOther, "", "{steps_left: number, verdict: string, …: {accountNo: string}}"}},
		{name: "new shape of a success", times: 11, req: decoder.Request{Provider: catalog.TrueLayer, Status: 200, Body: []byte(`{"x-` + iban + `":[1,2],"when":"now"}`)},
			key: Key{catalog.TrueLayer, catalog.UnknownShape, 200, catalog.ShapeOther, "", "{when: string, …: [number]}"}},
		{name: "a page for a success", times: 2, req: decoder.Request{Provider: catalog.MX, Status: 200, Body: []byte("<html>" + account)},
			key: Key{catalog.MX, catalog.UnknownShape, 200, catalog.ShapeHTML, "", ""}},
		{name: "other type", times: 14, req: decoder.Request{Provider: catalog.Basiq, Status: 400, Body: basiqErrors(`{"type":"error","code":"invalid-content","title":"x","detail":49291234}`)},
			key: Key{catalog.Basiq, catalog.TypeChanged, 400, catalog.ShapeBasiqErrors, "invalid-content", "data[].detail: number"}},
		{name: "two errors, one of them new", times: 3, req: decoder.Request{Provider: catalog.Basiq, Status: 400, Operation: catalog.Write,
			Body: basiqErrors(`{"type":"error","code":"invalid-content","title":"x","detail":"y"},{"type":"error","code":"colour-missing","title":"x","detail":"y"}`)},
			key: Key{catalog.Basiq, catalog.UnknownCode, 400, catalog.ShapeBasiqErrors, "colour-missing", ""}},
	}
}

// records is a run of answers with nothing new but the planted.
func records(t testing.TB, n int, plants []planted) (answers []answer, want map[Key]seen.Span) {
	rng := rand.New(rand.NewPCG(5, 6))
	known := knownAnswers(t)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	answers, want = make([]answer, n), map[Key]seen.Span{}
	for i := range answers {
		answers[i] = answer{known[rng.IntN(len(known))], seen.At{Line: int64(i + 1), Time: start.Add(time.Duration(i) * time.Second)}}
	}
	free := rng.Perm(n)
	for _, p := range plants {
		for _, i := range free[:p.times] {
			answers[i].req = p.req
			for _, k := range append([]Key{p.key}, p.further...) {
				s := want[k]
				s.Add(answers[i].at)
				want[k] = s
			}
		}
		free = free[p.times:]
	}
	return answers, want
}

// TestPlanted: of 100,000 records each planted novelty is found, with its count
// and where it came first and last, and nothing else.
func TestPlanted(t *testing.T) {
	all := plants()
	answers, want := records(t, 100_000, all)
	r := report(answers)

	found := map[Key]seen.Span{}
	for _, n := range r.Novelties() {
		found[n.Key] = n.Span
	}
	assert.Equal(t, want, found)
	drifting := 0
	for _, p := range all {
		drifting += p.times
	}
	records, with := r.Records()
	assert.Equal(t, []uint64{100_000, uint64(drifting)}, []uint64{records, with})
	assert.Empty(t, r.Overflows())

	text, err := r.MarshalJSON()
	require.NoError(t, err)
	files, _, err := CatalogRows(r.Novelties())
	require.NoError(t, err)
	assertPrivate(t, string(text)+string(Overlay(r.Novelties()))+fmt.Sprintf("%+v", files))
}

// assertPrivate: no secret comes out, nor does a part of one.
func assertPrivate(t *testing.T, text string) {
	t.Helper()
	lower := strings.ToLower(text)
	for _, secret := range []string{"4929", "5678", "\\u0034", "jane", "doe", "example", "@", "eyj", "c2ln", "de89", "0532", "3704"} {
		assert.NotContains(t, lower, secret)
	}
}
