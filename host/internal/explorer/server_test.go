package explorer

import (
	"context"
	"net/http"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestServer: it answers until the context ends, which is no error.
func TestServer(t *testing.T) {
	server, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	assert.True(t, server.Loopback())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error)
	go func() { ended <- server.Serve(ctx) }()
	got, err := http.Get(server.URL() + "finfault.wasm")
	require.NoError(t, err)
	defer got.Body.Close()
	assert.Equal(t, http.StatusOK, got.StatusCode)
	assert.Equal(t, "application/wasm", got.Header.Get("Content-Type"))
	cancel()
	require.NoError(t, <-ended)
	_, err = http.Get(server.URL())
	assert.ErrorIs(t, err, syscall.ECONNREFUSED)
}

// TestServerEndedBefore: a context that has ended is no reason to serve.
func TestServerEndedBefore(t *testing.T) {
	server, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.NoError(t, server.Serve(ctx))
}

// TestServerFails: a listener that breaks is told.
func TestServerFails(t *testing.T) {
	server, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, server.Close())
	assert.Error(t, server.Serve(context.Background()))
}

func TestAddressTaken(t *testing.T) {
	first, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	defer first.Close()
	_, err = Listen(first.listener.Addr().String())
	assert.ErrorIs(t, err, syscall.EADDRINUSE)
}

// TestServerLimits: nobody keeps a connection for ever, and nothing is logged.
func TestServerLimits(t *testing.T) {
	s := newHTTPServer(nil)
	assert.Positive(t, s.ReadTimeout)
	assert.Positive(t, s.WriteTimeout)
	assert.Positive(t, s.IdleTimeout)
	assert.Positive(t, s.MaxHeaderBytes)
	assert.NotNil(t, s.ErrorLog)
}
