package httpclient

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
)

// plain undoes the Content-Encoding of how a body begins, up to limit bytes.
// net/http has done so already, unless the caller asked for the encoding. Of
// encodings that the standard library does not know nothing is read, and the
// status decides. cut reports that there is more than limit bytes.
func plain(h http.Header, start []byte, limit int) (body []byte, cut bool) {
	var unpacked io.Reader
	var err error
	switch strings.ToLower(strings.TrimSpace(strings.Join(h["Content-Encoding"], ","))) {
	case "", "identity":
		return start, false
	case "gzip", "x-gzip":
		unpacked, err = gzip.NewReader(bytes.NewReader(start))
	case "deflate":
		unpacked, err = zlib.NewReader(bytes.NewReader(start))
	default:
		return nil, false
	}
	if err != nil {
		return nil, false
	}
	// What came before an error counts, as of any body that breaks off.
	body, _ = io.ReadAll(io.LimitReader(unpacked, int64(limit)+1))
	if len(body) > limit {
		return body[:limit], true
	}
	return body, false
}
