// Command upstream stands in for Basiq and TrueLayer behind Envoy: each path of
// package answers fails in one typical way. It takes plain HTTP and no
// credentials.
//
//	go run ./examples/envoy/upstream -listen :8080
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/finfault/finfault/examples/envoy/upstream/answers"
)

func main() {
	listen := flag.String("listen", ":8080", "address to listen on")
	flag.Parse()
	server := http.Server{Addr: *listen, Handler: answers.Handler(), ReadHeaderTimeout: 5 * time.Second}
	fmt.Fprintln(os.Stderr, "upstream:", server.ListenAndServe())
	os.Exit(1)
}
