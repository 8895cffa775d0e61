// Package httpclient lets programs that call providers with net/http know what
// an answer means, and send again what may be sent again.
//
// A [Transport] classifies answers as they come in. The body stays readable,
// and [VerdictOf] and [Check] say of any response of the client what it means:
//
//	transport, err := httpclient.New(httpclient.NewConfig().WithProvider(httpclient.Provider{
//		ID:         catalog.TrueLayer,
//		Hosts:      []string{"api.truelayer.com"},
//		Operations: []httpclient.Operation{{Method: "POST", Path: "/v3/payments", Is: catalog.Payment}},
//	}))
//	client := &http.Client{Transport: transport}
//	resp, err := client.Do(req)
//	if err == nil {
//		defer resp.Body.Close()
//		err = httpclient.Check(resp)
//	}
//	if errors.Is(err, httpclient.Category(catalog.ConsentRequired)) {
//		// send the user to the consent page
//	}
//
// To send requests again, the transport goes into a client of
// hashicorp/go-retryablehttp, which this package fits and does not import:
//
//	client := retryablehttp.NewClient()
//	client.HTTPClient.Transport = transport
//	client.RequestLogHook = httpclient.StartCall
//	client.CheckRetry, client.Backoff = transport.CheckRetry, transport.Backoff
//	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
//	client.RetryMax = httpclient.MaxRetries
//
// Who answers and what a request is for is told by its host, method and path,
// or by its context ([WithProvider], [WithOperation], [WithIdempotent]). A
// request may be repeated when its method only reads, or when it carries an
// Idempotency-Key, X-Idempotency-Key or X-SP-Idempotency-Key.
package httpclient
