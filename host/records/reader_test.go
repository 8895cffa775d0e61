package records

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// transcript is what a reader makes of an input: the status of each record, or
// the error, with the number of the line.
func transcript(t *testing.T, in io.Reader, maxLine int) (list []string) {
	t.Helper()
	reader := NewReader(in, maxLine)
	for {
		var r Record
		err := reader.Read(&r)
		var bad *Error
		switch {
		case err == nil:
			list = append(list, fmt.Sprintf("%d: %d", reader.Line(), r.Request.Status))
		case errors.As(err, &bad):
			assert.Equal(t, reader.Line(), bad.Line)
			list = append(list, err.Error())
		default:
			assert.Equal(t, err, reader.Read(&r), "the error stays")
			return append(list, err.Error())
		}
	}
}

func TestReader(t *testing.T) {
	const limit = 40
	long := `{"body":"` + strings.Repeat("x", limit) + `"}`
	huge := `{"body":"` + strings.Repeat("x", BlockSize) + `"}`
	tooLong := "found a line that is too long; allowed: up to 40 bytes a line"
	tests := map[string]struct {
		in   string
		want []string
	}{
		"empty":           {"", []string{"EOF"}},
		"lines":           {"{\"status\":401}\n{\"status\":402}\n", []string{"1: 401", "2: 402", "EOF"}},
		"no last end":     {"{\"status\":401}\n{\"status\":402}", []string{"1: 401", "2: 402", "EOF"}},
		"CRLF":            {"{\"status\":401}\r\n\r\n{\"status\":402}\r\n", []string{"1: 401", "3: 402", "EOF"}},
		"mark":            {"\ufeff{\"status\":401}\n", []string{"1: 401", "EOF"}},
		"mark alone":      {"\ufeff\n{}", []string{"2: 0", "EOF"}},
		"blank":           {"\n \t\n{\"status\":403}\n\n", []string{"3: 403", "EOF"}},
		"bad":             {"{}\n[]\n{}\n", []string{"1: 0", "line 2: found a list; allowed: one JSON object a line", "3: 0", "EOF"}},
		"too long":        {"{}\n" + long + "\n{}\n", []string{"1: 0", "line 2: " + tooLong, "3: 0", "EOF"}},
		"huge":            {"{}\n" + huge + "\n{}\n{}\n", []string{"1: 0", "line 2: " + tooLong, "3: 0", "4: 0", "EOF"}},
		"huge at the end": {"{}\n" + huge, []string{"1: 0", "line 2: " + tooLong, "EOF"}},
		"only huge":       {huge + "\n", []string{"line 1: " + tooLong, "EOF"}},
		"huge twice":      {huge + "\n" + huge + "\n\n{}", []string{"line 1: " + tooLong, "line 2: " + tooLong, "4: 0", "EOF"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, transcript(t, strings.NewReader(test.in), limit))
			assert.Equal(t, test.want, transcript(t, iotest.OneByteReader(strings.NewReader(test.in)), limit))
			assert.Equal(t, test.want, transcript(t, iotest.DataErrReader(strings.NewReader(test.in)), limit))
		})
	}
}

// TestLongLines: a line may be as long as is allowed, over many blocks.
func TestLongLines(t *testing.T) {
	line := `{"status":403,"body":"` + strings.Repeat(`\"`, 2*BlockSize) + `"}`
	in := "{}\n" + line + "\n{}\n"
	assert.Equal(t, []string{"1: 0", "2: 403", "3: 0", "EOF"}, transcript(t, strings.NewReader(in), len(line)))
	assert.Equal(t, []string{"1: 0", "2: 403", "3: 0", "EOF"}, transcript(t, strings.NewReader(in), 0))
	assert.Len(t, transcript(t, strings.NewReader(in), len(line)-1), 4)
}

// TestBrokenInput: what was read whole before is there, what was begun is not.
func TestBrokenInput(t *testing.T) {
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader("{\"status\":401}\n{\"status\":40"), iotest.ErrReader(broken))
	assert.Equal(t, []string{"1: 401", "broken"}, transcript(t, in, 0))
	assert.Equal(t, []string{io.ErrNoProgress.Error()}, transcript(t, stuck{}, 0))
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// TestShortLines: a block has not more than so many lines, and the next ones
// those behind them, which are there without reading.
func TestShortLines(t *testing.T) {
	const lines = 3*mostLines + 7
	blocks := NewBlocks(strings.NewReader(strings.Repeat("1\n", lines)), 0)
	var b Block
	for n := int64(0); n < lines; {
		assert.Equal(t, n > 0, blocks.Buffered())
		require.NoError(t, blocks.Fill(&b))
		first := n
		for _, number, ok := b.Next(); ok; _, number, ok = b.Next() {
			n++
			assert.Equal(t, n, number)
		}
		assert.Equal(t, min(lines-first, mostLines), n-first)
	}
	assert.False(t, blocks.Buffered())
	assert.Equal(t, io.EOF, blocks.Fill(&b))
}

// TestMemoryOfLongLines: a block gives back what only a long line needed.
func TestMemoryOfLongLines(t *testing.T) {
	line := `{"body":"` + strings.Repeat("x", 8*BlockSize) + "\"}\n"
	blocks := NewBlocks(strings.NewReader(line+strings.Repeat("{}\n", BlockSize)), 0)
	var b Block
	require.NoError(t, blocks.Fill(&b))
	assert.Greater(t, cap(b.data), 8*BlockSize)
	for blocks.Fill(&b) == nil {
		assert.LessOrEqual(t, cap(b.data), 4*BlockSize)
	}
	assert.LessOrEqual(t, cap(blocks.rest), 2*BlockSize)
}

// FuzzBlocks: however the input is cut, the lines are those of the input.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("a\nbb\r\n\n  \nccc"), 2, byte(3))
	f.Fuzz(func(t *testing.T, in []byte, maxLine int, step byte) {
		maxLine = maxLine&15 + 1
		var want []string
		for i, line := range bytes.Split(in, newline) {
			if i == 0 {
				line = bytes.TrimPrefix(line, byteOrderMark)
			}
			if len(line) > maxLine {
				line = []byte("(long)")
			}
			if !isAllBlank(line) {
				want = append(want, fmt.Sprintf("%d %s", i+1, line))
			}
		}
		var got []string
		blocks := NewBlocks(steps{bytes.NewReader(in), int(step) + 1}, maxLine)
		for b := (Block{}); blocks.Fill(&b) == nil; {
			for line, n, ok := b.Next(); ok; line, n, ok = b.Next() {
				if line == nil {
					line = []byte("(long)")
				}
				got = append(got, fmt.Sprintf("%d %s", n, line))
			}
		}
		assert.Equal(t, want, got)
	})
}

// steps reads a few bytes at a time.
type steps struct {
	in   io.Reader
	most int
}

func (s steps) Read(p []byte) (int, error) { return s.in.Read(p[:min(len(p), s.most)]) }
