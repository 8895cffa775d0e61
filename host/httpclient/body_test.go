package httpclient

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// closer counts how often it is closed.
type closer struct {
	io.Reader
	closed int
}

func (c *closer) Close() error {
	c.closed++
	return nil
}

// FuzzPeek: whatever the length of a body, the limit and the pieces in which it
// comes and is read, the caller gets all of it and the error at its end.
func FuzzPeek(f *testing.F) {
	f.Add([]byte(`{"error":"x"}`), uint16(64), uint8(0), uint8(3))
	f.Add([]byte(`{"error":"x"}`), uint16(13), uint8(1), uint8(1))
	f.Add([]byte(`{"error":"x"}`), uint16(12), uint8(2), uint8(255))
	f.Add([]byte{}, uint16(1), uint8(1), uint8(0))
	f.Fuzz(func(t *testing.T, body []byte, limit uint16, kind, piece uint8) {
		limit = max(limit, 1)
		under, end := readerOf(kind, body)
		c := &closer{Reader: under}
		resp := &http.Response{Body: c}
		start, cut := peek(resp, int(limit))
		assert.Equal(t, len(body) > int(limit), cut)
		assert.True(t, bytes.Equal(body[:min(len(body), int(limit))], start))

		var got []byte
		err := error(nil)
		for p := make([]byte, int(piece)+1); err == nil; {
			var n int
			n, err = resp.Body.Read(p)
			got = append(got, p[:n]...)
		}
		assert.True(t, bytes.Equal(body, got))
		assert.Equal(t, end, err)
		_, err = resp.Body.Read(make([]byte, 1))
		assert.Equal(t, end, err, "an end is final")
		assert.Zero(t, c.closed, "it is the caller who closes")
		require.NoError(t, resp.Body.Close())
		assert.Equal(t, 1, c.closed)
		_, err = resp.Body.Read(make([]byte, 1))
		assert.Equal(t, http.ErrBodyReadAfterClose, err)
	})
}

// errBroken is what bodies break off with.
var errBroken = errors.New("broken off")

// readerOf returns a reader of one of several kinds and how it ends.
func readerOf(kind uint8, body []byte) (io.Reader, error) {
	r := io.Reader(bytes.NewReader(body))
	switch kind % 4 {
	case 1:
		return iotest.OneByteReader(r), io.EOF
	case 2:
		return iotest.DataErrReader(r), io.EOF
	case 3:
		return io.MultiReader(r, iotest.ErrReader(errBroken)), errBroken
	}
	return r, io.EOF
}

// TestPeekReadsNoFurther: past the limit nothing is read ahead of the caller.
func TestPeekReadsNoFurther(t *testing.T) {
	under := strings.NewReader(strings.Repeat("x", 100))
	resp := &http.Response{Body: io.NopCloser(under)}
	_, cut := peek(resp, 10)
	assert.True(t, cut)
	assert.Equal(t, 89, under.Len())
}

// TestPeekWithoutBody: a response without a body stays without one.
func TestPeekWithoutBody(t *testing.T) {
	for _, body := range []io.ReadCloser{nil, http.NoBody} {
		resp := &http.Response{Body: body}
		start, cut := peek(resp, 10)
		assert.Empty(t, start)
		assert.False(t, cut)
		assert.Equal(t, body, resp.Body)
	}
}
