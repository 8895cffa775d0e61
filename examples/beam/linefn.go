package main

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/sdf"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/rtrackers/offsetrange"
	"github.com/finfault/finfault/host/records"
)

// blockSize is how many bytes of a file are handed out at a time; runners split
// further where a worker is idle.
const blockSize = 64 << 20

// lineFn classifies the records of NDJSON files, of which workers share the
// large ones: it is a splittable DoFn over ranges of bytes, and to a range
// belong the lines that begin in it.
//
// What cannot be read from the middle has the range whole, which no runner can
// split.
type lineFn struct {
	classifier
	parser records.Parser
}

// whole is the range of a file that one worker reads from front to back. Its
// one place lies before the first byte.
var whole = offsetrange.Restriction{Start: -1, End: 0}

// CreateInitialRestriction returns the range of a file.
func (*lineFn) CreateInitialRestriction(ctx context.Context, file fileio.FileMetadata) (offsetrange.Restriction, error) {
	in, err := openFile(ctx, file.Path)
	if err != nil {
		return offsetrange.Restriction{}, err
	}
	defer in.Close()
	if _, ok := in.(io.Seeker); !ok {
		return whole, nil
	}
	switch beginsAsJSON, err := beginsAsJSON(in); {
	case err != nil:
		return whole, fmt.Errorf("%s: %w", file.Path, err)
	case beginsAsJSON:
		return offsetrange.Restriction{End: file.Size}, nil
	}
	return whole, nil
}

// beginsAsJSON tells text from what is compressed, which begins otherwise.
func beginsAsJSON(in io.Reader) (bool, error) {
	var first [1]byte
	if _, err := io.ReadFull(in, first[:]); err != nil && err != io.EOF {
		return false, err
	}
	return bytes.IndexByte([]byte("{ \t\r\n\xef"), first[0]) >= 0, nil
}

// SplitRestriction cuts a range into blocks.
func (*lineFn) SplitRestriction(_ fileio.FileMetadata, r offsetrange.Restriction) []offsetrange.Restriction {
	return r.SizedSplits(blockSize)
}

// RestrictionSize returns how much work a range is, in bytes.
func (*lineFn) RestrictionSize(file fileio.FileMetadata, r offsetrange.Restriction) float64 {
	if r.Start < 0 {
		return float64(file.Size)
	}
	return r.Size()
}

// CreateTracker returns what keeps account of a range.
func (*lineFn) CreateTracker(r offsetrange.Restriction) *sdf.LockRTracker {
	return sdf.NewLockRTracker(offsetrange.NewTracker(r))
}

// ProcessElement classifies the lines of a range of a file.
func (fn *lineFn) ProcessElement(ctx context.Context, rt *sdf.LockRTracker, file fileio.FileMetadata, _ func(Key, int64), _ func(Drift), emitBad func(string)) error {
	in, err := openFile(ctx, file.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	if rt.GetRestriction().(offsetrange.Restriction).Start < 0 {
		err = fn.whole(rt, in, file.Path, emitBad)
	} else {
		err = fn.part(rt, in.(io.ReadSeekCloser), file.Path, emitBad)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file.Path, err)
	}
	return nil
}

// whole classifies all lines of an input, which may be compressed.
func (fn *lineFn) whole(rt *sdf.LockRTracker, in io.Reader, name string, emitBad func(string)) error {
	if !rt.TryClaim(whole.Start) {
		return nil
	}
	plain := records.Decompress(in)
	defer plain.Close()
	var err error
	for l := newLines(plain, 0); err == nil; {
		err = fn.line(l, name, emitBad)
	}
	return unlessEOF(err)
}

// part classifies the lines that begin in a range of an input.
func (fn *lineFn) part(rt *sdf.LockRTracker, in io.ReadSeeker, name string, emitBad func(string)) error {
	l, err := linesFrom(in, rt.GetRestriction().(offsetrange.Restriction).Start)
	for err == nil && rt.TryClaim(l.next) {
		err = fn.line(l, name, emitBad)
	}
	if err == io.EOF { // what is left of the range holds no line
		rt.TryClaim(rt.GetRestriction().(offsetrange.Restriction).End)
	}
	return unlessEOF(err)
}

// linesFrom returns the lines that begin at start or behind it. The line that
// runs across start belongs to the range before.
func linesFrom(in io.ReadSeeker, start int64) (*lines, error) {
	if start == 0 {
		return newLines(in, 0), nil
	}
	// From the byte before on: if that is a line end, a line begins at start.
	if _, err := in.Seek(start-1, io.SeekStart); err != nil {
		return nil, err
	}
	l := newLines(in, start-1)
	if _, err := l.read(); err != nil && err != error(errTooLong) {
		return nil, err
	}
	return l, nil
}

// line classifies the line that is next.
func (fn *lineFn) line(l *lines, name string, emitBad func(string)) error {
	at := l.next
	line, err := l.read()
	if err == nil {
		if at == 0 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if len(bytes.Trim(line, " \t\r")) == 0 {
			return nil
		}
		if err = fn.parser.Parse(line, &fn.record); err == nil {
			fn.count()
			return nil
		}
	}
	return fn.refuse(err, badRecord{File: name, Byte: &at}, emitBad)
}

func unlessEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// openFile opens a file of any of Beam's file systems. The reader seeks where
// the file system can.
func openFile(ctx context.Context, name string) (io.ReadCloser, error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	return fs.OpenRead(ctx, name)
}
