package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/finfault/finfault/decoder"
	"github.com/spf13/cobra"
)

// maxInput is one byte more than is looked at, so that the verdict can say
// that the body is longer.
const maxInput = decoder.MaxBody + 1

// oneInput accepts a file or nothing.
func oneInput(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes one FILE, not %d", cmd.Name(), len(args))
	}
	return nil
}

// readBody reads the body from the file that is named, or from standard input
// for "-" or no name.
func (p *program) readBody(args []string) ([]byte, error) {
	if len(args) == 0 && p.InTerminal {
		return nil, errors.New("no body: name a FILE, pipe the body in, or give - to type it")
	}
	if len(args) == 0 || args[0] == "-" {
		body, err := io.ReadAll(io.LimitReader(p.In, maxInput))
		if err != nil {
			return nil, fmt.Errorf("cannot read standard input: %s", reason(err))
		}
		return body, nil
	}
	return readFile(args[0])
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, maxInput))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return body, nil
}

// unreadable names the file, unless the name is a body by mistake.
func unreadable(name string, err error) error {
	if looksLikeBody(name) {
		return errors.New("FILE is the name of a file, not the body itself: pipe that in")
	}
	return fmt.Errorf("cannot read %q: %s", name, reason(err))
}

const longestName = 255

func looksLikeBody(name string) bool {
	return len(name) > longestName || strings.ContainsAny(name, "{}[]<>\"\n\r\t\x1b")
}
