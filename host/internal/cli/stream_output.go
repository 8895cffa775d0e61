package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/finfault/finfault/host/stream"
)

// output is where verdicts go.
type output struct {
	io.Writer
	name  string
	close func() error
}

// openOutput creates the file of a name, or takes standard output for "-" or no
// name. It does not empty a file that is to be read.
func (p *program) openOutput(name string, inputs []*input) (*output, error) {
	if name == "" || name == "-" {
		return &output{p.Out, "standard output", func() error { return nil }}, nil
	}
	if info, err := os.Stat(name); err == nil {
		for _, in := range inputs {
			if in.info != nil && os.SameFile(info, in.info) {
				return nil, fmt.Errorf("--output: %s is a FILE that is to be read", in.name)
			}
		}
	}
	file, err := os.Create(name)
	if err != nil {
		return nil, &outputError{shownFile(name), err}
	}
	return &output{file, shownFile(name), file.Close}, nil
}

// Close closes the file.
func (o *output) Close() error { return o.close() }

// wording turns an error of the stream into one of the command line.
func (o *output) wording(err error) error {
	if bad, ok := errors.AsType[*stream.WriteError](err); ok {
		return &outputError{o.name, bad.Cause}
	}
	return err
}
