package records

import "io"

// Reader reads one record after the other. It serves one goroutine at a time.
type Reader struct {
	blocks *Blocks
	block  Block
	parser Parser
	line   int64
}

// NewReader returns a reader of the records of an input. Lines of more than
// maxLine bytes are bad; 0 stands for [MaxLine].
func NewReader(in io.Reader, maxLine int) *Reader {
	return &Reader{blocks: NewBlocks(in, maxLine)}
}

// Read fills r with the next record; blank lines are passed over. Behind the
// last one it returns io.EOF.
//
// An [*Error] says that a line is no record, and which; the next call goes on
// with the line behind it. Any other error is the input's, and stays.
//
// r is valid until the next call.
func (s *Reader) Read(r *Record) error {
	for {
		line, number, ok := s.block.Next()
		if !ok {
			if err := s.blocks.Fill(&s.block); err != nil {
				return err
			}
			continue
		}
		s.line = number
		return s.block.Parse(&s.parser, line, r)
	}
}

// Line returns the number of the line that was read last.
func (s *Reader) Line() int64 { return s.line }
