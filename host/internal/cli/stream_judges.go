package cli

import (
	"context"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/host/stream"
)

// judges make what decides for each worker of a stream.
type judges struct {
	one   func() stream.Judge
	close func()
}

// judges returns those of the engine that the flags name.
func (f *streamFlags) judges(ctx context.Context, p *program) (*judges, error) {
	rules, err := f.overlay.load(p)
	if err != nil {
		return nil, err
	}
	if f.engine.value != wasmEngine {
		return nativeJudges(rules)
	}
	return moduleJudges(ctx, host.NewConfig().WithMaxInstances(f.jobs.value).WithOverlay(rules))
}

// nativeJudges returns decoders with rules in the binary form; nil is none.
func nativeJudges(rules []byte) (*judges, error) {
	own, err := loadRules(rules)
	if err != nil {
		return nil, err
	}
	one := func() stream.Judge { return stream.Native(decoder.WithOverlay(own)) }
	return &judges{one: one, close: func() {}}, nil
}

// moduleJudges returns those of an engine, which they close.
func moduleJudges(ctx context.Context, config host.Config) (*judges, error) {
	engine, err := openEngine(ctx, config)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return nil, cause // a signal, and no fault of the engine
	} else if err != nil {
		return nil, &engineError{err}
	}
	return &judges{
		one:   func() stream.Judge { return &sandbox{engine: engine} },
		close: func() { engine.Close(context.WithoutCancel(ctx)) },
	}, nil
}

// sandbox is a judge that is the WebAssembly module.
type sandbox struct {
	engine  *host.Engine
	verdict host.Verdict
}

func (s *sandbox) Classify(ctx context.Context, req *decoder.Request, v *catalog.Verdict) error {
	if err := s.engine.Classify(ctx, req, &s.verdict); err != nil {
		return &engineError{err}
	}
	*v = s.verdict.Verdict
	return nil
}
