package finotel

import (
	"log/slog"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/observe"
	"go.opentelemetry.io/otel/attribute"
)

// namespace is what the names of our own attributes begin with.
const namespace = "finfault."

// errorType is the name that the semantic conventions have for the class of an
// error.
const errorType = attribute.Key("error.type")

// Attributes returns what may be shown of a verdict as attributes of a span; the
// package's documentation lists them. They share no memory with body, headers or
// decoder.
func Attributes(v *catalog.Verdict) []attribute.KeyValue {
	shown := observe.Attrs(v)
	return appendAttrs(appendErrorType(make([]attribute.KeyValue, 0, len(shown)+4), v), namespace, shown)
}

// MetricAttributes returns the attributes of a verdict that come from small
// closed sets: error.type for failures, finfault.provider, finfault.party and
// finfault.retry.policy. They are what the Prometheus collector and the Envoy
// filter have as labels.
func MetricAttributes(v *catalog.Verdict) []attribute.KeyValue {
	return append(appendErrorType(make([]attribute.KeyValue, 0, 4), v),
		attribute.String(namespace+"provider", v.Provider.String()),
		attribute.String(namespace+"party", v.Party.String()),
		attribute.String(namespace+"retry.policy", v.Retry.Policy.String()),
	)
}

// appendErrorType appends the category of a failure: operations that did not
// fail have no such attribute.
func appendErrorType(list []attribute.KeyValue, v *catalog.Verdict) []attribute.KeyValue {
	if v.Outcome != catalog.OutcomeError {
		return list
	}
	return append(list, errorType.String(v.Category.String()))
}

// appendAttrs appends attributes of a log, those of groups by their full names.
func appendAttrs(list []attribute.KeyValue, prefix string, attrs []slog.Attr) []attribute.KeyValue {
	for _, a := range attrs {
		key := attribute.Key(prefix + a.Key)
		switch a.Value.Kind() {
		case slog.KindGroup:
			list = appendAttrs(list, string(key)+".", a.Value.Group())
		case slog.KindBool:
			list = append(list, key.Bool(a.Value.Bool()))
		case slog.KindInt64:
			list = append(list, key.Int64(a.Value.Int64()))
		case slog.KindString:
			list = append(list, key.String(a.Value.String()))
		default:
			if names, ok := a.Value.Any().([]string); ok {
				list = append(list, key.StringSlice(names))
			}
		}
	}
	return list
}
