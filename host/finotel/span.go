package finotel

import (
	"github.com/finfault/finfault/catalog"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// Record sets the attributes of a verdict on the span of the request that it is
// about, and the status Error, with the category as description, where it is a
// failure: failures hide inside 2xx, where instrumentation of HTTP sees none. It
// leaves the status alone otherwise, as libraries have to. A span that is not
// sampled costs nothing.
//
// Give each attempt a span of its own, as the conventions for HTTP have it. For
// one span around all of them there is [AddEvent].
func Record(span trace.Span, v *catalog.Verdict) {
	if !span.IsRecording() {
		return
	}
	span.SetAttributes(Attributes(v)...)
	if v.Outcome == catalog.OutcomeError {
		span.SetStatus(codes.Error, v.Category.String())
	}
}

// EventName is the name of the events that AddEvent adds.
const EventName = "finfault.verdict"

// AddEvent adds a verdict to a span as an event, for spans in which several are
// given: around the attempts of a retry. It leaves attributes and status of the
// span to whoever knows how it ended.
func AddEvent(span trace.Span, v *catalog.Verdict) {
	if span.IsRecording() {
		span.AddEvent(EventName, trace.WithAttributes(Attributes(v)...))
	}
}
