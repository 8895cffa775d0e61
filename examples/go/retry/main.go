// Command retry shows what becomes of requests that meet faults: a client of
// hashicorp/go-retryablehttp calls stand-ins of the four providers, on this
// machine, and sends again what Finfault allows.
//
//	cd examples/go/retry && go run .
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/finfault/finfault/host/httpclient"
)

func main() {
	a, err := start()
	if err != nil {
		fmt.Fprintln(os.Stderr, "retry:", err)
		os.Exit(1)
	}
	defer a.close()
	write(os.Stdout, a.all())
}

// all makes all calls, and returns what became of them.
func (a *app) all() []outcome {
	outcomes := make([]outcome, len(calls))
	var wait sync.WaitGroup
	for i := range calls {
		wait.Go(func() { outcomes[i] = a.make(calls[i]) })
	}
	wait.Wait()
	for _, e := range a.expirations() {
		o, issued := a.expire(100, e)
		o.what = fmt.Sprintf("%s: %d issued", o.what, issued)
		outcomes = append(outcomes, o)
	}
	return outcomes
}

// write writes a table.
func write(w io.Writer, outcomes []outcome) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "WHAT IT SHOWS\tREQUEST\tSENT\tWAITED\tIN THE END")
	for _, o := range outcomes {
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\t%s\n", o.what, o.line, o.sent, waited(o.waits), end(o))
	}
	_ = table.Flush() // to standard output, of which there is nobody else to tell
}

func waited(waits []time.Duration) string {
	sum := time.Duration(0)
	for _, wait := range waits {
		sum += wait
	}
	if sum == 0 {
		return "–"
	}
	return sum.Round(10 * time.Millisecond).String()
}

// end says what is left in the end. The error itself says more.
func end(o outcome) string {
	var failure *httpclient.Error
	switch {
	case o.err == nil:
		return fmt.Sprintf("%d", o.status)
	case !errors.As(o.err, &failure):
		return o.err.Error()
	}
	text := fmt.Sprintf("%d %s: %s has to act", failure.Status, failure.Verdict.Category, failure.Verdict.Party)
	if failure.RetryAfter > 0 {
		text += ", in " + failure.RetryAfter.Round(time.Minute).String()
	}
	return text
}
