package cli

import (
	"context"
	"os"

	"github.com/finfault/finfault/catalog"
	catalogoverlay "github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/host/overlay"
	"github.com/finfault/finfault/host/stream"
)

// side says what decides: the catalog of this program or that in a module, and
// the rules that are asked before it.
type side struct{ overlay, module string }

// judges returns what decides, for so many goroutines.
func (s *side) judges(ctx context.Context, jobs int) (*judges, error) {
	var rules []byte
	if s.overlay != "" {
		var err error
		if rules, err = readRules(s.overlay); err != nil {
			return nil, err
		}
	}
	if s.module != "" {
		return s.inModule(ctx, jobs, rules)
	}
	var o *catalogoverlay.Overlay
	if rules != nil {
		var err error
		if o, err = catalogoverlay.Load(rules); err != nil {
			return nil, err
		}
	}
	return &judges{
		one:   func() stream.Judge { return &ruled{decoder.New(decoder.WithOverlay(o))} },
		close: func() {},
	}, nil
}

// inModule returns the module that the side names.
func (s *side) inModule(ctx context.Context, jobs int, rules []byte) (*judges, error) {
	module, err := os.ReadFile(s.module)
	if err != nil {
		return nil, unreadableFile(s.module, err)
	}
	config := host.NewConfig().WithModule(module).WithOverlay(rules).WithMaxInstances(jobs)
	engine, err := openEngine(ctx, config)
	if err != nil {
		return nil, &engineError{err}
	}
	return &judges{
		one:   func() stream.Judge { return &sandbox{engine: engine} },
		close: func() { engine.Close(context.WithoutCancel(ctx)) },
	}, nil
}

// ruled is a judge that is the decoder, with rules.
type ruled struct{ decoder *decoder.Decoder }

func (r *ruled) Classify(_ context.Context, req *decoder.Request, v *catalog.Verdict) error {
	r.decoder.Classify(req, v)
	return nil
}

// readRules returns the binary form of a file of rules, in either form.
func readRules(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadableFile(name, err)
	}
	defer f.Close()
	b, err := overlay.ReadAll(f)
	if err != nil {
		return nil, unreadableFile(name, err)
	}
	if overlay.IsCompiled(b) {
		if _, err := overlay.Read(name, b); err != nil {
			return nil, err
		}
		return b, nil
	}
	return overlay.Compile(name, b)
}

// unreadableFile is the error of a file that cannot be read.
func unreadableFile(name string, err error) error {
	in := input{name: shownFile(name)}
	return in.unreadable(err)
}
