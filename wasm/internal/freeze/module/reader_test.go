package module

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestU32(t *testing.T) {
	for name, c := range map[string]struct {
		bytes []byte
		want  uint32
		err   error
	}{
		"zero":      {[]byte{0}, 0, nil},
		"one byte":  {[]byte{0x7f}, 127, nil},
		"two bytes": {[]byte{0x80, 1}, 128, nil},
		"padded":    {[]byte{0x83, 0x80, 0x80, 0x80, 0}, 3, nil},
		"largest":   {[]byte{0xff, 0xff, 0xff, 0xff, 0x0f}, math.MaxUint32, nil},
		"too large": {[]byte{0xff, 0xff, 0xff, 0xff, 0x1f}, 0, ErrInteger},
		"too long":  {[]byte{0x80, 0x80, 0x80, 0x80, 0x80, 0}, 0, ErrInteger},
		"endless":   {[]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, 0, ErrInteger},
		"nothing":   {nil, 0, ErrShort},
		"cut":       {[]byte{0x80}, 0, ErrShort},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader("here", c.bytes)
			assert.Equal(t, c.want, r.U32())
			assert.ErrorIs(t, r.End(), c.err)
		})
	}
}

func TestSignedRoundTrip(t *testing.T) {
	for _, v := range []int64{0, 1, -1, 63, 64, -64, -65, 127, 128, -128, math.MinInt32, math.MaxInt32, math.MinInt64, math.MaxInt64} {
		b := AppendSigned(nil, v)
		assert.Equal(t, v, signed(b), "%d", v)
		r := NewReader("here", b)
		assert.Equal(t, v, r.Signed())
		assert.NoError(t, r.End())
		if len(b) > 1 {
			assert.NotEqual(t, v, signed(b[:len(b)-1]), "%d takes a byte too many", v)
		}
	}
}

// signed reads what AppendSigned wrote, in the way the specification puts it.
func signed(b []byte) int64 {
	var v int64
	shift := 0
	for _, c := range b {
		v |= int64(c&0x7f) << shift
		shift += 7
	}
	if shift < 64 && b[len(b)-1]&0x40 != 0 {
		v -= 1 << shift
	}
	return v
}

func TestReaderStopsAtTheFirstError(t *testing.T) {
	r := NewReader("here", []byte{1, 2, 3})
	assert.Nil(t, r.Bytes(4))
	assert.EqualError(t, r.Err(), "here: ends too early")
	assert.Zero(t, r.Byte())
	assert.Zero(t, r.U32())
	assert.Empty(t, r.Name())
	assert.Zero(t, r.Left())
	assert.False(t, r.More())
	assert.ErrorIs(t, r.End(), ErrShort)
}

func TestReaderReads(t *testing.T) {
	r := NewReader("here", AppendName(AppendU32([]byte{9}, 300), "é"))
	assert.Equal(t, byte(9), r.Byte())
	assert.Equal(t, uint32(300), r.U32())
	assert.Equal(t, 3, r.Left())
	assert.Equal(t, "é", r.Name())
	assert.NoError(t, r.End())
}

func TestItems(t *testing.T) {
	r := NewReader("here", []byte{3, 'a', 'b', 'c'})
	var seen []byte
	for i := range r.Items() {
		seen = append(seen, byte(i), r.Byte())
	}
	assert.Equal(t, []byte{0, 'a', 1, 'b', 2, 'c'}, seen)

	r = NewReader("here", []byte{0xff, 0xff, 0xff, 0xff, 0x0f, 'a'})
	n := 0
	for range r.Items() {
		n++
		r.Byte()
	}
	assert.Equal(t, 2, n, "a count that lies costs no time")
	assert.ErrorIs(t, r.End(), ErrShort)
}

func TestSignedEnds(t *testing.T) {
	r := NewReader("here", []byte{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0})
	r.Signed()
	assert.ErrorIs(t, r.Err(), ErrInteger)
}

func TestEndRefusesWhatIsLeft(t *testing.T) {
	r := NewReader("here", []byte{1, 2})
	r.Byte()
	assert.NoError(t, r.Err())
	assert.ErrorIs(t, r.End(), ErrMore)
}
