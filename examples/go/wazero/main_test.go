package main

import (
	"bytes"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
)

// TestService runs the service and reloads its module while it is in use.
func TestService(t *testing.T) {
	log.SetOutput(io.Discard)
	module := filepath.Join(t.TempDir(), "finfault.wasm")
	require.NoError(t, os.WriteFile(module, wasm.Core(), 0o600))
	config := host.NewConfig().WithCompilationCache(t.TempDir())
	s, err := newService(context.Background(), module, config)
	require.NoError(t, err)
	server := httptest.NewServer(s)
	t.Run("answers", func(t *testing.T) { testAnswers(t, server.URL) })
	t.Run("a file without a module", func(t *testing.T) { testNoModule(t, s, server.URL) })
	t.Run("a newer module", func(t *testing.T) { testReload(t, s, server.URL) })
	server.Close()
	require.NoError(t, s.engine.Close(context.Background()))
	t.Run("start to end", func(t *testing.T) { testServe(t, module, config) })
}

// post returns the status and the body of the service's answer.
func post(t *testing.T, url string, query, body string) (int, string) {
	t.Helper()
	answer, err := http.Post(url+"/?"+query, "application/json", strings.NewReader(body))
	if !assert.NoError(t, err) {
		return 0, ""
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	assert.NoError(t, err)
	return answer.StatusCode, string(text)
}

func testAnswers(t *testing.T, url string) {
	for name, c := range map[string]struct {
		query, body string
		status      int
		says        string
	}{
		"an error of MX":    {"provider=mx&status=401&operation=read", `{"code":4011,"message":"The JWT is invalid"}`, 200, `"category":"token_expired"`},
		"nobody's":          {"status=503", `<html>`, 200, `"provider":"unknown","shape":"html"`},
		"no answer at all":  {"provider=basiq&status=0&operation=payment", ``, 200, `"effect":"unknown"`},
		"another provider":  {"provider=plaid&status=401", ``, 400, "provider: one of basiq, "},
		"another operation": {"status=401&operation=guess", ``, 400, "operation: one of token, "},
		"no status":         {"provider=mx", ``, 400, "status: the HTTP status"},
		"a body past a MiB": {"provider=mx&status=400", strings.Repeat(" ", 2<<20), 200, `"truncated":true`},
	} {
		t.Run(name, func(t *testing.T) {
			status, text := post(t, url, c.query, c.body)
			assert.Equal(t, c.status, status)
			assert.Contains(t, text, c.says)
		})
	}
}

const (
	rule  = "http.too-many-requests"
	newer = "http.NEWER-MODULE-HERE"
)

// testReload puts a module with another rule in place while requests go on.
func testReload(t *testing.T, s *service, url string) {
	ctx, stop := context.WithCancel(context.Background())
	var clients sync.WaitGroup
	for range 4 {
		clients.Go(func() {
			for ctx.Err() == nil {
				status, text := post(t, url, "status=429", "")
				assert.Equal(t, http.StatusOK, status)
				assert.True(t, strings.Contains(text, rule) || strings.Contains(text, newer), text)
			}
		})
	}
	signals := make(chan os.Signal)
	clients.Go(func() { s.reloadOn(ctx, signals) })

	changed := bytes.ReplaceAll(wasm.Core(), []byte(rule), []byte(newer))
	require.NoError(t, os.WriteFile(s.module, changed, 0o600))
	signals <- syscall.SIGHUP
	signals <- syscall.SIGHUP // which is taken once the first is done
	_, text := post(t, url, "status=429", "")
	assert.Contains(t, text, newer)
	stop()
	clients.Wait()
}

// testNoModule: a reload that fails leaves the present module where it is.
func testNoModule(t *testing.T, s *service, url string) {
	require.NoError(t, os.WriteFile(s.module, []byte("not found"), 0o600))
	require.ErrorIs(t, s.reload(context.Background()), host.ErrModule)
	require.NoError(t, os.Remove(s.module))
	require.ErrorIs(t, s.reload(context.Background()), os.ErrNotExist)
	_, text := post(t, url, "status=429", "")
	assert.Contains(t, text, rule)
}

// testServe: what main does, from its start to its end.
func testServe(t *testing.T, module string, config host.Config) {
	listener, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- serve(ctx, listener, module, config) }()
	status, _ := post(t, "http://"+listener.Addr().String(), "status=429", "")
	assert.Equal(t, http.StatusOK, status)
	stop()
	require.NoError(t, <-ended)
}

// TestStartWithoutAModule fails and says which file is missing.
func TestStartWithoutAModule(t *testing.T) {
	_, err := newService(context.Background(), filepath.Join(t.TempDir(), "none.wasm"), host.NewConfig())
	require.ErrorContains(t, err, "none.wasm")
}
