package explorer

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// Limits of one connection, and of the wait for those that are open at the end.
const (
	readTimeout  = 10 * time.Second
	writeTimeout = time.Minute
	idleTimeout  = 2 * time.Minute
	maxHeader    = 16 << 10
	grace        = 5 * time.Second
)

// Server serves the page at one address.
type Server struct {
	hosts
	listener net.Listener
	http     *http.Server
}

// Listen returns a server that listens on a TCP address of the form host:port,
// where port 0 stands for any that is free, and serves nothing yet.
//
// Where only this machine can reach the address, requests that name another
// host than this machine are refused.
func Listen(address string) (*Server, error) {
	files, err := page()
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	hosts := hostsOf(listener.Addr().(*net.TCPAddr).AddrPort())
	return &Server{hosts, listener, newHTTPServer(&handler{files, hosts})}, nil
}

// newHTTPServer returns a server that does not wait for ever and logs nothing.
func newHTTPServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:        handler,
		ReadTimeout:    readTimeout,
		WriteTimeout:   writeTimeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeader,
		ErrorLog:       log.New(io.Discard, "", 0),
	}
}

// URL returns the address of the page.
func (s *Server) URL() string { return s.url() }

// Loopback reports whether only this machine can reach the page.
func (s *Server) Loopback() bool { return s.loopback }

// Close ends a server that was not started.
func (s *Server) Close() error { return s.listener.Close() }

// Serve serves the page until ctx ends, and then finishes what it is answering.
// That it was ended so is no error. It is called once.
func (s *Server) Serve(ctx context.Context) error {
	down := make(chan struct{})
	goesOn := context.AfterFunc(ctx, func() {
		defer close(down)
		s.shutDown()
	})
	err := s.http.Serve(s.listener)
	if goesOn() {
		return err
	}
	<-down
	return nil
}

func (s *Server) shutDown() {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		s.http.Close() // who has not read the answer by now does not want it
	}
}
