package explorer

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// file is a file of the page with all that is answered about it.
type file struct {
	kind
	caching string
	plain   variant
	// packed returns the file compressed, which is done when somebody first asks
	// for it.
	packed func() variant
}

// variant is a file in one encoding. Each has a tag of its own, as caches tell
// them apart by it.
type variant struct {
	content []byte
	etag    string
}

func newFile(k kind, caching string, content []byte) *file {
	return &file{
		kind:    k,
		caching: caching,
		plain:   newVariant(content),
		packed:  sync.OnceValue(func() variant { return newVariant(pack(content)) }),
	}
}

func newVariant(content []byte) variant {
	sum := sha256.Sum256(content)
	return variant{content, `"` + hex.EncodeToString(sum[:16]) + `"`}
}

func pack(content []byte) []byte {
	var b bytes.Buffer
	// Neither the level, which is a constant, nor a buffer causes an error.
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(content)
	w.Close()
	return b.Bytes()
}

// ServeHTTP answers with the file, or that the browser has it already.
func (f *file) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", f.caching)
	v := f.plain
	if !f.dense {
		header.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r.Header) {
			v = f.packed()
			header.Set("Content-Encoding", "gzip")
		}
	}
	header.Set("ETag", v.etag)
	// ServeContent leaves the length out where the content is encoded.
	header.Set("Content-Length", strconv.Itoa(len(v.content)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.content))
}

func acceptsGzip(header http.Header) bool {
	for coding := range strings.SplitSeq(strings.Join(header.Values("Accept-Encoding"), ","), ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			return !isZero(weight)
		}
	}
	return false
}

// isZero reports whether a weight such as "q=0" forbids what it belongs to.
func isZero(weight string) bool {
	_, number, found := strings.Cut(weight, "=")
	q, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	return found && err == nil && q == 0
}
