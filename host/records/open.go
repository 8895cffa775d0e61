package records

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Open opens the file of a name for reading, and standard input for "-". What is
// compressed with gzip or zstd, as its first bytes tell, is decompressed.
//
// Errors are those of the os package, and where a compressed file is broken
// those of its format, from here and from Read. Close closes the file, but
// leaves standard input open.
func Open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return Decompress(os.Stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	in, err := Decompress(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &file{in, f}, nil
}

// file closes what it was decompressed from as well.
type file struct {
	io.ReadCloser
	compressed io.Closer
}

func (f *file) Close() error { return errors.Join(f.ReadCloser.Close(), f.compressed.Close()) }

// maxWindow is how far back zstd may refer, and so what it takes of memory: as
// much as the program zstd allows without being asked for more.
const maxWindow = 128 << 20

// Decompress returns what an input holds: decompressed where it begins as gzip
// or zstd do, else as it is. It reads as much as it takes to tell, and so waits
// for the first bytes. Close frees memory and leaves the input open.
func Decompress(in io.Reader) (io.ReadCloser, error) {
	buffered := bufio.NewReaderSize(in, BlockSize)
	start, err := buffered.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		return gzip.NewReader(buffered)
	case isZstd(start):
		d, err := zstd.NewReader(buffered, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(2))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return io.NopCloser(buffered), nil
}

// isZstd knows a frame, and a frame that is to be skipped, as pzstd puts in
// front of each.
func isZstd(start []byte) bool {
	return bytes.HasPrefix(start, []byte{0x28, 0xb5, 0x2f, 0xfd}) ||
		len(start) == 4 && start[0]&0xf0 == 0x50 && bytes.HasSuffix(start, []byte{0x2a, 0x4d, 0x18})
}
