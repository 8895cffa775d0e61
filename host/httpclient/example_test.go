package httpclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/host/httpclient"
)

// serve starts a stand-in for a provider.
func serve(status int, body string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
}

func Example() {
	provider := serve(403, `{"error":"access_denied"}`)
	defer provider.Close()

	transport, err := httpclient.New(httpclient.NewConfig().WithProvider(httpclient.Provider{
		ID:    catalog.TrueLayer,
		Hosts: []string{"127.0.0.1"},
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	client := &http.Client{Transport: transport}
	resp, err := client.Get(provider.URL + "/data/v1/accounts")
	if err == nil {
		defer resp.Body.Close()
		err = httpclient.Check(resp)
	}
	if errors.Is(err, httpclient.Category(catalog.ConsentRequired)) {
		verdict, _ := httpclient.VerdictOf(resp)
		fmt.Println("the user has to act:", verdict.Actions.First())
	}
	body, _ := io.ReadAll(resp.Body)
	fmt.Println("the body:", string(body))
	// Output:
	// the user has to act: reconnect_user
	// the body: {"error":"access_denied"}
}

// What a request is for can also be said in its context.
func ExampleWithOperation() {
	provider := serve(503, `{"error":"connector_overload"}`)
	defer provider.Close()
	transport, _ := httpclient.New(httpclient.NewConfig())
	client := &http.Client{Transport: transport}

	for _, operation := range []catalog.Operation{catalog.Read, catalog.Login} {
		ctx := httpclient.WithProvider(context.Background(), catalog.TrueLayer)
		ctx = httpclient.WithOperation(ctx, operation)
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, provider.URL, nil)
		resp, err := client.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		verdict, _ := httpclient.VerdictOf(resp)
		fmt.Println(operation, "may be repeated:", verdict.Retry.Automatic)
		resp.Body.Close()
	}
	// Output:
	// read may be repeated: true
	// login may be repeated: false
}

// The WebAssembly module classifies in place of the native decoder.
func ExampleClassifierFunc() {
	ctx := context.Background()
	engine, err := host.New(ctx, host.NewConfig())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer engine.Close(ctx)
	classifier := httpclient.ClassifierFunc(func(ctx context.Context, req *decoder.Request) (catalog.Verdict, error) {
		var v host.Verdict
		err := engine.Classify(ctx, req, &v)
		return v.Clone(), err
	})

	provider := serve(403, `{"error":"access_denied"}`)
	defer provider.Close()
	transport, _ := httpclient.New(httpclient.NewConfig().WithClassifier(classifier).
		WithProvider(httpclient.Provider{ID: catalog.TrueLayer, Hosts: []string{"127.0.0.1"}}))
	resp, err := (&http.Client{Transport: transport}).Get(provider.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	verdict, _ := httpclient.VerdictOf(resp)
	fmt.Println(verdict.Category)
	// Output: consent_required
}
