package observe

import (
	"log/slog"
	"reflect"

	"github.com/finfault/finfault/catalog"
)

// Log makes a verdict a value for loggers: a group of [Attrs]. Nothing is made
// of it unless the record is written:
//
//	slog.Warn("accounts not read", "verdict", observe.Log(&v))
//
// The verdict is read when the handler asks for the value, which those of
// log/slog do before the call returns. Where a handler passes records on to be
// written later, use [LogValue], or give Log a clone.
func Log(v *catalog.Verdict) slog.LogValuer { return logged{v} }

// LogValue returns the same at once, as a value that may be kept.
func LogValue(v *catalog.Verdict) slog.Value { return slog.GroupValue(Attrs(v)...) }

// logged keeps the verdict in a field of its own: were it embedded, its texts
// would be in the JSON of whoever does not ask for the value.
type logged struct{ verdict *catalog.Verdict }

// LogValue implements [slog.LogValuer].
func (l logged) LogValue() slog.Value {
	if l.verdict == nil {
		return slog.Value{}
	}
	return LogValue(l.verdict)
}

// String is the verdict's line, for what prints values without asking.
func (l logged) String() string {
	if l.verdict == nil {
		return ""
	}
	return l.verdict.String()
}

// ReplaceAttr puts what may be shown of a verdict in place of one that was given
// to a logger as it is, by value or by pointer, and so does with verdicts of
// package host. It fits [slog.HandlerOptions], and can be called by a function
// of one's own there.
func ReplaceAttr(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() != slog.KindAny {
		return a
	}
	switch v := a.Value.Any().(type) {
	case catalog.Verdict:
		a.Value = LogValue(&v)
	case *catalog.Verdict:
		a.Value = logged{v}.LogValue()
	case interface{ Clone() catalog.Verdict }:
		a.Value = within(v)
	}
	return a
}

// within returns what may be shown of a verdict that another type embeds.
func within(v interface{ Clone() catalog.Verdict }) slog.Value {
	if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && p.IsNil() {
		return slog.Value{}
	}
	clone := v.Clone()
	return LogValue(&clone)
}
