package records

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Open opens the file of a name for reading, and standard input for "-". What is
// compressed is decompressed, see [Decompress]. Errors are those of the os
// package. Close closes the file, but leaves standard input open.
func Open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return Decompress(os.Stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &file{Decompress(f), f}, nil
}

// file closes what it was decompressed from as well.
type file struct {
	io.ReadCloser
	compressed io.Closer
}

func (f *file) Close() error { return errors.Join(f.ReadCloser.Close(), f.compressed.Close()) }

// Decompress returns a reader of what an input holds: decompressed where it
// begins as gzip or zstd do, else as it is. The first Read tells. Where
// compressed data are broken, Read returns an error that wraps [ErrDamaged].
// Close frees memory and leaves the input open.
func Decompress(in io.Reader) io.ReadCloser {
	d := &decompressor{}
	d.in = bufio.NewReaderSize(&watched{in, &d.failed}, BlockSize)
	return d
}

// ErrDamaged is what errors wrap that say that compressed data are broken or
// cut off.
var ErrDamaged = errors.New("records: compressed data are damaged or cut off")

type decompressor struct {
	in *bufio.Reader
	// out is what to read from, once that is known.
	out   io.Reader
	close func()
	// failed: the input could not be read, which is no fault of the data.
	failed atomic.Bool
}

func (d *decompressor) Read(p []byte) (int, error) {
	if d.out == nil {
		if err := d.open(); err != nil {
			return 0, err
		}
	}
	n, err := d.out.Read(p)
	return n, d.wording(err)
}

// Close implements io.Closer.
func (d *decompressor) Close() error {
	if d.close != nil {
		d.close()
	}
	return nil
}

// maxWindow is how far back zstd may refer, and so what it takes of memory: as
// much as the program zstd allows without being asked for more.
const maxWindow = 128 << 20

// open looks at the first bytes.
func (d *decompressor) open() error {
	start, err := d.in.Peek(4)
	if err != nil && err != io.EOF {
		return err
	}
	switch {
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(d.in)
		if err != nil {
			return d.wording(err)
		}
		d.out = z
	case isZstd(start):
		z, err := zstd.NewReader(d.in, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(2))
		if err != nil {
			return d.wording(err)
		}
		d.out, d.close = z, z.Close
	default:
		d.out = d.in
	}
	return nil
}

// wording tells broken data from an input that cannot be read.
func (d *decompressor) wording(err error) error {
	if err == nil || err == io.EOF || d.out == d.in || d.failed.Load() {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// watched is an input that notes whether it failed.
type watched struct {
	in     io.Reader
	failed *atomic.Bool
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.in.Read(p)
	if err != nil && err != io.EOF {
		w.failed.Store(true)
	}
	return n, err
}

// isZstd knows a frame, and a frame that is to be skipped, as pzstd puts in
// front of each.
func isZstd(start []byte) bool {
	return bytes.HasPrefix(start, []byte{0x28, 0xb5, 0x2f, 0xfd}) ||
		len(start) == 4 && start[0]&0xf0 == 0x50 && bytes.HasSuffix(start, []byte{0x2a, 0x4d, 0x18})
}
