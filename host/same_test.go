package host_test

import (
	"bytes"
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
)

// pair is the decoder as it is and as a module.
type pair struct {
	engine    *host.Engine
	native    decoder.Decoder
	want      catalog.Verdict
	wantTrace decoder.Trace
	got       host.Verdict
	gotTrace  decoder.Trace
	wantJSON  []byte
	gotJSON   []byte
}

// check holds every form of what the module says against what the decoder says.
func (p *pair) check(t *testing.T, req *decoder.Request) {
	t.Helper()
	ctx := context.Background()
	p.native.Explain(req, &p.want, &p.wantTrace)
	want := p.want.Clone()

	require.NoError(t, p.engine.Classify(ctx, req, &p.got))
	require.Equal(t, want, p.got.Clone())
	require.NoError(t, p.engine.Explain(ctx, req, &p.got, &p.gotTrace))
	require.Equal(t, want, p.got.Clone())

	p.wantJSON = want.AppendJSON(p.wantJSON[:0])
	var err error
	p.gotJSON, err = p.engine.AppendVerdictJSON(ctx, p.gotJSON[:0], req)
	require.NoError(t, err)
	requireSame(t, p.wantJSON, p.gotJSON)

	p.wantJSON = decoder.AppendExplanation(p.wantJSON[:0], &want, &p.wantTrace)
	p.gotJSON, err = p.engine.AppendExplanation(ctx, p.gotJSON[:0], req)
	require.NoError(t, err)
	requireSame(t, p.wantJSON, p.gotJSON)
	require.Equal(t, definite(p.wantTrace.Steps), p.gotTrace.Steps)
}

// definite returns steps without the outcome and the category of those that
// give no definite answer: these have no JSON form.
func definite(steps []decoder.Step) []decoder.Step {
	steps = slices.Clone(steps)
	for i := range steps {
		if s := &steps[i]; s.Answer != decoder.AnswerYes {
			s.Outcome, s.Category = 0, 0
		}
	}
	return steps
}

// requireSame is require.Equal for texts of megabytes, which it would print.
func requireSame(t *testing.T, want, got []byte) {
	t.Helper()
	if !bytes.Equal(want, got) {
		require.Equal(t, string(want[:min(len(want), 4096)]), string(got[:min(len(got), 4096)]))
		t.Fatalf("%d and %d bytes that differ late", len(want), len(got))
	}
}

// TestSameAsNative: the module says what the decoder says, in every form, on
// every answer, whatever the caller was doing and whatever the status.
func TestSameAsNative(t *testing.T) {
	p := pair{engine: open(t, cached())}
	for _, req := range answers(t) {
		p.check(t, req)
		if len(req.Body) > 8192 {
			continue
		}
		other := *req
		for _, other.Operation = range []catalog.Operation{catalog.OperationUnknown, catalog.Token, catalog.Payment} {
			for _, other.Status = range []int{0, 200, 403, 503} {
				other.Idempotent = !other.Idempotent
				p.check(t, &other)
			}
		}
	}
}

// TestStatusPastItsBounds: a status that is none counts like every other such,
// so that the module need not be told which one it was.
func TestStatusPastItsBounds(t *testing.T) {
	p := pair{engine: open(t, cached())}
	for _, req := range answers(t) {
		if len(req.Body) > 1024 {
			continue
		}
		other := *req
		for _, other.Status = range []int{-1, -5, -500, math.MinInt, 999, 1000, 1429, math.MaxInt32, math.MaxInt} {
			p.check(t, &other)
		}
	}
}

// TestNumbersThatNameNothing: whatever fits a byte is passed on.
func TestNumbersThatNameNothing(t *testing.T) {
	p := pair{engine: open(t, cached())}
	p.check(t, &decoder.Request{Provider: 255, Operation: 255, Status: 429, Body: []byte(`{"code":4011,"message":"x"}`)})
}

// TestLongInput: headers and bodies are looked at up to the same byte, and one
// byte more is enough to tell that there is more.
func TestLongInput(t *testing.T) {
	p := pair{engine: open(t, cached())}
	line := []byte("X-Request-Id: r1\r\n")
	fill := func(n int) []byte { return append(bytes.Repeat([]byte("a"), n-len(line)), line...) }
	body := func(n int) []byte {
		return append([]byte(`{"code":4011,"message":"x"}`), bytes.Repeat([]byte(" "), n-27)...)
	}
	for _, n := range []int{decoder.MaxHeaders - 1, decoder.MaxHeaders, decoder.MaxHeaders + 1, decoder.MaxHeaders + 2, 2 * decoder.MaxHeaders} {
		p.check(t, &decoder.Request{Status: 401, Headers: append(bytes.Clone(line), fill(n-len(line))...), Body: body(100)})
		p.check(t, &decoder.Request{Status: 401, Headers: append([]byte("Date: x\n"), fill(n-8)...), Body: body(100)})
	}
	for _, n := range []int{decoder.MaxBody - 1, decoder.MaxBody, decoder.MaxBody + 1, decoder.MaxBody + 2, 2 * decoder.MaxBody} {
		req := &decoder.Request{Provider: catalog.MX, Status: 401, Headers: fill(decoder.MaxHeaders), Body: body(n)}
		p.check(t, req)
		assert.Equal(t, n > decoder.MaxBody, p.got.Truncated)
	}
}

// FuzzEngine: the module says what the decoder says, on anything, with rules of
// the user's own or without.
func FuzzEngine(f *testing.F) {
	for _, req := range answers(f) {
		if len(req.Body) < 8192 {
			f.Add(uint8(req.Provider), req.Status, uint8(req.Operation), req.Idempotent, req.Headers, req.Body)
		}
	}
	plain, ruled := pair{engine: open(f, cached())}, ruledPair(f)
	f.Fuzz(func(t *testing.T, provider uint8, status int, operation uint8, idempotent bool, headers, body []byte) {
		req := &decoder.Request{Provider: catalog.Provider(provider), Status: status, Operation: catalog.Operation(operation),
			Idempotent: idempotent, Headers: headers, Body: body}
		plain.check(t, req)
		ruled.check(t, req)
	})
}
