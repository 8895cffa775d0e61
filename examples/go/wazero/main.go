// Command wazero is a service that classifies answers of providers with
// Finfault's WebAssembly module, and takes a newer module while it runs: write
// the file anew and send SIGHUP.
//
//	go run ./examples/go/wazero -module finfault.wasm &
//	curl --data-binary @body.json 'localhost:8080/?provider=mx&status=401&operation=read'
//	kill -HUP %1
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
)

func main() {
	address := flag.String("listen", "localhost:8080", "address to listen on")
	module := flag.String("module", "", "file of the module, read again on SIGHUP; without it, the one that is built in")
	cache := flag.String("cache", "", "folder for compiled modules, which makes the next start faster")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", *address)
	if err == nil {
		err = serve(ctx, listener, *module, host.NewConfig().WithCompilationCache(*cache))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "wazero:", err)
		os.Exit(1)
	}
}

// serve serves until ctx ends, and then answers what has been asked.
func serve(ctx context.Context, listener net.Listener, module string, config host.Config) error {
	s, err := newService(ctx, module, config)
	if err != nil {
		return err
	}
	if module != "" {
		hangup := make(chan os.Signal, 1)
		signal.Notify(hangup, syscall.SIGHUP)
		go s.reloadOn(ctx, hangup)
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	down := make(chan error)
	go func() {
		<-ctx.Done()
		down <- server.Shutdown(context.Background())
	}()
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return errors.Join(<-down, s.engine.Close(context.Background()))
}

// service classifies what is posted to it.
type service struct {
	engine *host.Engine
	// module is the file that a reload reads, or "".
	module string
	// verdicts are used again and again: each is large and has memory of its own.
	verdicts sync.Pool
}

func newService(ctx context.Context, module string, config host.Config) (*service, error) {
	if module != "" {
		code, err := os.ReadFile(module)
		if err != nil {
			return nil, err
		}
		config = config.WithModule(code)
	}
	engine, err := host.New(ctx, config)
	if err != nil {
		return nil, err
	}
	return &service{engine: engine, module: module, verdicts: sync.Pool{New: func() any { return new(host.Verdict) }}}, nil
}

// reloadOn reloads the module on each signal until ctx ends.
func (s *service) reloadOn(ctx context.Context, signals <-chan os.Signal) {
	for {
		select {
		case <-signals:
			if err := s.reload(ctx); err != nil {
				log.Print("the old module goes on: ", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// reload puts what the file holds now in the place of the present module. No
// request fails meanwhile, and a file that holds no such module changes nothing.
func (s *service) reload(ctx context.Context) error {
	code, err := os.ReadFile(s.module)
	if err != nil {
		return err
	}
	return s.engine.Replace(ctx, code)
}

// ServeHTTP answers with the verdict on the body of the request. The query says
// what the caller knows: provider, status, operation.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req, err := readRequest(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	v := s.verdicts.Get().(*host.Verdict)
	defer s.verdicts.Put(v)
	if err := s.engine.Classify(r.Context(), req, v); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	log.Print(v) // enumerations and names of the catalog: nothing that a provider wrote
	w.Header().Set("Content-Type", "application/json")
	w.Write(v.AppendJSON(nil))
}

func readRequest(r *http.Request) (*decoder.Request, error) {
	query := r.URL.Query()
	provider, known := catalog.ParseProvider(query.Get("provider"))
	if !known && query.Has("provider") {
		return nil, errors.New("provider: one of basiq, synapse, truelayer, mx, or left out")
	}
	operation, known := catalog.ParseOperation(query.Get("operation"))
	if !known && query.Has("operation") {
		return nil, errors.New("operation: one of token, login, sync, verify, mfa, read, write, payment, job, sso, or left out")
	}
	status, err := strconv.Atoi(query.Get("status"))
	if err != nil {
		return nil, errors.New("status: the HTTP status of the answer, or 0 when none came")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, decoder.MaxBody+1))
	if err != nil {
		return nil, errors.New("the body broke off")
	}
	return &decoder.Request{Provider: provider, Status: status, Operation: operation, Body: body}, nil
}
