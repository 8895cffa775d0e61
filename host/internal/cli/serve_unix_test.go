//go:build unix

package cli

import (
	"bytes"
	"io"
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestServeEndsOnSignals: who ends the program on purpose is told of no error.
func TestServeEndsOnSignals(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			told, out := io.Pipe()
			var errs bytes.Buffer
			code := make(chan int)
			go func() { code <- call{args: "serve --address 127.0.0.1:0"}.to(out, &errs) }()
			assertPage(t, firstLine(t, told)) // from here on the signal is waited for
			require.NoError(t, syscall.Kill(os.Getpid(), signal))
			assert.Zero(t, <-code)
			assert.Empty(t, errs.String())
		})
	}
}
