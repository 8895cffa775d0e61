package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
)

// tableFn classifies the rows of Parquet files, a file at a time. It takes the
// memory of a few pages of each column.
type tableFn struct {
	classifier
}

// ProcessElement classifies the rows of a file.
func (fn *tableFn) ProcessElement(ctx context.Context, file fileio.FileMetadata, _ func(Key, int64), _ func(Drift), emitBad func(string)) error {
	in, err := openReaderAt(ctx, file.Path)
	if err != nil {
		return err
	}
	defer in.close()
	t, err := openTable(in, in.size)
	for row := int64(0); err == nil; row++ {
		if err = t.read(&fn.record); err == nil {
			fn.count()
		} else {
			err = fn.refuse(err, badRecord{File: file.Path, Row: &row}, emitBad)
		}
	}
	if err = unlessEOF(err); err != nil {
		return fmt.Errorf("%s: %w", file.Path, err)
	}
	return nil
}

// readerAt is a file that can be read anywhere.
type readerAt struct {
	io.ReaderAt
	size  int64
	close func() error
}

// openReaderAt opens a file of any of Beam's file systems. Where one reads from
// front to back only, as those of object stores do, the file is copied to the
// worker's folder for temporary files, until it is closed.
func openReaderAt(ctx context.Context, name string) (*readerAt, error) {
	in, err := openFile(ctx, name)
	if err != nil {
		return nil, err
	}
	if f, ok := in.(*os.File); ok {
		info, err := f.Stat()
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return &readerAt{f, info.Size(), f.Close}, nil
	}
	defer in.Close()
	f, err := os.CreateTemp("", "finfault-*.parquet")
	if err != nil {
		return nil, err
	}
	remove := func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }
	size, err := io.Copy(f, in)
	if err != nil {
		return nil, errors.Join(err, remove())
	}
	return &readerAt{f, size, remove}, nil
}
