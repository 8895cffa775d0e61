package httpclient

import (
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkRoundTrip is what the transport adds to a request, without the
// network.
func BenchmarkRoundTrip(b *testing.B) {
	for _, c := range []struct {
		name   string
		status int
		body   string
	}{{"good", 200, `{"results":[]}`}, {"failure", 503, unavailable}} {
		base := reply(c.status, c.body)
		for name, sent := range map[string]http.RoundTripper{"with": start(b, NewConfig().WithBase(base)), "without": base} {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				req := request(b, b.Context(), "GET api.truelayer.test/data/v1/me")
				b.ReportAllocs()
				for b.Loop() {
					resp, err := sent.RoundTrip(req)
					require.NoError(b, err)
					_, err = io.Copy(io.Discard, resp.Body)
					require.NoError(b, err)
				}
			})
		}
	}
}
