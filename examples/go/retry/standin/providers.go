// Package standin stands in for the providers: it answers under their names,
// on this machine, with the faults that it is told to show.
package standin

import (
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
)

// Providers answer requests to any host.
type Providers struct {
	server *httptest.Server
	mux    *http.ServeMux
}

// Start starts them. What they were not told about they answer with 404.
func Start() *Providers {
	p := &Providers{mux: http.NewServeMux()}
	p.server = httptest.NewUnstartedServer(p.mux)
	p.server.Config.ErrorLog = log.New(io.Discard, "", 0) // of connections that were not needed in the end
	p.server.StartTLS()
	return p
}

// Close ends them, and waits until all requests are answered.
func (p *Providers) Close() { p.server.Close() }

// Transport returns a transport that takes requests to the stand-ins, whatever
// their host.
func (p *Providers) Transport() *http.Transport {
	t := p.server.Client().Transport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{RootCAs: t.TLSClientConfig.RootCAs, ServerName: "example.com"}
	t.MaxIdleConnsPerHost = 100
	t.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, p.server.Listener.Addr().String())
	}
	return t
}

// Counter counts requests.
type Counter struct{ n atomic.Int64 }

// Count returns how many there were.
func (c *Counter) Count() int { return int(c.n.Load()) }

// Handle sets what answers a pattern of [http.ServeMux] with the provider's
// host, such as "GET au-api.basiq.io/users/{user}/accounts".
func (p *Providers) Handle(pattern string, h http.HandlerFunc) *Counter {
	c := new(Counter)
	p.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		c.n.Add(1)
		h(w, r)
	})
	return c
}

// Answer is what a provider says.
type Answer struct {
	Status int
	Header map[string]string
	Body   string
	// Reset breaks the connection in the middle of the first line instead.
	Reset bool
}

// Script sets the answers to the requests of a pattern, one after the other,
// the last one again and again.
func (p *Providers) Script(pattern string, answers ...Answer) *Counter {
	var c *Counter
	c = p.Handle(pattern, func(w http.ResponseWriter, r *http.Request) {
		// The requests of a script come one after the other.
		answers[min(c.Count(), len(answers))-1].Write(w)
	})
	return c
}

// Write gives the answer.
func (a Answer) Write(w http.ResponseWriter) {
	if a.Reset {
		reset(w)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	for name, value := range a.Header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.Status)
	_, _ = io.WriteString(w, a.Body) // a client that is gone is no failure of the stand-in
}

// reset lets the connection break off so that the client knows that its request
// had arrived.
func reset(w http.ResponseWriter) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	_, _ = buffered.WriteString("HTTP/1.1 2")
	_ = buffered.Flush()
	_ = conn.Close()
}
