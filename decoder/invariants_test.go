package decoder_test

import (
	"encoding/json"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// checkInvariants holds a verdict against the rules that hold for every one.
func checkInvariants(t *testing.T, req *decoder.Request, v *catalog.Verdict) {
	t.Helper()
	checkOutcome(t, req, v)
	checkRetry(t, req, v)
	raw := v.AppendJSON(nil)
	assert.True(t, json.Valid(raw), "%s", raw)
	assert.LessOrEqual(t, len(v.Errors), catalog.MaxErrors)
	assert.NotEqual(t, 1, len(v.Errors)+v.ErrorsDropped, "one error is no list")
	assert.Equal(t, len(req.Body) > decoder.MaxBody, v.Truncated)
}

func checkOutcome(t *testing.T, req *decoder.Request, v *catalog.Verdict) {
	t.Helper()
	if v.Outcome != catalog.OutcomeError {
		assert.Equal(t, catalog.None, v.Category)
		assert.Empty(t, v.Title+v.Detail+v.Source, "ok and pending carry no texts")
		assert.Equal(t, catalog.EffectNone, v.Effect)
		assert.Equal(t, catalog.GRPCOK, v.GRPCCode)
		assert.Equal(t, v.Outcome == catalog.OutcomePending, v.Actions.Len() > 0)
		return
	}
	assert.Less(t, v.Category, catalog.Category(catalog.NumCategories))
	assert.NotZero(t, v.Actions.Len(), "an error has a ladder")
	assert.Equal(t, req.Operation.Mutates(), v.Effect != catalog.EffectNone)
	if req.Status/100 == 5 {
		assert.NotEqual(t, catalog.InvalidRequest, v.Category, "a 5xx is never an invalid request")
	} else {
		assert.NotEqual(t, catalog.PartyEdge, v.Party, "edge only with a 5xx")
	}
	if v.Actions.First() == catalog.Wait && v.Code != "4221" {
		assert.NotEqual(t, catalog.Never, v.Retry.Policy, "wait goes with a policy other than never")
	}
}

func checkRetry(t *testing.T, req *decoder.Request, v *catalog.Verdict) {
	t.Helper()
	r := &v.Retry
	assert.NotEqual(t, catalog.PolicyNone, r.Policy)
	if r.AfterMs != 0 {
		assert.True(t, r.Policy.Resends() || r.Policy == catalog.Poll, "a time is not a policy")
		assert.LessOrEqual(t, r.AfterMs, uint32(catalog.MaxAfterMs))
	}
	if !r.Automatic || r.Policy == catalog.Poll {
		return
	}
	assert.True(t, r.Policy.Schedule().Automatic)
	assert.NotEqual(t, catalog.Token, req.Operation)
	assert.NotEqual(t, catalog.Login, req.Operation)
	assert.False(t, v.Effect == catalog.EffectUnknown && !req.Idempotent, "an unknown effect is not replayed without a key")
}

// corpusRequests returns the input of every labelled answer.
func corpusRequests(t testing.TB) []*decoder.Request {
	cases, err := corpus.Load("testdata/cases")
	require.NoError(t, err)
	var list []*decoder.Request
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		list = append(list, req)
	}
	return list
}

// asIfOfAnybody calls ask with every labelled answer, as if of each provider and
// to each operation.
func asIfOfAnybody(t *testing.T, ask func(req *decoder.Request)) {
	for _, req := range corpusRequests(t) {
		for p := catalog.ProviderUnknown; p <= catalog.MX; p++ {
			for op := catalog.OperationUnknown; op <= catalog.SSO; op++ {
				other := *req
				other.Provider, other.Operation = p, op
				if len(other.Body) > 4096 {
					other.Body = other.Body[:4096]
				}
				ask(&other)
			}
		}
	}
}

func TestInvariantsHoldForTheCorpus(t *testing.T) {
	var d decoder.Decoder
	var v catalog.Verdict
	asIfOfAnybody(t, func(req *decoder.Request) {
		d.Classify(req, &v)
		checkInvariants(t, req, &v)
	})
}

// TestCutBodies cuts every body of the corpus anywhere: a cut body never gives
// an automatic retry that the status alone would not give.
func TestCutBodies(t *testing.T) {
	var d decoder.Decoder
	var v, status catalog.Verdict
	for _, req := range corpusRequests(t) {
		if len(req.Body) > 4096 {
			continue
		}
		for i := range req.Body {
			cut := *req
			cut.Body = req.Body[:i]
			d.Classify(&cut, &v)
			checkInvariants(t, &cut, &v)
			if v.Shape != catalog.ShapeInvalidJSON {
				continue
			}
			cut.Provider, cut.Body = v.Provider, nil
			d.Classify(&cut, &status)
			assert.Equal(t, status.Category, v.Category, "%s", req.Body[:i])
			assert.Equal(t, status.Retry, v.Retry, "%s", req.Body[:i])
		}
	}
}

// TestExplainAgrees: explaining changes nothing, and its last words on the
// category are those of the verdict.
func TestExplainAgrees(t *testing.T) {
	var d decoder.Decoder
	var v, explained catalog.Verdict
	var trace decoder.Trace
	for _, req := range corpusRequests(t) {
		d.Classify(req, &v)
		want := v.Clone()
		d.Explain(req, &explained, &trace)
		got := explained.Clone()
		assert.Equal(t, want, got)
		require.NotEmpty(t, trace.Steps)
		assert.True(t, json.Valid(trace.AppendJSON(nil)))
		yes := 0
		for _, s := range trace.Steps {
			if s.Answer == decoder.AnswerYes && s.Source >= decoder.SourceRow && s.Source <= decoder.SourceGeneral {
				yes++
			}
		}
		assert.NotZero(t, yes, "some source decided: %s", trace.AppendJSON(nil))
	}
}

// TestCloneIsDetached overwrites the body and reuses the decoder.
func TestCloneIsDetached(t *testing.T) {
	body := []byte(`{"type":"list","correlationId":"abc","data":[{"type":"error","code":"x1","title":"t\u0031","detail":"d1","source":"s1"},{"type":"error","code":"x2"}]}`)
	var d decoder.Decoder
	var v catalog.Verdict
	d.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 400, Body: body}, &v)
	c := v.Clone()
	for i := range body {
		body[i] = '#'
	}
	d.Classify(&decoder.Request{Provider: catalog.MX, Status: 500, Body: []byte(`{"message":"\u0058\u0058\u0058\u0058"}`)}, &v)
	assert.Equal(t, []string{"x1", "t1", "d1", "abc", "s1"}, []string{c.Code, c.Title, c.Detail, c.TraceID, c.Source})
	require.Len(t, c.Errors, 2)
	assert.Equal(t, []string{"x1", "t1", "x2"}, []string{c.Errors[0].Code, c.Errors[0].Title, c.Errors[1].Code})
}

// TestPrivateTextsStayInTheVerdict: nothing but the verdict's own fields shows
// what a provider wrote, with rules of the user's own or without.
func TestPrivateTextsStayInTheVerdict(t *testing.T) {
	cases, err := corpus.Load("testdata/cases")
	require.NoError(t, err)
	for _, d := range withAndWithoutRules(t) {
		for i := range cases {
			req, err := cases[i].Request()
			require.NoError(t, err)
			checkPrivate(t, d, req, cases[i].Extra.Private)
		}
	}
}

// checkPrivate looks for the provider's texts in all that is shown of a verdict.
func checkPrivate(t *testing.T, d *decoder.Decoder, req *decoder.Request, private []string) {
	t.Helper()
	var v catalog.Verdict
	var trace decoder.Trace
	d.Explain(req, &v, &trace)
	shown := v.String() + v.GoString() + string(trace.AppendJSON(nil))
	for j := range v.Errors {
		shown += v.Errors[j].String() + v.Errors[j].GoString()
	}
	for _, text := range append([]string{v.Title, v.Detail}, private...) {
		if len(text) > 12 && text != v.Code { // some titles repeat a catalogued code
			assert.NotContains(t, shown, text)
		}
	}
}

// TestNumbersThatNameNothing: a provider or an operation that does not exist is
// as good as none, and a status past 999 as good as any other such.
func TestNumbersThatNameNothing(t *testing.T) {
	var d, plain decoder.Decoder
	var v, want catalog.Verdict
	for _, req := range corpusRequests(t) {
		odd, even := *req, *req
		odd.Provider, even.Provider = catalog.MX+1, catalog.ProviderUnknown
		odd.Operation, even.Operation = catalog.SSO+5, catalog.OperationUnknown
		odd.Status, even.Status = 1_000_000, 1000
		d.Classify(&odd, &v)
		plain.Classify(&even, &want)
		assert.Equal(t, want, v)
	}
}

// FuzzClassify: nothing that an answer holds breaks a rule that holds for every
// verdict, with rules of the user's own or without.
func FuzzClassify(f *testing.F) {
	for _, req := range corpusRequests(f) {
		if len(req.Body) < 8192 {
			f.Add(uint8(req.Provider), req.Status, uint8(req.Operation), req.Idempotent, req.Headers, req.Body)
		}
	}
	decoders := withAndWithoutRules(f)
	f.Fuzz(func(t *testing.T, provider uint8, status int, operation uint8, idempotent bool, headers, body []byte) {
		req := &decoder.Request{Provider: catalog.Provider(provider % 5), Status: status % 1000, Operation: catalog.Operation(operation % 11),
			Idempotent: idempotent, Headers: headers, Body: body}
		for _, d := range decoders {
			var again catalog.Verdict
			var trace decoder.Trace
			want := classifyWith(d, req)
			checkInvariants(t, req, &want)
			d.Explain(req, &again, &trace)
			assert.Equal(t, want, again.Clone())
			assert.True(t, json.Valid(trace.AppendJSON(nil)))
		}
	})
}
