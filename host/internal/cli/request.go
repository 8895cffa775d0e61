package cli

import (
	"errors"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// addRequestFlags defines the flags that say what is known about an answer.
func addRequestFlags(cmd *cobra.Command) *requestflags.Flags {
	flags := requestflags.Add(cmd.Flags())
	for _, s := range flags.Suggestions() {
		suggest(cmd, s)
	}
	return flags
}

// oneInput accepts a file or nothing.
func oneInput(cmd *cobra.Command, args []string) error {
	return requestflags.OneFile(cmd.Name(), args)
}

// request reads the body and returns the request to classify. It leaves nobody
// waiting who does not know that the program waits for them.
func (p *program) request(flags *requestflags.Flags, args []string) (*decoder.Request, error) {
	if len(args) == 0 && p.InTerminal {
		return nil, errors.New("no body: name a FILE, pipe the body in, or give - to type it")
	}
	body, err := requestflags.ReadBody(args, p.In)
	if err != nil {
		return nil, err
	}
	return flags.Request(body), nil
}
