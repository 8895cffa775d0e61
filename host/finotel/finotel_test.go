package finotel_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/finotel"
	"github.com/finfault/finfault/host/internal/planted"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

// rare is a failure with everything that is mostly empty.
func rare() catalog.Verdict {
	v := catalog.Verdict{
		Provider: catalog.MX, Shape: catalog.ShapeMXError, Category: catalog.RateLimited, Party: catalog.PartyApp, Severity: catalog.SeverityNotice,
		Scope: catalog.ScopeApp, Effect: catalog.EffectUnknown, Basis: catalog.BasisCode, Certainty: catalog.Documented,
		Drift: catalog.DriftSet(0).With(catalog.UnknownCode).With(catalog.TypeChanged), Truncated: true, Actions: catalog.Ladder{catalog.Wait},
		Code: "4011", Reason: "mx.4011", Row: "mx-114",
	}
	v.Retry.SetPolicy(catalog.RateLimit)
	v.Retry.AfterMs, v.Retry.ProviderHint = 30_000, catalog.HintYes
	return v
}

func asMap(list []attribute.KeyValue) map[string]any {
	m := map[string]any{}
	for _, a := range list {
		m[string(a.Key)] = a.Value.AsInterface()
	}
	return m
}

func TestAttributes(t *testing.T) {
	v := rare()
	assert.Equal(t, map[string]any{
		"error.type": "rate_limited", "finfault.outcome": "error", "finfault.provider": "mx", "finfault.shape": "mx_error",
		"finfault.category": "rate_limited", "finfault.party": "app", "finfault.action": "wait", "finfault.retry.policy": "rate_limit",
		"finfault.retry.automatic": true, "finfault.retry.after_ms": int64(30_000), "finfault.retry.provider_hint": "yes",
		"finfault.severity": "notice", "finfault.scope": "app", "finfault.effect": "unknown", "finfault.code": "4011",
		"finfault.reason": "mx.4011", "finfault.row": "mx-114", "finfault.basis": "code", "finfault.certainty": "documented",
		"finfault.drift": []string{"unknown_code", "type_changed"}, "finfault.truncated": true, "finfault.fingerprint": v.Fingerprint().String(),
	}, asMap(finotel.Attributes(&v)))
}

// TestDocumentation: every attribute that there can be stands in the package's
// documentation, and nothing else.
func TestDocumentation(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	var documented, known []string
	for _, line := range regexp.MustCompile(`(?m)^//\t(\S+)  `).FindAllStringSubmatch(string(source), -1) {
		documented = append(documented, line[1])
	}
	v := rare()
	for key := range asMap(finotel.Attributes(&v)) {
		known = append(known, key)
	}
	assert.ElementsMatch(t, known, documented)
}

func TestNoErrorTypeWithoutFailure(t *testing.T) {
	for _, outcome := range []catalog.Outcome{catalog.OutcomeOK, catalog.OutcomePending} {
		v := catalog.Verdict{Outcome: outcome, Category: catalog.None}
		for _, list := range [][]attribute.KeyValue{finotel.Attributes(&v), finotel.MetricAttributes(&v)} {
			assert.NotContains(t, asMap(list), "error.type")
		}
		assert.NotContains(t, asMap(finotel.Attributes(&v)), "finfault.fingerprint")
	}
}

func TestMetricAttributes(t *testing.T) {
	v := rare()
	want := map[string]any{"error.type": "rate_limited", "finfault.provider": "mx", "finfault.party": "app", "finfault.retry.policy": "rate_limit"}
	assert.Equal(t, want, asMap(finotel.MetricAttributes(&v)))
}

// inSpan returns what of a span is exported that f was given.
func inSpan(t *testing.T, f func(trace.Span)) tracetest.SpanStub {
	exporter := tracetest.NewInMemoryExporter()
	provider := sdk.NewTracerProvider(sdk.WithSyncer(exporter))
	_, span := provider.Tracer("test").Start(context.Background(), "GET /accounts")
	f(span)
	span.End()
	spans := exporter.GetSpans()
	require.Len(t, spans, 1)
	return spans[0]
}

func TestRecord(t *testing.T) {
	for outcome, want := range map[catalog.Outcome]sdk.Status{
		catalog.OutcomeError:   {Code: codes.Error, Description: "rate_limited"},
		catalog.OutcomePending: {},
		catalog.OutcomeOK:      {},
	} {
		v := rare()
		v.Outcome = outcome
		span := inSpan(t, func(s trace.Span) { finotel.Record(s, &v) })
		assert.Equal(t, want, span.Status)
		assert.Equal(t, asMap(finotel.Attributes(&v)), asMap(span.Attributes))
		assert.Empty(t, span.Events)
	}
}

func TestAddEvent(t *testing.T) {
	v := rare()
	span := inSpan(t, func(s trace.Span) { finotel.AddEvent(s, &v); finotel.AddEvent(s, &v) })
	require.Len(t, span.Events, 2)
	assert.Equal(t, finotel.EventName, span.Events[0].Name)
	assert.Equal(t, asMap(finotel.Attributes(&v)), asMap(span.Events[0].Attributes))
	assert.Equal(t, sdk.Status{}, span.Status)
	assert.Empty(t, span.Attributes)
}

func TestSpansThatAreNotSampledCostNothing(t *testing.T) {
	v, span := rare(), trace.SpanFromContext(context.Background())
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		finotel.Record(span, &v)
		finotel.AddEvent(span, &v)
	}))
}

func TestNoSecrets(t *testing.T) {
	for v := range planted.Verdicts {
		span := inSpan(t, func(s trace.Span) { finotel.Record(s, v); finotel.AddEvent(s, v) })
		require.Empty(t, planted.In(fmt.Sprintf("%+v %v %v", span, asMap(span.Attributes), asMap(finotel.MetricAttributes(v)))))
	}
}

func ExampleRecord() {
	exporter := tracetest.NewInMemoryExporter()
	provider := sdk.NewTracerProvider(sdk.WithSyncer(exporter))

	_, span := provider.Tracer("accounts").Start(context.Background(), "GET")
	v := decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: []byte(`{"code":4011,"message":"The JWT of jane@example.com"}`)})
	finotel.Record(span, &v)
	span.End()

	ended := exporter.GetSpans()[0]
	fmt.Println(ended.Status.Code, ended.Status.Description)
	fmt.Println(ended.Attributes[0].Key, ended.Attributes[0].Value.AsString())
	// Output:
	// Error token_expired
	// error.type token_expired
}
