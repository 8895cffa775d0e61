package stream

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/traffic"
	"github.com/finfault/finfault/host/records"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// made returns made-up records and their number.
func made(t testing.TB, size int64) (string, int64) {
	t.Helper()
	source, err := traffic.New(casesDir, 1)
	require.NoError(t, err)
	var in strings.Builder
	n, err := source.Write(&in, size)
	require.NoError(t, err)
	return in.String(), n
}

// oneByOne is what comes out when one goroutine answers one record after the
// other.
func oneByOne(t *testing.T, in string, numbered bool) string {
	t.Helper()
	var (
		out    []byte
		r      records.Record
		d      decoder.Decoder
		v      catalog.Verdict
		reader = records.NewReader(strings.NewReader(in), 0)
	)
	for {
		err := reader.Read(&r)
		if err == io.EOF {
			return string(out)
		}
		require.NoError(t, err)
		d.Classify(&r.Request, &v)
		if numbered {
			out = append(fmt.Appendf(out, `{"line":%d,"id":%s,"verdict":`, reader.Line(), r.ID), v.AppendJSON(nil)...)
			out = append(out, "}\n"...)
		} else {
			out = append(v.AppendJSON(out), '\n')
		}
	}
}

// TestOrder: however many workers there are, and however the input comes, the
// answers are those of one, in its order.
func TestOrder(t *testing.T) {
	in, n := made(t, 400<<10)
	for _, numbered := range []bool{false, true} {
		want := oneByOne(t, in, numbered)
		for _, workers := range []int{1, 7} {
			for name, reader := range map[string]io.Reader{
				"whole":  strings.NewReader(in),
				"halves": iotest.HalfReader(strings.NewReader(in)),
				"lines":  &lines{in: in},
			} {
				t.Run(fmt.Sprint(name, workers, numbered), func(t *testing.T) {
					var out strings.Builder
					stats, err := Run(t.Context(), reader, &out, Options{Workers: workers, Numbered: numbered})
					require.NoError(t, err)
					assert.True(t, want == out.String())
					assert.Equal(t, n, stats.Records)
					assert.Equal(t, int64(len(in)), stats.In)
					assert.Equal(t, int64(out.Len()), stats.Out)
				})
			}
		}
	}
}

// lines reads a line at a time.
type lines struct{ in string }

func (l *lines) Read(p []byte) (int, error) {
	end := strings.IndexByte(l.in, '\n') + 1
	if end == 0 {
		return 0, io.EOF
	}
	n := copy(p, l.in[:end])
	l.in = l.in[n:]
	return n, nil
}

const (
	good = `{"provider":"basiq","status":401}`
	none = `["SSN123456789"]`
	said = `found a list; allowed: one JSON object a line`
)

func TestBadLines(t *testing.T) {
	in := good + "\n\n" + none + "\n" + good + "\n" + none
	verdict := oneByOne(t, good, false)
	answer := func(line int) string { return fmt.Sprintf("{\"line\":%d,\"error\":%q}\n", line, said) }
	tests := map[string]struct {
		bad     BadLines
		out     string
		records int64
		told    []string
		err     string
	}{
		"answer": {AnswerBad, verdict + answer(3) + verdict + answer(5), 2, []string{"line 3: " + said, "line 5: " + said}, ""},
		"skip":   {SkipBad, verdict + verdict, 2, []string{"line 3: " + said, "line 5: " + said}, ""},
		"stop":   {StopAtBad, verdict, 1, nil, "line 3: " + said},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			var told []string
			stats, err := Run(t.Context(), strings.NewReader(in), &out, Options{Bad: test.bad, OnBad: func(bad *records.Error) { told = append(told, bad.Error()) }})
			if test.err != "" {
				require.EqualError(t, err, test.err)
			} else {
				require.NoError(t, err)
			}
			assert.Equal(t, test.out, out.String())
			assert.Equal(t, test.records, stats.Records)
			assert.Equal(t, int64(len(test.told)), stats.Bad)
			assert.Equal(t, test.told, told)
		})
	}
}

// TestStopsAtTheFirst: of many bad lines in many blocks the first ends it, and
// nothing behind it is written.
func TestStopsAtTheFirst(t *testing.T) {
	in, n := made(t, 256<<10)
	var out strings.Builder
	stats, err := Run(t.Context(), strings.NewReader(in+none+"\n"+in+none+"\n"), &out, Options{Workers: 4, Bad: StopAtBad})
	require.EqualError(t, err, fmt.Sprintf("line %d: %s", n+1, said))
	assert.Equal(t, n, stats.Records)
	assert.True(t, out.String() == oneByOne(t, in, false))
}

func TestDefaults(t *testing.T) {
	var out strings.Builder
	in := `{"status":503,"operation":"read"}` + "\n" + `{"status":503,"provider":"basiq"}`
	_, err := Run(t.Context(), strings.NewReader(in), &out, Options{Provider: catalog.MX, Operation: catalog.Token})
	require.NoError(t, err)
	given := `{"status":503,"operation":"read","provider":"mx"}` + "\n" + `{"status":503,"provider":"basiq","operation":"token"}`
	assert.Equal(t, oneByOne(t, given, false), out.String())
}

// slow hands over its records and then waits, as a pipe does whose writer has no
// more to say.
type slow struct {
	in   io.Reader
	more chan struct{}
	dry  chan struct{} // closed once everything was handed over
}

func (s *slow) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	if err == io.EOF {
		close(s.dry)
		<-s.more
	}
	return n, err
}

// TestEndOfContext: what was read is answered, though the input goes on.
func TestEndOfContext(t *testing.T) {
	text, n := made(t, 300<<10)
	in := &slow{in: strings.NewReader(text + `{"status":4`), more: make(chan struct{}), dry: make(chan struct{})}
	defer close(in.more)
	reason := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	var out strings.Builder
	go func() {
		<-in.dry
		cancel(reason)
	}()
	stats, err := Run(ctx, in, &out, Options{})
	require.ErrorIs(t, err, reason)
	assert.Equal(t, n, stats.Records)
	assert.True(t, out.String() == oneByOne(t, text, false))
}

// endless is an input that never ends, and counts what it gave.
type endless struct {
	block string
	given atomic.Int64
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.block[e.given.Load()%int64(len(e.block)):])
	e.given.Add(int64(n))
	return n, nil
}

// TestEndUnderWay: in the middle of it, all whole lines that were read are
// answered, and no more is read.
func TestEndUnderWay(t *testing.T) {
	text, _ := made(t, 300<<10)
	in := &endless{block: text}
	ctx, cancel := context.WithCancel(t.Context())
	var out countedLines
	stats, err := Run(ctx, in, &out, Options{Workers: 3, Progress: func(s *Stats) {
		if s.Records > 4_000 {
			cancel()
		}
	}})
	require.ErrorIs(t, err, context.Canceled)
	whole := strings.Repeat(text, int(in.given.Load())/len(text)) + text[:int(in.given.Load())%len(text)]
	assert.Equal(t, int64(strings.Count(whole, "\n")), stats.Records)
	assert.Equal(t, stats.Records, out.n)
}

type countedLines struct{ n int64 }

func (c *countedLines) Write(p []byte) (int, error) {
	c.n += int64(bytes.Count(p, []byte("\n")))
	return len(p), nil
}

// TestEndAfterLongLine: lines that were read behind one that is too long are
// answered as well.
func TestEndAfterLongLine(t *testing.T) {
	long := strings.Repeat("x", 100) + "\n"
	in := &slow{in: strings.NewReader(long + good + "\n" + long + good + "\n"), more: make(chan struct{}), dry: make(chan struct{})}
	defer close(in.more)
	ctx, cancel := context.WithCancel(t.Context())
	var out countedLines
	go func() {
		<-in.dry
		cancel()
	}()
	stats, err := Run(ctx, in, &out, Options{MaxLine: 50})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, int64(2), stats.Records)
	assert.Equal(t, int64(2), stats.Bad)
	assert.Equal(t, int64(4), out.n)
}

// TestBackpressure: nothing is read ahead of an output that takes nothing but
// what fits into the blocks.
func TestBackpressure(t *testing.T) {
	text, _ := made(t, 300<<10)
	in := &endless{block: text}
	out := &stubborn{taken: make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		_, _ = Run(ctx, in, out, Options{Workers: 2})
	}()
	before := int64(-1)
	require.Eventually(t, func() bool {
		now := in.given.Load()
		still := now > 0 && now == before
		before = now
		return still
	}, 10*time.Second, 50*time.Millisecond)
	assert.LessOrEqual(t, before, int64((2*jobsPerWorker+1)*records.BlockSize))
	cancel()
	close(out.taken)
	<-over
}

type stubborn struct{ taken chan struct{} }

func (s *stubborn) Write(p []byte) (int, error) {
	<-s.taken
	return len(p), nil
}

func TestErrors(t *testing.T) {
	text, n := made(t, 300<<10)
	broken := errors.New("broken")

	var out strings.Builder
	stats, err := Run(t.Context(), io.MultiReader(strings.NewReader(text+good), iotest.ErrReader(broken)), &out, Options{})
	require.ErrorIs(t, err, broken)
	require.IsType(t, &ReadError{}, err)
	assert.EqualError(t, err, "stream: cannot read: broken")
	assert.Equal(t, n, stats.Records, "what was read before is answered, what was begun is not")
	assert.True(t, out.String() == oneByOne(t, text, false))

	stats, err = Run(t.Context(), &endless{block: text}, failing{broken}, Options{})
	require.ErrorIs(t, err, broken)
	require.IsType(t, &WriteError{}, err)
	assert.EqualError(t, err, "stream: cannot write: broken")
	assert.Zero(t, stats.Records)

	var judged countedLines
	stats, err = Run(t.Context(), &endless{block: text}, &judged, Options{NewJudge: func() Judge { return &tired{Judge: Native(), left: 100, err: broken} }, Workers: 1})
	require.Equal(t, broken, err)
	assert.Equal(t, int64(100), stats.Records)
	assert.Equal(t, int64(100), judged.n)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// tired is a judge that gives up.
type tired struct {
	Judge
	left int
	err  error
}

func (j *tired) Classify(ctx context.Context, req *decoder.Request, v *catalog.Verdict) error {
	if j.left == 0 {
		return j.err
	}
	j.left--
	return j.Judge.Classify(ctx, req, v)
}

// TestProgress: what is told of is what was written.
func TestProgress(t *testing.T) {
	text, n := made(t, 300<<10)
	var out countedLines
	var last int64
	_, err := Run(t.Context(), strings.NewReader(text), &out, Options{Progress: func(s *Stats) {
		assert.Equal(t, out.n, s.Records)
		assert.Greater(t, s.Records, last)
		last = s.Records
	}})
	require.NoError(t, err)
	assert.Equal(t, n, last)
}

// TestStats: the counts are those of the verdicts.
func TestStats(t *testing.T) {
	text, n := made(t, 300<<10)
	stats, err := Run(t.Context(), strings.NewReader(text), io.Discard, Options{})
	require.NoError(t, err)
	var want Stats
	reader := records.NewReader(strings.NewReader(text), 0)
	for r := (records.Record{}); reader.Read(&r) == nil; {
		v := decoder.Classify(&r.Request)
		want.count(&v)
	}
	assert.Equal(t, want.Categories, stats.Categories)
	assert.Equal(t, want.Outcomes, stats.Outcomes)
	assert.Equal(t, n, stats.Outcomes[0]+stats.Outcomes[1]+stats.Outcomes[2])
}

// TestAllocations: a longer input takes no more memory. Some is taken until the
// memory of each block is as large as it gets.
func TestAllocations(t *testing.T) {
	text, n := made(t, 256<<10)
	allocations := func(times int) float64 {
		in := strings.Repeat(text, times)
		return testing.AllocsPerRun(2, func() {
			_, err := Run(t.Context(), strings.NewReader(in), io.Discard, Options{Workers: 2})
			require.NoError(t, err)
		})
	}
	more := allocations(24) - allocations(8)
	assert.LessOrEqual(t, more, float64(16*n)/100, "for %d further records", 16*n)
}
