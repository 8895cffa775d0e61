// Command native calls an endpoint and lets Finfault decide what to do with a
// failure: retry when the verdict says that code may, else say who has to act.
//
//	go run ./examples/go/native https://sandbox.example/accounts
package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: native URL")
		os.Exit(2)
	}
	c := client{http: http.DefaultClient, sleep: time.Sleep}
	v, err := c.get(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "native:", err)
		os.Exit(1)
	}
	fmt.Println(advice(&v))
}

// client retries as the verdict says.
type client struct {
	http  *http.Client
	sleep func(time.Duration)
}

// get reads a resource and returns the verdict on the last answer. The error
// is that of a request that could not be built.
func (c *client) get(url string) (catalog.Verdict, error) {
	var d decoder.Decoder
	var v catalog.Verdict
	for attempt := 0; ; attempt++ {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return v, err
		}
		answer, body := c.send(req)
		d.Classify(&decoder.Request{
			Provider:   catalog.TrueLayer,
			Status:     answer.StatusCode,
			Operation:  catalog.Read,
			Idempotent: true,
			Headers:    headerBlock(answer.Header),
			Body:       body,
		}, &v)
		if !v.Retry.Automatic || v.Retry.Policy == catalog.AfterRefresh || attempt >= int(v.Retry.MaxRetries) {
			// The verdict aliases the body: detach it before both go.
			return v.Clone(), nil
		}
		c.sleep(delay(&v.Retry, attempt))
	}
}

// send returns the answer, or an empty one with status 0 when none came.
func (c *client) send(req *http.Request) (*http.Response, []byte) {
	answer, err := c.http.Do(req)
	if err != nil {
		return &http.Response{}, nil
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(answer.Body, decoder.MaxBody+1))
	return answer, body
}

// headerBlock writes headers as Finfault takes them.
func headerBlock(h http.Header) (block []byte) {
	for name, values := range h {
		for _, value := range values {
			block = fmt.Appendf(block, "%s: %s\r\n", name, value)
		}
	}
	return block
}

// delay draws the time to wait: all of what a header asked for, else an even
// share of the policy's bound.
func delay(r *catalog.Retry, attempt int) time.Duration {
	bound := time.Duration(r.DelayMs(attempt)) * time.Millisecond
	if attempt == 0 && r.AfterMs > 0 || bound == 0 {
		return bound
	}
	return rand.N(bound)
}

func advice(v *catalog.Verdict) string {
	if v.Outcome != catalog.OutcomeError {
		return v.Outcome.String()
	}
	return fmt.Sprintf("%s: %s has to act: %s", v.Category, v.Party, v.Actions.First())
}
