package explorer

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHosts(t *testing.T) {
	tests := []struct {
		at, url         string
		served, refused []string
	}{
		{
			"127.0.0.1:8017", "http://127.0.0.1:8017/",
			[]string{"127.0.0.1:8017", "localhost:8017", "[::1]:8017"},
			[]string{"", "127.0.0.1", "localhost", "127.0.0.1:8018", "evil.example:8017", "127.0.0.1.evil.example:8017", "127.0.0.1:8017.", "::1:8017"},
		},
		{"[::1]:9000", "http://[::1]:9000/", []string{"[::1]:9000", "localhost:9000"}, []string{"[::1]", "[::2]:9000"}},
		{"[::ffff:127.0.0.1]:9000", "http://127.0.0.1:9000/", []string{"127.0.0.1:9000"}, []string{"evil.example:9000"}},
		{"127.0.0.2:9000", "http://127.0.0.2:9000/", []string{"127.0.0.2:9000", "localhost:9000"}, []string{"127.0.0.3:9000"}},
		{"127.0.0.1:80", "http://127.0.0.1:80/", []string{"127.0.0.1", "localhost", "[::1]", "localhost:80"}, []string{"evil.example", "::1"}},
		{"192.0.2.7:9000", "http://192.0.2.7:9000/", []string{"192.0.2.7:9000", "any.example"}, nil},
		{"0.0.0.0:9000", "http://localhost:9000/", []string{"any.example"}, nil},
		{"[::]:9000", "http://localhost:9000/", []string{"any.example"}, nil},
	}
	for _, test := range tests {
		t.Run(test.at, func(t *testing.T) {
			h := testHandler(t)
			h.hosts = hostsOf(netip.MustParseAddrPort(test.at))
			assert.Equal(t, test.url, h.hosts.url())
			for _, host := range test.served {
				assert.Equal(t, http.StatusOK, statusFor(h, host).Code, host)
			}
			for _, host := range test.refused {
				got := statusFor(h, host)
				assert.Equal(t, http.StatusMisdirectedRequest, got.Code, host)
				assert.Equal(t, "this host is not served here: open "+test.url+"\n", got.Body.String())
				assertStrict(t, got.Result())
			}
		})
	}
}

func statusFor(h http.Handler, host string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/", nil)
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
