package host

import (
	"context"

	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/wasm/abi"
)

// rules are rules of the user's own in their binary form. A nil pointer is none.
type rules struct{ binary []byte }

// readRules makes sure that rules can be read, before a module is asked to.
func readRules(binary []byte) (*rules, error) {
	if binary == nil {
		return nil, nil
	}
	if _, err := overlay.Load(binary); err != nil {
		return nil, err
	}
	return &rules{append([]byte(nil), binary...)}, nil
}

// LoadOverlay puts other rules of the user's own in the place of the present
// ones, in the binary form that finfault overlay compile writes; nil takes them
// away. Calls that begin once it has returned go by the new rules, those that
// run meanwhile by the old or the new ones; none fails or waits for it.
//
// The error is an [*overlay.Error] where the rules cannot be read, wraps
// [ErrModule] where the module does not take them, and is [ErrClosed] or that of
// ctx. Nothing has changed then.
func (e *Engine) LoadOverlay(ctx context.Context, binary []byte) error {
	rules, err := readRules(binary)
	if err != nil {
		return err
	}
	if err := e.beginReplacing(ctx); err != nil {
		return err
	}
	defer e.endReplacing()
	in, err := e.pool.acquire(ctx, 0)
	if err != nil {
		return err
	}
	err = in.obey(ctx, rules)
	if err == nil {
		e.rules.Store(rules)
	}
	e.pool.release(in, err == nil)
	return err
}

// obey gives the instance rules, unless it has them.
func (in *instance) obey(ctx context.Context, rules *rules) error {
	if in.rules == rules {
		return nil
	}
	var length uint64
	if rules != nil {
		if len(rules.binary) > in.inputSize() {
			return refuse("has an input buffer of %d bytes, the rules have %d", in.inputSize(), len(rules.binary))
		}
		length = uint64(copy(in.bytes()[in.input:], rules.binary))
	}
	in.params[0] = length
	if err := in.module.ExportedFunction(abi.ExportLoadOverlay).CallWithStack(ctx, in.params[:]); err != nil {
		return in.stopped(ctx, err)
	}
	switch answer := uint32(in.params[0]); answer {
	case abi.OverlayLoaded:
		in.rules = rules
		return nil
	case abi.OverlayUnsupported:
		return refuse("export %q has no rules of the user's own", abi.ExportLoadOverlay)
	default:
		text, err := in.reference(abi.ExportLoadOverlay, answer)
		if err != nil {
			return err
		}
		return refuse("export %q refused the rules: %q", abi.ExportLoadOverlay, firstBytes(text))
	}
}

// inputSize is how many bytes the input buffer holds.
func (in *instance) inputSize() int { return in.maxHeaders + 1 + in.maxBody + 1 }

// firstBytes cuts what a module says to a length that fits an error.
func firstBytes(text []byte) []byte { return text[:min(len(text), 200)] }
