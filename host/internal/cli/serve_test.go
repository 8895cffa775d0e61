package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"github.com/finfault/finfault/host/internal/explorer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestServe: the address that is told is that of the page, until the context
// ends.
func TestServe(t *testing.T) {
	server, err := explorer.Listen("127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told, out := io.Pipe()
	var warnings bytes.Buffer
	p := &program{Streams: Streams{Out: out, Err: &warnings}}
	ended := make(chan error)
	go func() { ended <- p.serve(ctx, server) }()
	assertPage(t, firstLine(t, told))
	cancel()
	require.NoError(t, <-ended)
	assert.Empty(t, warnings.String())
}

func firstLine(t *testing.T, r io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(r).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimSuffix(line, "\n")
}

func assertPage(t *testing.T, url string) {
	t.Helper()
	got, err := http.Get(url)
	require.NoError(t, err)
	defer got.Body.Close()
	assert.Equal(t, http.StatusOK, got.StatusCode)
	page, err := io.ReadAll(got.Body)
	require.NoError(t, err)
	assert.Contains(t, string(page), "<title>")
}

// TestServeBroken: that nobody can be served any more is an answer that could
// not be given.
func TestServeBroken(t *testing.T) {
	server, err := explorer.Listen("127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, server.Close())
	p := &program{Streams: Streams{Out: io.Discard}}
	assert.EqualError(t, p.serve(t.Context(), server), "cannot write the page: input/output error")
}

func TestServeWarns(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for address, warning := range map[string]string{
		"localhost:0": "",
		"0.0.0.0:0":   "finfault: others than this machine can reach the page; --address 127.0.0.1:8017 keeps it here\n",
	} {
		server, err := listen(addressOf(address))
		require.NoError(t, err)
		var out, warnings bytes.Buffer
		p := &program{Streams: Streams{Out: &out, Err: &warnings}}
		require.NoError(t, p.serve(ended, server))
		assert.Equal(t, server.URL()+"\n", out.String())
		assert.Equal(t, warning, warnings.String(), address)
	}
}

func addressOf(value string) *address { return &address{value} }

// TestAddressTaken names the address and the way out.
func TestAddressTaken(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer first.Close()
	taken := first.Addr().String()
	got := call{args: "serve --address " + taken}.run()
	assert.Equal(t, result{"", "finfault: --address: another program listens at " + taken +
		": give another port, or 0 for any that is free\nsee finfault serve --help\n", exitUsage}, got)
}

func TestAddressRefused(t *testing.T) {
	const there = ": give an address of this machine, such as 127.0.0.1:8017"
	tests := map[error]string{
		syscall.EADDRINUSE:    "another program listens at [::1]:80: give another port, or 0 for any that is free",
		syscall.EACCES:        "the system forbids to listen at [::1]:80: give a port from 1024 on, or 0 for any that is free",
		syscall.EADDRNOTAVAIL: "cannot listen at [::1]:80: " + syscall.EADDRNOTAVAIL.Error() + there,
		errors.New(secret):    "cannot listen at [::1]:80: input/output error" + there,
	}
	for err, want := range tests {
		assert.Equal(t, want, addressOf("[::1]:80").refusal(&net.OpError{Op: "listen", Err: err}))
	}
}

// TestForeignAddress: an address of a network that is there for examples only
// is none of this machine.
func TestForeignAddress(t *testing.T) {
	got := call{args: "serve --address 192.0.2.1:8017"}.run()
	assert.Equal(t, exitUsage, got.code)
	assert.Regexp(t, `^finfault: --address: cannot listen at 192\.0\.2\.1:8017: .+: give an address of this machine, such as `, got.err)
}
