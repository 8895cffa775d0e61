package filter

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestReadHeaders(t *testing.T) {
	var s stream
	s.readHeaders(serialised([][2]string{
		{":status", "429"}, {"Date", "d"}, {"retry-after", "1"}, {"retry-after", "2"}, {"x-other-header", "x"}, {"tl-trace-id", "t"},
		{"x-request-id", "r\nretry-after: 9"}, {"TL-Should-Retry", "true"}, {"ratelimit-reset", ""}, {"x-ratelimit-reset", "4"},
		{"x-tl-correlation-id", "c"}, {"content-type", "text/html"}, {"a-name-that-is-longer-than-any-that-counts", "x"}, {"", ""},
	}))
	assert.Equal(t, "date: d\r\nretry-after: 1\r\nretry-after: 2\r\ntl-trace-id: t\r\ntl-should-retry: true\r\nratelimit-reset: \r\n"+
		"x-ratelimit-reset: 4\r\nx-tl-correlation-id: c\r\ncontent-type: text/html\r\n", string(s.headers))
}

// TestReadWrongHeaders: a list that is none is read as far as it goes.
func TestReadWrongHeaders(t *testing.T) {
	whole := serialised([][2]string{{"retry-after", "1"}, {"date", "d"}})
	for n := range whole {
		var s stream
		s.readHeaders(whole[:n])
		assert.True(t, bytes.HasPrefix([]byte("retry-after: 1\r\ndate: d\r\n"), s.headers), n)
	}
	for _, wrong := range [][]byte{nil, {1}, {255, 255, 255, 255}, append([]byte{1, 0, 0, 0, 255, 255, 255, 255}, whole[8:]...), append([]byte{1, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255}, whole...)} {
		var s stream
		s.readHeaders(wrong)
		assert.Empty(t, s.headers)
	}
}

func TestEncodings(t *testing.T) {
	for value, want := range map[string]encoding{
		"": identity, "identity": identity, " Identity ": identity, "gzip": gzip, "GZIP": gzip, "br": brotli, "deflate": deflate, "zstd": zstd,
		"compress": otherEncoding, "gzip, br": otherEncoding, "jane": otherEncoding,
	} {
		var s stream
		s.readHeaders(serialised([][2]string{{"content-encoding", value}}))
		assert.Equal(t, want, s.encoding, value)
	}
	var s stream
	s.readHeaders(serialised([][2]string{{"content-encoding", "gzip"}, {"content-encoding", "gzip"}}))
	assert.Equal(t, otherEncoding, s.encoding, "twice is something else")
}

func TestEndless(t *testing.T) {
	for value, want := range map[string]bool{
		"text/event-stream": true, "Text/Event-Stream; x": true, "application/grpc+proto": true, "multipart/x-mixed-replace;boundary=x": true,
		"application/json": false, "text/event": false, "": false,
	} {
		var s stream
		s.readHeaders(serialised([][2]string{{"content-type", value}}))
		assert.Equal(t, want, s.endless, value)
	}
}
