package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/rtrackers/offsetrange"
	"github.com/finfault/finfault/host/records"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bundle is what lineFn hands on.
type bundle struct {
	counts map[Key]int64
	bad    []int64 // where the bad lines begin
}

// newLineFn returns a function that is ready for a bundle.
func newLineFn(t *testing.T) *lineFn {
	t.Helper()
	fn := new(lineFn)
	require.NoError(t, fn.Setup())
	fn.StartBundle(nil, nil, nil)
	return fn
}

// process has fn read the ranges of a file, and what splitting leaves of them:
// a range is split wherever a bad line is met.
func process(t *testing.T, fn *lineFn, name string, ranges ...offsetrange.Restriction) bundle {
	t.Helper()
	b := bundle{counts: map[Key]int64{}}
	file := fileio.FileMetadata{Path: name}
	for len(ranges) > 0 {
		rt := fn.CreateTracker(ranges[0])
		ranges = ranges[1:]
		require.NoError(t, fn.ProcessElement(context.Background(), rt, file, nil, nil, func(line string) {
			var bad badRecord
			require.NoError(t, json.Unmarshal([]byte(line), &bad))
			b.bad = append(b.bad, *bad.Byte)
			if _, rest, err := rt.TrySplit(0.5); rest != nil {
				require.NoError(t, err)
				ranges = append(ranges, rest.(offsetrange.Restriction))
			}
		}))
		require.True(t, rt.IsDone())
		require.NoError(t, rt.GetError())
	}
	fn.FinishBundle(context.Background(), func(k Key, n int64) { b.counts[k] += n }, func(Drift) {}, nil)
	fn.StartBundle(nil, nil, nil)
	return b
}

// TestSplits: wherever a file is cut, each line is read once.
func TestSplits(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.ndjson")
	writeLines(t, name, answers(t)[:4], badLines[1:])
	info, err := os.Stat(name)
	require.NoError(t, err)
	fn := newLineFn(t)
	r, err := fn.CreateInitialRestriction(context.Background(), fileio.FileMetadata{Path: name, Size: info.Size()})
	require.NoError(t, err)
	require.Equal(t, offsetrange.Restriction{End: info.Size()}, r)
	want := process(t, fn, name, r)
	require.Len(t, want.bad, 4)
	for cut := int64(1); cut < r.End; cut += 3 {
		got := process(t, fn, name, offsetrange.Restriction{End: cut}, offsetrange.Restriction{Start: cut, End: r.End})
		require.Equal(t, want.counts, got.counts, cut)
		require.ElementsMatch(t, want.bad, got.bad, cut)
	}
}

// TestWhole: what cannot be read from the middle is not split.
func TestWhole(t *testing.T) {
	dir := t.TempDir()
	list := answers(t)[:20]
	plain := filepath.Join(dir, "a.ndjson")
	writeLines(t, plain, list, badLines)
	fn := newLineFn(t)
	want := process(t, fn, plain, whole)
	raw, err := os.ReadFile(plain)
	require.NoError(t, err)
	memfs.Write("memfs://archive/a.ndjson", raw)
	for _, name := range []string{filepath.Join(dir, "b.gz"), filepath.Join(dir, "c.zst"), "memfs://archive/a.ndjson"} {
		if strings.HasPrefix(name, dir) {
			writeLines(t, name, list, badLines)
		}
		r, err := fn.CreateInitialRestriction(context.Background(), fileio.FileMetadata{Path: name, Size: 4711})
		require.NoError(t, err)
		require.Equal(t, whole, r, name)
		assert.Len(t, fn.SplitRestriction(fileio.FileMetadata{}, r), 1)
		assert.EqualValues(t, 4711, fn.RestrictionSize(fileio.FileMetadata{Size: 4711}, r))
		assert.Equal(t, want, process(t, fn, name, r), name)
	}
}

func TestBlocks(t *testing.T) {
	r := offsetrange.Restriction{End: 3*blockSize + 1}
	assert.Len(t, new(lineFn).SplitRestriction(fileio.FileMetadata{}, r), 4)
	assert.EqualValues(t, r.End, new(lineFn).RestrictionSize(fileio.FileMetadata{}, r))
}

// TestBrokenFile: a file that cannot be read to its end fails the job rather
// than count as less than it is.
func TestBrokenFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.gz")
	writeLines(t, name, answers(t), nil)
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.NoError(t, os.Truncate(name, info.Size()/2))
	fn := newLineFn(t)
	err = fn.ProcessElement(context.Background(), fn.CreateTracker(whole), fileio.FileMetadata{Path: name}, nil, nil, nil)
	assert.ErrorContains(t, err, name)
	_, err = fn.CreateInitialRestriction(context.Background(), fileio.FileMetadata{Path: name + ".missing"})
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", records.BlockSize+1)
	longest := strings.Repeat("y", records.MaxLine)
	for name, test := range map[string]struct {
		text string
		want []string // "!" for a line that is too long
	}{
		"empty":                {"", nil},
		"blank":                {"\n\n", []string{"", ""}},
		"without a line end":   {"a\nb", []string{"a", "b"}},
		"longer than a buffer": {long + "\n" + long, []string{long, long}},
		"as long as allowed":   {longest + "\nb", []string{longest, "b"}},
		"too long":             {longest + "y\nb\n", []string{"!", "b"}},
		"too long, the last":   {"a\n" + longest + "y", []string{"a", "!"}},
	} {
		l := newLines(strings.NewReader(test.text), 0)
		var got []string
		for {
			line, err := l.read()
			if err == error(errTooLong) {
				line = []byte("!")
			} else if err != nil {
				break
			}
			got = append(got, string(bytes.Clone(line)))
		}
		assert.True(t, assert.ObjectsAreEqual(test.want, got), name) // or megabytes are printed
		assert.EqualValues(t, len(test.text), l.next, name)
	}
}
