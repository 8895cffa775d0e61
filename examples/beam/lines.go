package main

import (
	"bufio"
	"bytes"
	"io"
	"strconv"

	"github.com/finfault/finfault/host/records"
)

// lines cuts an input into lines and says where each begins. Its memory is
// bounded by records.MaxLine.
type lines struct {
	in *bufio.Reader
	// next is where the line begins that comes next.
	next int64
	long []byte // a line that is longer than the buffer of in
}

// newLines returns the lines of an input, of which the first begins at start.
func newLines(in io.Reader, start int64) *lines {
	return &lines{in: bufio.NewReaderSize(in, records.BlockSize), next: start}
}

// read returns the line that comes next, without its line end. It is valid
// until the next call. Behind the last line the error is io.EOF. A line that is
// too long is passed over and has an error of its own; reading goes on behind it.
func (l *lines) read() ([]byte, error) {
	line, err := l.in.ReadSlice('\n')
	l.next += int64(len(line))
	if err == bufio.ErrBufferFull {
		line, err = l.readLong(line)
	}
	if err == io.EOF && len(line) > 0 {
		err = nil
	}
	return bytes.TrimSuffix(line, newline), err
}

// readLong reads the rest of a line that does not fit into the buffer.
func (l *lines) readLong(start []byte) ([]byte, error) {
	l.long = append(l.long[:0], start...)
	tooLong := false
	for {
		part, err := l.in.ReadSlice('\n')
		l.next += int64(len(part))
		size := len(l.long) + len(bytes.TrimSuffix(part, newline))
		if tooLong = tooLong || size > records.MaxLine; !tooLong {
			l.long = append(l.long, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case tooLong && (err == nil || err == io.EOF):
			return nil, errTooLong
		}
		return l.long, err
	}
}

var newline = []byte{'\n'}

var errTooLong = &records.Error{Found: "a line that is too long", Allowed: "up to " + strconv.Itoa(records.MaxLine) + " bytes a line"}
