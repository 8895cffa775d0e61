package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/finfault/finfault/examples/go/retry/standin"
	"github.com/finfault/finfault/host/httpclient"
)

// app is an application with its providers.
type app struct {
	providers *standin.Providers
	base      *http.Transport
	transport *httpclient.Transport
}

// start starts the stand-ins and an application that uses them.
func start() (*app, error) {
	a := &app{providers: standin.Start()}
	a.base = a.providers.Transport()
	var err error
	a.transport, err = newTransport(a.base)
	return a, err
}

func (a *app) close() {
	a.base.CloseIdleConnections()
	a.providers.Close()
}

// call is a request with the faults that it meets.
type call struct {
	what    string // what it shows
	line    string // such as "GET au-api.basiq.io/users/u-1/accounts"
	headers map[string]string
	context func(context.Context) context.Context
	faults  []standin.Answer
}

// outcome is what became of a call.
type outcome struct {
	what, line string
	// sent is how many requests the provider saw.
	sent int
	// waits are the times between them.
	waits []time.Duration
	// status is that of the last answer, 0 when none came.
	status int
	// err is the failure that is left in the end.
	err error
}

// calls are those that this example makes one after the other.
var calls = []call{
	{what: "a rate limit is waited out", line: "GET au-api.basiq.io/users/u-1/accounts",
		faults: []standin.Answer{standin.BasiqRateLimit, standin.BasiqAccounts}},
	{what: "a login is never repeated", line: "POST au-api.basiq.io/users/u-1/connections",
		faults: []standin.Answer{standin.BasiqTimeout}},
	{what: "not even with a key", line: "POST api.synapsefi.com/v3.1/users/u-1/nodes", headers: map[string]string{"X-SP-IDEMPOTENCY-KEY": "k-1"},
		faults: []standin.Answer{standin.SynapseDown}},
	{what: "a payment without a key is not repeated", line: "POST api.truelayer.com/v3/payments",
		faults: []standin.Answer{standin.TrueLayerDown, standin.TrueLayerPaid}},
	{what: "a payment with a key is", line: "POST api.truelayer.com/v3/payouts", headers: map[string]string{"Idempotency-Key": "k-2"},
		faults: []standin.Answer{standin.TrueLayerDown, standin.TrueLayerPaid}},
	{what: "a job is read until it fails, inside 200", line: "GET au-api.basiq.io/jobs/61723",
		faults: []standin.Answer{standin.BasiqJobRunning, standin.BasiqJobFailed}},
	{what: "a payment fails inside 200", line: "GET api.truelayer.com/v3/payments/p-1",
		faults: []standin.Answer{standin.TrueLayerDeclined}},
	{what: "a proxy answers with HTML", line: "GET int-api.mx.com/users/USR-1",
		faults: []standin.Answer{standin.MXGateway, standin.MXUser}},
	{what: "the connection breaks", line: "GET api.mx.com/users/USR-1",
		faults: []standin.Answer{standin.Reset, standin.MXUser}},
	{what: "it breaks during a payment", line: "POST api.synapsefi.com/v3.1/users/u-1/nodes/n-1/trans",
		faults: []standin.Answer{standin.Reset}},
	{what: "a daily quota is not waited for", line: "GET api.truelayer.com/data/v1/accounts/a-1/balance",
		faults: []standin.Answer{standin.TrueLayerQuota}},
}

// make makes a call.
func (a *app) make(c call) outcome {
	sent := a.providers.Script(c.line, c.faults...)
	o := a.send(c)
	o.sent = sent.Count()
	return o
}

// send sends what a call asks for, with a client that writes its waits down.
func (a *app) send(c call) outcome {
	o := outcome{what: c.what, line: c.line}
	client := newClient(a.transport)
	client.Backoff = func(low, high time.Duration, attempt int, resp *http.Response) time.Duration {
		o.waits = append(o.waits, a.transport.Backoff(low, high, attempt, resp))
		return o.waits[len(o.waits)-1]
	}
	resp, err := a.do(client, c)
	if err == nil {
		defer resp.Body.Close()
		o.status, err = resp.StatusCode, httpclient.Check(resp)
		_, drained := io.Copy(io.Discard, resp.Body)
		err = cmp.Or(err, drained)
	}
	o.err = failureOf(err)
	return o
}

// do sends a request with a client.
func (a *app) do(client *retryablehttp.Client, c call) (*http.Response, error) {
	ctx := context.Background()
	if c.context != nil {
		ctx = c.context(ctx)
	}
	req, err := c.request(ctx)
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}

// failureOf returns our error alone where there is one: net/http puts the URL
// in front of it.
func failureOf(err error) error {
	var failure *httpclient.Error
	if errors.As(err, &failure) {
		return failure
	}
	return err
}

// together makes a call n times at the same time, and returns what became of
// all of them, which has to be the same.
func (a *app) together(n int, c call) outcome {
	all := make([]outcome, n)
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() { all[i] = a.send(c) })
	}
	wait.Wait()
	first := all[0]
	first.what = strconv.Itoa(n) + " calls: " + c.what
	for i := range all {
		if all[i].status != first.status || !errors.Is(all[i].err, first.err) {
			first.err = errors.New("the calls differ in what became of them")
		}
	}
	return first
}
