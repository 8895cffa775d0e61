package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder/internal/envelope"
	"github.com/finfault/finfault/decoder/internal/lexer"
)

// MaxBody is how many bytes of a body are looked at: 1 MiB. Past that the
// verdict says that it was truncated.
const MaxBody = 1 << 20

// MaxHeaders is how many bytes of a block of headers are looked at: 64 KiB, up
// to the last line that is whole.
const MaxHeaders = 64 << 10

// Request is an answer of a provider and what the caller knows about it. The
// zero value of a member means that it is not known.
type Request struct {
	// Provider is who answered. Give it whenever it is known, which is nearly
	// always: without it, body and headers are all there is to tell by. Numbers
	// that name no provider are ProviderUnknown.
	Provider catalog.Provider
	// Status is the HTTP status on the wire, 0 when there was no answer.
	Status int
	// Operation is what the caller was doing. Numbers that name no operation
	// are OperationUnknown.
	Operation catalog.Operation
	// Idempotent: the request carried an idempotency key, or is safe to repeat
	// by its nature.
	Idempotent bool
	// Headers is the block of response headers, a "Name: value" a line.
	Headers []byte
	// Body is the body exactly as received.
	Body []byte
}

// Decoder classifies answers. It owns the memory that verdicts alias, so each
// goroutine needs its own. The zero value is ready to use; [New] makes one with
// options.
type Decoder struct {
	lexer lexer.Lexer
	env   envelope.Envelope

	overlay *overlay.Overlay
	// rule is the rule of the overlay behind the verdict, if any; amended is a
	// row as such a rule has it.
	rule    *overlay.Rule
	amended catalog.Row

	req     *Request
	v       *catalog.Verdict
	trace   *Trace
	body    body
	headers headers
	reading reading
	// spilled are the elements of a list past the ones that are kept.
	spilled errorFold
	jobs    jobFold
	// spilling: the errors that are decided upon are only counted.
	spilling bool
	// at is the number of the error that is being decided upon, for the trace.
	at int
}

// Classify fills v with the verdict on an answer; whatever v held is gone.
//
// The strings of v alias req.Body, req.Headers or memory of the decoder: they
// are valid until the next call of Classify or Explain and as long as body and
// headers are not written to. [catalog.Verdict.Clone] detaches them.
func (d *Decoder) Classify(req *Request, v *catalog.Verdict) {
	d.trace = nil
	d.classify(req, v)
}

// Explain is Classify, and records in t which evidence was asked in which
// order and what it answered. What t held is gone. Traces hold no text of the
// provider.
func (d *Decoder) Explain(req *Request, v *catalog.Verdict, t *Trace) {
	t.Steps = t.Steps[:0]
	d.trace = t
	d.classify(req, v)
	d.trace = nil
}

// Classify is the convenient form of [Decoder.Classify]: a verdict of its own,
// detached from body and headers.
func Classify(req *Request) catalog.Verdict {
	var d Decoder
	var v catalog.Verdict
	d.Classify(req, &v)
	return v.Clone()
}

func (d *Decoder) classify(req *Request, v *catalog.Verdict) {
	d.req, d.v, d.at, d.rule = req, v, 0, nil
	v.Reset()
	raw := req.Body
	if len(raw) > MaxBody {
		raw, v.Truncated = raw[:MaxBody], true
	}
	d.headers.read(wholeLines(req.Headers))
	if d.spilled.total+d.jobs.total > 0 {
		d.spilled.reset()
		d.jobs.reset()
	}
	d.read(raw)
	p, candidates := d.provider()
	v.Provider = p
	if p != catalog.ProviderUnknown || candidates == 0 {
		d.judge(p)
	} else {
		d.judgeCandidates(candidates)
	}
	d.finish(p)
	d.req, d.v = nil, nil
}

// judge reads the body as the provider's and decides.
func (d *Decoder) judge(p catalog.Provider) {
	d.readAs(p)
	r := &d.reading
	d.noteShape(r)
	switch r.list {
	case listErrors:
		d.judgeErrors(p)
	case listJobs:
		d.judgeJobs(p)
	default:
		d.v.ErrorsDropped = 0 // of a list that turned out broken
		var dec decision
		d.decide(p, r, &dec)
		d.apply(r, &dec)
	}
}
