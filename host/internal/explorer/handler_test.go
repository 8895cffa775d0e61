package explorer

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	testHost = "127.0.0.1:8017"
	script   = "console.log('a script long enough to be compressed'); console.log('a script long enough to be compressed');"
	picture  = "\x89PNG"
)

// testHandler serves a small page as at testHost.
func testHandler(t *testing.T) *handler {
	t.Helper()
	files, err := pageOf(fstest.MapFS{
		"index.html":              {Data: []byte("<title>Finfault</title>")},
		"sw.js":                   {Data: []byte("// service worker")},
		"manifest.webmanifest":    {Data: []byte("{}")},
		"assets/main-0a1b2c3d.js": {Data: []byte(script)},
		"assets/main-0a1b2c3d.css": {
			Data: []byte("body{}"),
		},
		"assets/icon-0a1b2c3d.svg": {Data: []byte("<svg/>")},
		"icon.png":                 {Data: []byte(picture)},
		"notes.unknown":            {Data: []byte("<script>")},
	}, []byte("\x00asm"))
	require.NoError(t, err)
	return &handler{files, hostsOf(netip.MustParseAddrPort(testHost))}
}

// ask answers a request, to whose headers more are added as pairs.
func ask(h http.Handler, method, path string, more ...string) *http.Response {
	r := httptest.NewRequest(method, "http://"+testHost+path, nil)
	for i := 0; i < len(more); i += 2 {
		r.Header.Add(more[i], more[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return string(body)
}

// assertStrict: every answer says what the page may do, refusals too.
func assertStrict(t *testing.T, r *http.Response) {
	t.Helper()
	assert.Equal(t, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "+
		"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		r.Header.Get("Content-Security-Policy"))
	assert.Equal(t, "nosniff", r.Header.Get("X-Content-Type-Options"))
	assert.Equal(t, "no-referrer", r.Header.Get("Referrer-Policy"))
	assert.Equal(t, "same-origin", r.Header.Get("Cross-Origin-Opener-Policy"))
	assert.Equal(t, "same-origin", r.Header.Get("Cross-Origin-Resource-Policy"))
	assert.Empty(t, r.Header.Get("Server"))
}

func TestFiles(t *testing.T) {
	h := testHandler(t)
	tests := []struct{ path, contentType, caching, content string }{
		{"/", "text/html; charset=utf-8", revalidate, "<title>Finfault</title>"},
		{"/index.html", "text/html; charset=utf-8", revalidate, "<title>Finfault</title>"},
		{"/sw.js", "text/javascript; charset=utf-8", revalidate, "// service worker"},
		{"/manifest.webmanifest", "application/manifest+json", revalidate, "{}"},
		{"/finfault.wasm", "application/wasm", revalidate, "\x00asm"},
		{"/assets/main-0a1b2c3d.js", "text/javascript; charset=utf-8", immutable, script},
		{"/assets/main-0a1b2c3d.css", "text/css; charset=utf-8", immutable, "body{}"},
		{"/assets/icon-0a1b2c3d.svg", "image/svg+xml", immutable, "<svg/>"},
		{"/icon.png", "image/png", revalidate, picture},
		{"/notes.unknown", "application/octet-stream", revalidate, "<script>"},
		{"/?query=is-passed-over", "text/html; charset=utf-8", revalidate, "<title>Finfault</title>"},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			got := ask(h, http.MethodGet, test.path)
			assert.Equal(t, http.StatusOK, got.StatusCode)
			assert.Equal(t, test.contentType, got.Header.Get("Content-Type"))
			assert.Equal(t, test.caching, got.Header.Get("Cache-Control"))
			assert.Equal(t, int64(len(test.content)), got.ContentLength)
			assert.Equal(t, test.content, text(t, got))
			assertStrict(t, got)
			head := ask(h, http.MethodHead, test.path)
			assert.Equal(t, http.StatusOK, head.StatusCode)
			assert.Equal(t, got.Header, head.Header)
			assert.Empty(t, text(t, head))
		})
	}
}

func TestRefusals(t *testing.T) {
	h := testHandler(t)
	tests := []struct {
		method, path string
		status       int
	}{
		{"GET", "/nothing", http.StatusNotFound},
		{"GET", "/assets", http.StatusNotFound},
		{"GET", "/assets/", http.StatusNotFound},
		{"GET", "/dist/index.html", http.StatusNotFound},
		{"GET", "/../file.go", http.StatusNotFound},
		{"GET", "/assets/../sw.js", http.StatusNotFound},
		{"HEAD", "/nothing", http.StatusNotFound},
		{"POST", "/", http.StatusMethodNotAllowed},
		{"PUT", "/new", http.StatusMethodNotAllowed},
		{"DELETE", "/index.html", http.StatusMethodNotAllowed},
		{"OPTIONS", "/", http.StatusMethodNotAllowed},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			got := ask(h, test.method, test.path)
			assert.Equal(t, test.status, got.StatusCode)
			assert.Equal(t, "no-store", got.Header.Get("Cache-Control"))
			assert.Equal(t, "text/plain; charset=utf-8", got.Header.Get("Content-Type"))
			assert.Equal(t, 1, strings.Count(text(t, got), "\n"), "one line")
			assert.Equal(t, test.status == http.StatusMethodNotAllowed, got.Header.Get("Allow") == "GET, HEAD")
			assertStrict(t, got)
		})
	}
}

// TestRevalidation: a browser that has a file already is told so, in the
// encoding in which it has it.
func TestRevalidation(t *testing.T) {
	h := testHandler(t)
	plain := ask(h, "GET", "/sw.js").Header.Get("ETag")
	packed := ask(h, "GET", "/sw.js", "Accept-Encoding", "gzip").Header.Get("ETag")
	assert.Regexp(t, `^"[0-9a-f]{32}"$`, plain)
	assert.NotEqual(t, plain, packed)
	assert.NotEqual(t, plain, ask(h, "GET", "/index.html").Header.Get("ETag"))
	tests := map[string]struct {
		encoding, tag string
		status        int
	}{
		"same":           {"", plain, http.StatusNotModified},
		"same, packed":   {"gzip", packed, http.StatusNotModified},
		"weak":           {"", "W/" + plain, http.StatusNotModified},
		"among others":   {"", `"x", ` + plain, http.StatusNotModified},
		"any":            {"", "*", http.StatusNotModified},
		"other":          {"", `"0123"`, http.StatusOK},
		"other encoding": {"", packed, http.StatusOK},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := ask(h, "GET", "/sw.js", "Accept-Encoding", test.encoding, "If-None-Match", test.tag)
			assert.Equal(t, test.status, got.StatusCode)
			assert.Equal(t, revalidate, got.Header.Get("Cache-Control"))
			assertStrict(t, got)
			if test.status == http.StatusNotModified {
				assert.Empty(t, text(t, got))
				assert.Empty(t, got.Header.Get("Content-Length"))
			}
		})
	}
}

func TestCompression(t *testing.T) {
	h := testHandler(t)
	const name = "/assets/main-0a1b2c3d.js"
	tests := map[string]struct {
		path     string
		accepted []string
		packed   bool
	}{
		"gzip":             {name, []string{"gzip"}, true},
		"a browser's":      {name, []string{"gzip, deflate, br, zstd"}, true},
		"capitals":         {name, []string{"br;q=1.0 , GZIP ; q=0.5"}, true},
		"on two lines":     {name, []string{"br", "gzip"}, true},
		"refused":          {name, []string{"gzip;q=0, br"}, false},
		"refused, longer":  {name, []string{"gzip; q=0.000"}, false},
		"others":           {name, []string{"br, deflate"}, false},
		"a longer name":    {name, []string{"x-gzip2"}, false},
		"none":             {name, nil, false},
		"module":           {"/finfault.wasm", []string{"gzip"}, true},
		"picture is dense": {"/icon.png", []string{"gzip"}, false},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			var more []string
			for _, accepted := range test.accepted {
				more = append(more, "Accept-Encoding", accepted)
			}
			got := ask(h, "GET", test.path, more...)
			want := text(t, ask(h, "GET", test.path))
			body := text(t, got)
			assert.Equal(t, int64(len(body)), got.ContentLength)
			assert.Equal(t, test.path != "/icon.png", got.Header.Get("Vary") == "Accept-Encoding")
			if !test.packed {
				assert.Empty(t, got.Header.Get("Content-Encoding"))
				assert.Equal(t, want, body)
				return
			}
			assert.Equal(t, "gzip", got.Header.Get("Content-Encoding"))
			r, err := gzip.NewReader(bytes.NewReader([]byte(body)))
			require.NoError(t, err)
			unpacked, err := io.ReadAll(r)
			require.NoError(t, err)
			assert.Equal(t, want, string(unpacked))
		})
	}
}

func TestRange(t *testing.T) {
	got := ask(testHandler(t), "GET", "/sw.js", "Range", "bytes=3-9")
	assert.Equal(t, http.StatusPartialContent, got.StatusCode)
	assert.Equal(t, "service", text(t, got))
}
