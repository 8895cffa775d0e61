package httpclient

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
)

// Classifier gives verdicts on answers. It is called by any number of
// goroutines. A verdict must share no memory with the request or with later
// verdicts ([catalog.Verdict.Clone]).
type Classifier interface {
	Classify(ctx context.Context, req *decoder.Request) (catalog.Verdict, error)
}

// ClassifierFunc is a [Classifier] that is a function.
type ClassifierFunc func(ctx context.Context, req *decoder.Request) (catalog.Verdict, error)

// Classify calls the function.
func (f ClassifierFunc) Classify(ctx context.Context, req *decoder.Request) (catalog.Verdict, error) {
	return f(ctx, req)
}

// Native classifies with package decoder. The zero value is ready to use.
type Native struct {
	decoders sync.Pool
	rules    atomic.Pointer[overlay.Overlay]
}

// SetOverlay has rules of the user's own asked before the catalog, nil none. It
// may be called while answers are classified: those that come later go by the
// new rules.
func (n *Native) SetOverlay(o *overlay.Overlay) { n.rules.Store(o) }

// native is a decoder with a verdict that it fills again and again.
type native struct {
	decoder decoder.Decoder
	verdict catalog.Verdict
}

// Classify never fails.
func (n *Native) Classify(_ context.Context, req *decoder.Request) (catalog.Verdict, error) {
	d, _ := n.decoders.Get().(*native)
	if d == nil {
		d = new(native)
	}
	decoder.WithOverlay(n.rules.Load())(&d.decoder)
	d.decoder.Classify(req, &d.verdict)
	v := d.verdict.Clone()
	clear(d.verdict.Errors) // they alias the body, which has to go
	d.verdict.Reset()
	n.decoders.Put(d)
	return v, nil
}
