package sweep

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/seen"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// counter counts the lines and what stands on them.
type counter struct {
	lines  int64
	sum    int64
	status map[int]int
	fail   int64 // the line from which on it fails
}

var errFull = errors.New("full")

func (c *counter) Visit(_ context.Context, r *records.Record, at seen.At) error {
	if c.fail > 0 && at.Line >= c.fail {
		return fmt.Errorf("line %d: %w", at.Line, errFull)
	}
	c.lines++
	c.sum += at.Line
	if c.status == nil {
		c.status = map[int]int{}
	}
	c.status[r.Request.Status]++
	if r.Request.Provider != catalog.MX || r.Request.Operation != catalog.Read {
		return errors.New("the defaults are missing")
	}
	return nil
}

// sweep runs n counters over an input.
func sweep(ctx context.Context, in io.Reader, o Options, n int, fail int64) ([]counter, Stats, error) {
	o.Provider, o.Operation = catalog.MX, catalog.Read
	counters, visitors := make([]counter, n), make([]Visitor, n)
	for i := range counters {
		counters[i].fail = fail
		visitors[i] = &counters[i]
	}
	stats, err := Run(ctx, in, o, visitors)
	return counters, stats, err
}

func lines(n int, bad ...int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		text := fmt.Sprintf(`{"status":%d,"body":"%s"}`, 200+i%7, strings.Repeat("x", i%500))
		for _, k := range bad {
			if k == i {
				text = "no record"
			}
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// TestEveryRecordOnce: each is visited by one of the visitors.
func TestEveryRecordOnce(t *testing.T) {
	const n = 20_000
	for _, workers := range []int{1, 2, 5} {
		counters, stats, err := sweep(t.Context(), strings.NewReader(lines(n)), Options{}, workers, 0)
		require.NoError(t, err)
		assert.Equal(t, Stats{Records: n}, stats)
		var visited, sum int64
		for _, c := range counters {
			visited += c.lines
			sum += c.sum
		}
		assert.EqualValues(t, n, visited)
		assert.EqualValues(t, n*(n+1)/2, sum)
	}
}

// TestBadLines are passed over, and the first ones told of in order.
func TestBadLines(t *testing.T) {
	bad := []int{19_999, 3, 17, 5000}
	_, stats, err := sweep(t.Context(), strings.NewReader(lines(20_000, bad...)), Options{}, 4, 0)
	require.NoError(t, err)
	assert.EqualValues(t, []int64{19_996, 4}, []int64{stats.Records, stats.Bad})
	var told []int64
	for _, b := range stats.FirstBad {
		told = append(told, b.Line)
	}
	assert.Equal(t, []int64{3, 17, 5000, 19_999}, told)

	_, stats, err = sweep(t.Context(), strings.NewReader(strings.Repeat("x\n", 100_000)), Options{}, 4, 0)
	require.NoError(t, err)
	require.Len(t, stats.FirstBad, MostBad)
}

// TestStopAtBad: the first bad line ends it, whoever is faster.
func TestStopAtBad(t *testing.T) {
	input := lines(20_000, 9000, 11_000, 19_000)
	for range 20 {
		_, _, err := sweep(t.Context(), strings.NewReader(input), Options{StopAtBad: true}, 4, 0)
		bad, ok := errors.AsType[*records.Error](err)
		require.True(t, ok)
		assert.EqualValues(t, 9000, bad.Line)
	}
}

func TestVisitorFails(t *testing.T) {
	for range 20 {
		_, _, err := sweep(t.Context(), strings.NewReader(lines(20_000)), Options{}, 3, 7000)
		assert.EqualError(t, err, "line 7000: full")
	}
}

// broken is an input that breaks behind some lines.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func TestUnreadable(t *testing.T) {
	_, stats, err := sweep(t.Context(), broken{strings.NewReader(lines(100))}, Options{}, 2, 0)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, ok := errors.AsType[*ReadError](err)
	assert.True(t, ok)
	assert.EqualValues(t, 100, stats.Records)
}

// TestEnded: a context that ends stops it although a read does not return.
func TestEnded(t *testing.T) {
	in, out := io.Pipe()
	defer out.Close()
	ctx, end := context.WithCancelCause(t.Context())
	go func() {
		_, _ = io.WriteString(out, lines(3))
		end(errFull)
	}()
	_, _, err := sweep(ctx, in, Options{}, 2, 0)
	assert.ErrorIs(t, err, errFull)
}
