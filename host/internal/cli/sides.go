package cli

import (
	"context"
	"os"

	"github.com/finfault/finfault/host"
)

// side says what decides: the catalog of this program or that in a module, and
// the file of rules that are asked before it.
type side struct{ overlay, module string }

// judges returns what decides, for so many goroutines.
func (s *side) judges(ctx context.Context, p *program, jobs int) (*judges, error) {
	rules, err := (&overlayFlag{s.overlay}).load(p)
	if err != nil {
		return nil, err
	}
	if s.module == "" {
		return nativeJudges(rules)
	}
	module, err := os.ReadFile(s.module)
	if err != nil {
		in := input{name: shownFile(s.module)}
		return nil, in.unreadable(err)
	}
	return moduleJudges(ctx, host.NewConfig().WithModule(module).WithOverlay(rules).WithMaxInstances(jobs))
}
