package records

import (
	"bytes"
	"strconv"
)

// Block is some lines of an input, see [Blocks.Fill]. The zero value is ready
// to be filled.
type Block struct {
	data    []byte
	maxLine int
	// tooLong: there is nothing but a line that was too long to be kept.
	tooLong bool
	pos     int   // where the next line begins
	line    int64 // the number of the line before
}

// Size returns how many bytes of input the block holds.
func (b *Block) Size() int { return len(b.data) }

// Next returns the next line that is not blank, without its line end, and its
// number, counted from 1 and with the blank ones. The line is nil where it was
// too long. ok is false behind the last one. A line is valid until the block is
// filled again.
func (b *Block) Next() (line []byte, number int64, ok bool) {
	for b.pos < len(b.data) {
		line = b.data[b.pos:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		b.pos += len(line) + 1
		if b.line++; b.line == 1 {
			line = bytes.TrimPrefix(line, byteOrderMark)
		}
		switch {
		case len(line) > b.maxLine:
			return nil, b.line, true
		case !isAllBlank(line):
			return line, b.line, true
		}
	}
	if !b.tooLong {
		return nil, 0, false
	}
	b.tooLong = false
	b.line++
	return nil, b.line, true
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func isAllBlank(line []byte) bool {
	for _, c := range line {
		if !isBlank(c) {
			return false
		}
	}
	return true
}

// reset empties the block. Memory that only a very long line needed is given
// back.
func (b *Block) reset(line int64, maxLine int) {
	if cap(b.data) > 4*BlockSize {
		b.data = nil
	}
	*b = Block{data: b.data[:0], line: line, maxLine: maxLine}
}

// grow makes room for one more read.
func (b *Block) grow() {
	if need := len(b.data) + BlockSize; need > cap(b.data) {
		b.data = append(make([]byte, 0, max(need, 2*cap(b.data))), b.data...)
	}
}

// Parse fills r with the record of the line that [Block.Next] returned last, as
// [Parser.Parse] does. Its errors have the number of the line.
func (b *Block) Parse(p *Parser, line []byte, r *Record) error {
	if line == nil {
		return &Error{Line: b.line, Found: "a line that is too long", Allowed: "up to " + strconv.Itoa(b.maxLine) + " bytes a line"}
	}
	err := p.Parse(line, r)
	if bad, ok := err.(*Error); ok {
		bad.Line = b.line
	}
	return err
}
