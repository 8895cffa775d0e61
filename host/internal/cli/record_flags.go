package cli

import (
	"errors"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// recordFlags are those of commands that read records.
type recordFlags struct {
	provider  *requestflags.Enum[catalog.Provider]
	operation *requestflags.Enum[catalog.Operation]
	bad       choice
	jobs      wholeNumber
	maxLine   wholeNumber
}

// addRecordFlags defines them. The first of the words for bad lines is what
// becomes of them unless another is given.
func addRecordFlags(cmd *cobra.Command, badUsage string, badWords ...string) *recordFlags {
	f := &recordFlags{
		provider: requestflags.NewEnum(catalog.ParseProvider), operation: requestflags.NewEnum(catalog.ParseOperation),
		bad:  choice{value: badWords[0], words: badWords},
		jobs: wholeNumber{most: 1024}, maxLine: wholeNumber{least: 1, most: 1 << 30, value: records.MaxLine},
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.Var(f.provider, "provider", "who answered, where a record does not say: "+f.provider.Allowed())
	fs.Var(f.operation, "operation", "what the request was for, where a record does not say: "+f.operation.Allowed())
	fs.Var(&f.bad, "bad", "what becomes of a line that is no record: "+badUsage)
	fs.Var(&f.jobs, "jobs", "how many goroutines classify; 0 for one a processor")
	fs.Var(&f.maxLine, "max-line", "how many bytes a line may have")
	complete(cmd, "provider", f.provider.Names)
	complete(cmd, "operation", f.operation.Names)
	complete(cmd, "bad", f.bad.words)
	complete(cmd, "jobs", nil)
	complete(cmd, "max-line", nil)
	return f
}

// recordsArgs are the inputs that a command line names.
func (p *program) recordsArgs(args []string) ([]string, error) {
	switch {
	case len(args) > 0:
		return args, nil
	case p.InTerminal:
		return nil, errors.New("no records: name a FILE, pipe the records in, or give - to type them")
	}
	return []string{"-"}, nil
}
