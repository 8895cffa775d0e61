package explorer

import "net/http"

// contentPolicy lets the page load what comes from here, and compile
// finfault.wasm, and nothing else.
const contentPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// handler answers requests for the page. It is safe for concurrent use.
type handler struct {
	files map[string]*file
	hosts hosts
}

// ServeHTTP implements [http.Handler].
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Security-Policy", contentPolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "no-store") // of what is refused
	file, known := h.files[r.URL.Path]
	switch {
	case !h.hosts.allow(r.Host):
		http.Error(w, "this host is not served here: open "+h.hosts.url(), http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
	case !known:
		http.Error(w, "there is no such file", http.StatusNotFound)
	default:
		file.ServeHTTP(w, r)
	}
}
