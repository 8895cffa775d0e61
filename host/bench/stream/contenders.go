package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/stream"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// contender is a way to answer records, and its shortest time.
type contender struct {
	name string
	// of is the form of the records that it reads.
	of   func(*input) []byte
	read func(ctx context.Context, in io.Reader, out io.Writer) error
	best time.Duration
}

// contenders returns the stream on one processor first, and the copy of lines,
// which is the least that a program for lines can do, last.
func contenders() (list []*contender, end func() error, err error) {
	ctx := context.Background()
	engine, err := host.New(ctx, host.NewConfig())
	if err != nil {
		return nil, nil, err
	}
	wasm := func() stream.Judge { return &sandbox{engine: engine} }
	plain := func(in *input) []byte { return in.plain }
	return []*contender{
		{name: "`stream`, one processor", of: plain, read: streamed(stream.Options{Workers: 1})},
		{name: "`stream`, all processors", of: plain, read: streamed(stream.Options{})},
		{name: "`stream`, all processors, gzip", of: func(in *input) []byte { return in.gzip }, read: streamed(stream.Options{})},
		{name: "`stream`, all processors, zstd", of: func(in *input) []byte { return in.zstd }, read: streamed(stream.Options{})},
		{name: "`stream --engine wasm`, all processors", of: plain, read: streamed(stream.Options{NewJudge: wasm})},
		{name: "records by `encoding/json`, the same decoder, one processor", of: plain, read: byEncodingJSON},
		{name: "lines copied and not looked at, one processor", of: plain, read: copyLines},
	}, func() error { return engine.Close(ctx) }, nil
}

// sandbox judges by the WebAssembly module.
type sandbox struct {
	engine  *host.Engine
	verdict host.Verdict
}

func (s *sandbox) Classify(ctx context.Context, req *decoder.Request, v *catalog.Verdict) error {
	err := s.engine.Classify(ctx, req, &s.verdict)
	*v = s.verdict.Verdict
	return err
}

// streamed is host/stream with its options, on one processor for one worker:
// its reader and its writer would run on others.
func streamed(o stream.Options) func(context.Context, io.Reader, io.Writer) error {
	return func(ctx context.Context, in io.Reader, out io.Writer) error {
		if o.Workers == 1 {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		}
		unpacked := records.Decompress(in)
		_, err := stream.Run(ctx, unpacked, out, o)
		return errors.Join(err, unpacked.Close())
	}
}

// copyLines reads lines and writes them.
func copyLines(_ context.Context, in io.Reader, out io.Writer) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	lines := bufio.NewReaderSize(in, 1<<20)
	w := bufio.NewWriterSize(out, 1<<16)
	for {
		line, err := lines.ReadSlice('\n')
		if err == io.EOF {
			return w.Flush()
		}
		if err != nil {
			return err
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
}

// pack fills in the packed forms.
func (in *input) pack() error {
	var zipped, standard bytes.Buffer
	z, err := zstd.NewWriter(&standard)
	if err != nil {
		return err
	}
	g := gzip.NewWriter(&zipped)
	_, first := g.Write(in.plain)
	_, second := z.Write(in.plain)
	err = errors.Join(first, second, g.Close(), z.Close())
	in.gzip, in.zstd = zipped.Bytes(), standard.Bytes()
	return err
}
