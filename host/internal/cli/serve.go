package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/finfault/finfault/host/internal/explorer"
	"github.com/spf13/cobra"
)

const serveHelpText = `Serves the explorer: a page to paste an answer of a provider into and read what
it means. Everything is decided in the browser; nothing that is pasted is sent
anywhere, and nothing is written down about requests.

The answer is the address of the page. Ctrl-C ends the program.`

const serveExample = `  finfault serve
  finfault serve --address localhost:0`

func newServe(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "serve",
		Short:   "Serve a page that explains answers in the browser",
		Long:    serveHelpText,
		Example: serveExample,
	}
	address := addAddressFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		server, err := listen(address)
		if err != nil {
			return err
		}
		defer server.Close()
		ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
		context.AfterFunc(ctx, stop) // whoever asks twice does not want to wait
		defer stop()
		return p.serve(ctx, server)
	}
	return cmd
}

// listen returns a server at the address that the flag names.
func listen(address *address) (*explorer.Server, error) {
	if !address.valid() {
		return nil, fmt.Errorf("--%s: the value is not of the form %s", addressFlag, address.Allowed())
	}
	server, err := explorer.Listen(address.value)
	if err != nil {
		return nil, fmt.Errorf("--%s: %s", addressFlag, address.refusal(err))
	}
	return server, nil
}

// serve says where the page is and serves it until ctx ends.
func (p *program) serve(ctx context.Context, server *explorer.Server) error {
	if !server.Loopback() {
		fmt.Fprintf(p.Err, "finfault: others than this machine can reach the page; --%s %s keeps it here\n",
			addressFlag, defaultAddress)
	}
	if err := p.write([]byte(server.URL() + "\n")); err != nil {
		return err
	}
	if err := server.Serve(ctx); err != nil {
		return &outputError{"the page", err}
	}
	return nil
}
