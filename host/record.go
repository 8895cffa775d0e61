package host

import (
	"encoding/binary"
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/abi"
)

// The layouts are only asked for the places of their fields, which are
// constants.
var (
	record abi.Record
	item   abi.Item
)

// readVerdict takes the verdict out of the record. v must be empty.
func (in *instance) readVerdict(req *decoder.Request, v *Verdict) error {
	t := texts{in: in, memory: in.bytes(), v: v}
	t.headers, t.body = in.seen(req)
	t.bodyAt = uint64(in.input) + uint64(len(t.headers))
	b := (*[recordSize]byte)(t.memory[in.record:]) // checked at the start, and memory never shrinks
	readEnums(b, &v.Verdict)
	readRetry(b, &v.Retry)
	readTexts(b, &t, &v.Verdict)
	n := word(b, unsafe.Offsetof(record.ErrorsLength))
	if n > catalog.MaxErrors {
		return refuse("its record lists %d errors, at most %d can be", n, catalog.MaxErrors)
	}
	for i := range n {
		start := uint32(unsafe.Offsetof(record.Errors)) + i*itemSize
		v.Errors = append(v.Errors, catalog.ErrorItem{})
		readItem((*[itemSize]byte)(b[start:]), &t, &v.Errors[i])
	}
	return t.err
}

func readEnums(b *[recordSize]byte, v *catalog.Verdict) {
	v.Outcome = catalog.Outcome(b[unsafe.Offsetof(record.Outcome)])
	v.Provider = catalog.Provider(b[unsafe.Offsetof(record.Provider)])
	v.Shape = catalog.Shape(b[unsafe.Offsetof(record.Shape)])
	v.Category = catalog.Category(b[unsafe.Offsetof(record.Category)])
	v.Party = catalog.Party(b[unsafe.Offsetof(record.Party)])
	v.Severity = catalog.Severity(b[unsafe.Offsetof(record.Severity)])
	v.Scope = catalog.Scope(b[unsafe.Offsetof(record.Scope)])
	v.Effect = catalog.Effect(b[unsafe.Offsetof(record.Effect)])
	v.GRPCCode = catalog.GRPCCode(b[unsafe.Offsetof(record.GRPCCode)])
	v.Basis = catalog.Basis(b[unsafe.Offsetof(record.Basis)])
	v.Certainty = catalog.Certainty(b[unsafe.Offsetof(record.Certainty)])
	v.Drift = catalog.DriftSet(b[unsafe.Offsetof(record.Drift)])
	v.Truncated = b[unsafe.Offsetof(record.Truncated)] != 0
	v.Actions = ladder(b[unsafe.Offsetof(record.Actions):])
	v.Alternatives = catalog.CategorySet(word(b, unsafe.Offsetof(record.Alternatives)))
	v.ErrorsDropped = int(word(b, unsafe.Offsetof(record.ErrorsDropped)))
}

func readRetry(b *[recordSize]byte, r *catalog.Retry) {
	r.Policy = catalog.Policy(b[unsafe.Offsetof(record.Policy)])
	r.Automatic = b[unsafe.Offsetof(record.Automatic)] != 0
	r.ProviderHint = catalog.Hint(b[unsafe.Offsetof(record.ProviderHint)])
	r.FactorTenths = b[unsafe.Offsetof(record.FactorTenths)]
	r.MaxRetries = b[unsafe.Offsetof(record.MaxRetries)]
	r.InitialMs = word(b, unsafe.Offsetof(record.InitialMs))
	r.CapMs = word(b, unsafe.Offsetof(record.CapMs))
	r.AfterMs = word(b, unsafe.Offsetof(record.AfterMs))
}

func readTexts(b *[recordSize]byte, t *texts, v *catalog.Verdict) {
	v.Code = t.text("code", readRef(b[unsafe.Offsetof(record.Code):]))
	v.Reason = t.name("reason", readRef(b[unsafe.Offsetof(record.Reason):]))
	v.Row = t.name("row", readRef(b[unsafe.Offsetof(record.Row):]))
	v.Title = t.text("title", readRef(b[unsafe.Offsetof(record.Title):]))
	v.Detail = t.text("detail", readRef(b[unsafe.Offsetof(record.Detail):]))
	v.TraceID = t.text("trace id", readRef(b[unsafe.Offsetof(record.TraceID):]))
	v.Source = t.text("source", readRef(b[unsafe.Offsetof(record.Source):]))
}

func readItem(b *[itemSize]byte, t *texts, e *catalog.ErrorItem) {
	e.Category = catalog.Category(b[unsafe.Offsetof(item.Category)])
	e.Party = catalog.Party(b[unsafe.Offsetof(item.Party)])
	e.Severity = catalog.Severity(b[unsafe.Offsetof(item.Severity)])
	e.Policy = catalog.Policy(b[unsafe.Offsetof(item.Policy)])
	e.Actions = ladder(b[unsafe.Offsetof(item.Actions):])
	e.Basis = catalog.Basis(b[unsafe.Offsetof(item.Basis)])
	e.Certainty = catalog.Certainty(b[unsafe.Offsetof(item.Certainty)])
	e.Code = t.text("code of an error", readRef(b[unsafe.Offsetof(item.Code):]))
	e.Reason = t.name("reason of an error", readRef(b[unsafe.Offsetof(item.Reason):]))
	e.Row = t.name("row of an error", readRef(b[unsafe.Offsetof(item.Row):]))
	e.Title = t.text("title of an error", readRef(b[unsafe.Offsetof(item.Title):]))
	e.Detail = t.text("detail of an error", readRef(b[unsafe.Offsetof(item.Detail):]))
	e.Source = t.text("source of an error", readRef(b[unsafe.Offsetof(item.Source):]))
}

func word(b *[recordSize]byte, at uintptr) uint32 { return binary.LittleEndian.Uint32(b[at:]) }

func ladder(b []byte) (l catalog.Ladder) {
	for i, a := range b[:len(record.Actions)] {
		l[i] = catalog.Action(a)
	}
	return l
}
