package httpclient

import (
	"mime"
	"net/http"
	"strings"
)

// decidingHeaders are the headers that the decoder reads. Others are not given
// to it: they may hold anything, and push these out of what is looked at.
var decidingHeaders = [...]string{
	"Content-Type", "Date", "Retry-After", "Ratelimit-Reset", "X-Ratelimit-Reset",
	"Tl-Should-Retry", "Tl-Trace-Id", "X-Tl-Correlation-Id", "X-Request-Id",
}

// headerBlock writes headers as the decoder takes them.
func headerBlock(h http.Header) (block []byte) {
	for _, name := range decidingHeaders {
		for _, value := range h[name] {
			if strings.ContainsAny(value, "\r\n") {
				continue // not from the wire, and it would pass for two headers
			}
			block = append(append(append(append(block, name...), ": "...), value...), "\r\n"...)
		}
	}
	return block
}

// isEndless reports whether a body goes on for as long as somebody listens, so
// that nobody may wait for its end.
func isEndless(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	switch kind {
	case "text/event-stream", "multipart/x-mixed-replace":
		return true
	}
	return strings.HasPrefix(kind, "application/grpc") || strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/")
}
