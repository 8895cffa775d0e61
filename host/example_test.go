package host_test

import (
	"context"
	"fmt"
	"log"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
)

func Example() {
	ctx := context.Background()
	e, err := host.New(ctx, host.NewConfig())
	if err != nil {
		log.Fatal(err)
	}
	defer e.Close(ctx)

	var v host.Verdict // one per goroutine, used again and again
	err = e.Classify(ctx, &decoder.Request{
		Provider: catalog.MX,
		Status:   401,
		Body:     []byte(`{"code":4011,"message":"The JWT is invalid"}`),
	}, &v)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v.Category, v.Party, v.Actions.First())
	// Output: token_expired app refresh_token
}

// A module that does not work is refused, and the present one goes on.
func ExampleEngine_Replace() {
	ctx := context.Background()
	e, err := host.New(ctx, host.NewConfig().WithMaxInstances(2))
	if err != nil {
		log.Fatal(err)
	}
	defer e.Close(ctx)

	fmt.Println(e.Replace(ctx, []byte("<html>404")))
	fmt.Println(e.Replace(ctx, wasm.Core()))
	// Output:
	// finfault: module: these 9 bytes are no WebAssembly module of version 1
	// <nil>
}
