package module

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"unicode/utf8"
)

// What a [Reader] finds wrong.
var (
	ErrShort   = errors.New("ends too early")
	ErrInteger = errors.New("holds an integer that is too large")
	ErrName    = errors.New("holds a name that is not UTF-8")
	ErrMore    = errors.New("holds more than its last item")
)

// Reader reads the values of a section one after the other. After its first
// error it returns zeros and empty slices only, so that one look at Err behind
// a group of reads is enough.
type Reader struct {
	where string // what is read, for errors
	rest  []byte
	err   error
}

// NewReader returns a reader of content that errors name as it is given.
// Slices that it returns alias the content.
func NewReader(where string, content []byte) *Reader { return &Reader{where: where, rest: content} }

// Err returns the first error.
func (r *Reader) Err() error { return r.err }

// More reports whether there is something left to read, and no error so far.
func (r *Reader) More() bool { return len(r.rest) > 0 }

// Left is how many bytes have not been read.
func (r *Reader) Left() int { return len(r.rest) }

// End returns the first error. To leave something unread is one.
func (r *Reader) End() error {
	if r.More() {
		r.fail(ErrMore)
	}
	return r.err
}

// Items reads the count in front of a list and yields the numbers of its items
// until the first error.
func (r *Reader) Items() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		n := r.U32()
		for i := uint32(0); i < n && r.err == nil; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func (r *Reader) fail(err error) {
	if r.err == nil {
		r.err = fmt.Errorf("%s: %w", r.where, err)
	}
	r.rest = nil
}

// Byte reads one byte.
func (r *Reader) Byte() byte {
	if b := r.Bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// Bytes reads n bytes.
func (r *Reader) Bytes(n uint32) []byte {
	if uint64(n) > uint64(len(r.rest)) {
		r.fail(ErrShort)
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

// U32 reads an unsigned integer of at most 32 bits in LEB128.
func (r *Reader) U32() uint32 {
	v, n := binary.Uvarint(r.rest)
	switch {
	case n == 0:
		r.fail(ErrShort)
		return 0
	case n < 0 || n > 5 || v > math.MaxUint32:
		r.fail(ErrInteger)
		return 0
	}
	r.rest = r.rest[n:]
	return uint32(v)
}

// Name reads a name and its length in front of it.
func (r *Reader) Name() string {
	b := r.Bytes(r.U32())
	if !utf8.Valid(b) {
		r.fail(ErrName)
		return ""
	}
	return string(b)
}

// Signed reads a signed integer of at most 64 bits in LEB128.
func (r *Reader) Signed() (v int64) {
	const longest = 10
	for i := range longest {
		b := r.Byte()
		shift := 7 * (i + 1)
		v |= int64(b&0x7f) << (shift - 7)
		if b < 0x80 {
			if b&0x40 != 0 && shift < 64 { // the number is negative
				v |= -1 << shift
			}
			return v
		}
	}
	r.fail(ErrInteger)
	return 0
}
