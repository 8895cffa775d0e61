package records

import (
	"bytes"
	"io"
)

// MaxLine is how many bytes a line may have unless another number is given:
// 16 MiB, which a body of a megabyte stays below even where each of its bytes is
// escaped.
const MaxLine = 16 << 20

// BlockSize is how many bytes of input are read at a time: 64 KiB, which a
// processor's nearer caches hold together with what becomes of them.
const BlockSize = 64 << 10

// Blocks cuts an input into blocks of whole lines, which others may go through
// meanwhile. It serves one goroutine at a time. Its memory is bounded by the
// longest line that is allowed.
type Blocks struct {
	in      io.Reader
	maxLine int
	// rest was read behind the last line of the last block.
	rest []byte
	// line is how many lines there were so far.
	line int64
	err  error
}

// NewBlocks returns the blocks of an input. Lines of more than maxLine bytes are
// not kept; 0 stands for [MaxLine].
func NewBlocks(in io.Reader, maxLine int) *Blocks {
	if maxLine <= 0 {
		maxLine = MaxLine
	}
	return &Blocks{in: in, maxLine: maxLine}
}

// Fill puts the lines that come next into b: as many as one read of the input
// brings, so that no line waits for those behind it, but not more than a
// thousand or so. What b held is gone.
//
// Behind the last line it returns io.EOF, and where the input cannot be read
// its error; b is empty then. The beginning of a line that an error cut off is
// dropped, while at the end of the input a line needs no line end.
func (s *Blocks) Fill(b *Block) error {
	b.reset(s.line, s.maxLine)
	b.data = append(b.data, s.rest...)
	s.rest = s.rest[:0]
	for searched := 0; ; {
		if end := bytes.LastIndexByte(b.data[searched:], '\n') + 1; end > 0 {
			s.cut(b, searched+end)
			return nil
		}
		if searched = len(b.data); searched > s.maxLine {
			return s.passOver(b)
		}
		if s.err != nil {
			return s.last(b)
		}
		b.grow()
		s.read(b)
	}
}

// read appends what one read of the input brings.
func (s *Blocks) read(b *Block) {
	const patience = 100
	for range patience {
		n, err := s.in.Read(b.data[len(b.data) : len(b.data)+BlockSize])
		b.data, s.err = b.data[:len(b.data)+n], err
		if n > 0 || err != nil {
			return
		}
	}
	s.err = io.ErrNoProgress
}

// mostLines is how many lines a block has at the most: what is made of very short
// ones is far longer than they are.
const mostLines = 1024

// cut keeps what stands behind end, or behind as many lines as a block may have,
// for the next block.
func (s *Blocks) cut(b *Block, end int) {
	lines := bytes.Count(b.data[:end], newline)
	if lines > mostLines {
		lines, end = mostLines, 0
		for range mostLines {
			end += bytes.IndexByte(b.data[end:], '\n') + 1
		}
	}
	s.rest = append(s.rest, b.data[end:]...)
	b.data = b.data[:end]
	s.line += int64(lines)
}

var newline = []byte{'\n'}

// passOver reads to the end of a line that is too long.
func (s *Blocks) passOver(b *Block) error {
	for end := -1; end < 0 && s.err == nil; {
		b.data = b.data[:0]
		s.read(b)
		if end = bytes.IndexByte(b.data, '\n'); end >= 0 {
			s.rest = append(s.rest, b.data[end+1:]...)
		}
	}
	b.data, b.tooLong = b.data[:0], true
	s.line++
	return nil
}

// last leaves the last line in the block, if it has no line end, and otherwise
// returns why there is none.
func (s *Blocks) last(b *Block) error {
	if s.err != io.EOF || len(b.data) == 0 {
		b.data = b.data[:0]
		return s.err
	}
	s.line++
	return nil
}

// Buffered reports whether the next Fill has a line to give without reading.
func (s *Blocks) Buffered() bool { return bytes.IndexByte(s.rest, '\n') >= 0 }
