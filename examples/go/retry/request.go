package main

import (
	"context"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
)

// request returns the request of a call; those that write carry a body.
func (c *call) request(ctx context.Context) (*retryablehttp.Request, error) {
	method, target, _ := strings.Cut(c.line, " ")
	var body any
	if method != "GET" {
		body = []byte(`{"amount_in_minor":100}`)
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, method, "https://"+target, body)
	if err != nil {
		return nil, err
	}
	for name, value := range c.headers {
		req.Header.Set(name, value)
	}
	return req, nil
}
