package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/stream"
	"github.com/finfault/finfault/wasm/requestflags"
)

// input is a file of records, or standard input.
type input struct {
	name string // as messages show it
	open func() (io.ReadCloser, error)
	info fs.FileInfo // nil for standard input
	read *atomic.Int64
}

// findInputs looks whether all that is named is there, before anything is read.
func (p *program) findInputs(names []string) ([]*input, error) {
	var list []*input
	read := new(atomic.Int64)
	for _, name := range names {
		in := &input{name: shownFile(name), read: read}
		if name == "-" {
			in.name = "standard input"
			in.open = func() (io.ReadCloser, error) { return records.Decompress(&watchedReader{p.In, read}), nil }
			list = append(list, in)
			continue
		}
		info, err := os.Stat(name)
		if err == nil && info.IsDir() {
			err = syscall.EISDIR
		}
		if err != nil {
			return nil, in.unreadable(err)
		}
		in.info = info
		in.open = func() (io.ReadCloser, error) { return openFile(name, read) }
		list = append(list, in)
	}
	return list, nil
}

// shownFile quotes the name of a file, unless it is a body by mistake.
func shownFile(name string) string {
	const longest = 255
	if len(name) > longest || strings.ContainsAny(name, "{}[]<>\"\n\r\t\x1b") {
		return "a FILE of this name"
	}
	return strconv.Quote(name)
}

func openFile(name string, read *atomic.Int64) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &both{records.Decompress(&watchedReader{f, read}), f}, nil
}

// both closes a file and what is read from it.
type both struct {
	io.ReadCloser
	file io.Closer
}

func (b *both) Close() error { return errors.Join(b.ReadCloser.Close(), b.file.Close()) }

// watchedReader counts what is read, for those who watch.
type watchedReader struct {
	in   io.Reader
	read *atomic.Int64
}

func (c *watchedReader) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.read.Add(int64(n))
	return n, err
}

// wording turns an error of the stream into one of the command line.
func (in *input) wording(err error) error {
	if bad, ok := errors.AsType[*stream.ReadError](err); ok {
		return in.unreadable(bad.Cause)
	}
	if bad, ok := errors.AsType[*records.Error](err); ok {
		return fmt.Errorf("%s: %w", in.name, bad)
	}
	return err
}

// unreadable is the error of an input that cannot be read.
func (in *input) unreadable(err error) error {
	reason := requestflags.Reason(err)
	if errors.Is(err, records.ErrDamaged) {
		reason = "its compressed data are damaged or cut off"
	}
	return fmt.Errorf("cannot read %s: %s", in.name, reason)
}
