package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/finfault/finfault/host/internal/report"
	"github.com/finfault/finfault/host/internal/traffic"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// madeUp returns made-up records.
func madeUp(t *testing.T, size int64) string {
	t.Helper()
	source, err := traffic.New("../../../decoder/testdata/cases", 1)
	require.NoError(t, err)
	var in strings.Builder
	_, err = source.Write(&in, size)
	require.NoError(t, err)
	return in.String()
}

// fileOf writes a file into a folder of the test's own.
func fileOf(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "records")
	require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
	return name
}

const fourLines = `{"id":"a","provider":"basiq","status":401}

["SSN123456789"]
{"id":2,"status":503,"operation":"payment","body":{"message":"SSN123456789"}}
`

const notOne = "line 3: found a list; allowed: one JSON object a line"

func TestStream(t *testing.T) {
	first := call{args: "classify --provider basiq --status 401"}.run().out
	last := call{args: "classify --status 503 --operation payment", in: strings.NewReader(`{"message":"SSN123456789"}`)}.run().out
	asMX := call{args: "classify --provider mx --status 503 --operation payment", in: strings.NewReader(`{"message":"SSN123456789"}`)}.run().out
	bad := `{"line":3,"error":"found a list; allowed: one JSON object a line"}` + "\n"
	wrapped := func(line int, id, verdict string) string {
		return fmt.Sprintf(`{"line":%d,"id":%s,"verdict":%s}`+"\n", line, id, strings.TrimSpace(verdict))
	}
	tests := map[string]struct {
		args, out, err string
		code           int
	}{
		"default":  {"", first + bad + last, "finfault: standard input: " + notOne + "\n", exitOK},
		"numbered": {"--numbered", wrapped(1, `"a"`, first) + bad + wrapped(4, "2", last), "finfault: standard input: " + notOne + "\n", exitOK},
		"skip":     {"--bad skip --jobs 1", first + last, "finfault: standard input: " + notOne + "\n", exitOK},
		"fatal":    {"--bad fatal", first, "finfault: standard input: " + notOne + "\nsee finfault stream --help\n", exitUsage},
		"provider": {"--provider mx", first + bad + asMX, "finfault: standard input: " + notOne + "\n", exitOK},
		"max-line": {"--max-line 16 --bad fatal", "", "finfault: standard input: line 1: found a line that is too long; allowed: up to 16 bytes a line\nsee finfault stream --help\n", exitUsage},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, dash := range []string{"", " -"} {
				got := call{args: "stream " + test.args + dash, in: strings.NewReader(fourLines)}.run()
				assert.Equal(t, test.out, got.out)
				assert.Equal(t, test.err, summary.ReplaceAllString(got.err, ""))
				assert.Equal(t, test.code, got.code)
				quiet := call{args: "stream -q " + test.args + dash, in: strings.NewReader(fourLines)}.run()
				assert.Equal(t, got.out, quiet.out)
				if test.code == exitOK {
					assert.Empty(t, quiet.err)
				}
			}
		})
	}
}

// summary is what a stream says when it is over.
var summary = regexp.MustCompile(`(?m)^finfault: [0-9,]+ records? .*\n|^ +[0-9,]+  .*\n`)

func TestStreamSummary(t *testing.T) {
	got := call{args: "stream", in: strings.NewReader(strings.Repeat(`{"status":200}`+"\n", 1200) + fourLines + none(12))}.run()
	assert.Zero(t, got.code)
	said := regexp.MustCompile(`in [0-9.]+ s, [0-9,]+ a second`).ReplaceAllString(got.err, "in T s, R a second")
	assert.Equal(t, "finfault: standard input: line 1203: found a list; allowed: one JSON object a line\n"+
		told(1205, 9)+
		"finfault: further lines that are no records are only counted\n"+
		"finfault: 1,202 records in T s, R a second; not read as one: 13 lines\n"+
		"         1,200  (ok)\n"+
		"             1  token_expired\n"+
		"             1  aggregator_unavailable\n", said)
}

func none(n int) string { return strings.Repeat("1\n", n) }

func told(line, n int) (s string) {
	for i := range n {
		s += fmt.Sprintf("finfault: standard input: line %d: found a number; allowed: one JSON object a line\n", line+i)
	}
	return s
}

// TestStreamInputs: the same comes out of a file, a pipe, gzip and zstd, of one
// input and of several, in a file and on standard output.
func TestStreamInputs(t *testing.T) {
	text := madeUp(t, 200<<10)
	want := call{args: "stream", in: strings.NewReader(text)}.run()
	require.Zero(t, want.code, want.err)
	assert.Equal(t, strings.Count(text, "\n"), strings.Count(want.out, "\n"))

	var zipped, packed bytes.Buffer
	gz := gzip.NewWriter(&zipped)
	zs, err := zstd.NewWriter(&packed)
	require.NoError(t, err)
	for _, w := range []io.WriteCloser{gz, zs} {
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
		require.NoError(t, w.Close())
	}
	for _, content := range []string{text, zipped.String(), packed.String()} {
		file := fileOf(t, content)
		assert.Equal(t, want.out, call{args: "stream", more: []string{file}}.run().out)
		assert.Equal(t, want.out, call{args: "stream", in: strings.NewReader(content)}.run().out)
		twice := call{args: "stream", more: []string{file, "-"}, in: strings.NewReader(text)}.run()
		assert.Equal(t, want.out+want.out, twice.out)
		out := filepath.Join(t.TempDir(), "out")
		silent := call{args: "stream -q", more: []string{"--output", out, file}}.run()
		assert.Equal(t, result{}, silent)
		written, err := os.ReadFile(out)
		require.NoError(t, err)
		assert.Equal(t, want.out, string(written))
	}
}

// TestStreamEngines: the module answers as the decoder does.
func TestStreamEngines(t *testing.T) {
	cacheIn(t, t.TempDir())
	text := madeUp(t, 200<<10)
	want := call{args: "stream -q", in: strings.NewReader(text)}.run()
	for _, jobs := range []string{"0", "3"} {
		assert.Equal(t, want, call{args: "stream -q --engine wasm --jobs " + jobs, in: strings.NewReader(text)}.run())
	}
}

func TestStreamErrors(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	file := fileOf(t, fourLines)
	cut := fileOf(t, "\x1f\x8b\x08\x00")
	folder := t.TempDir()
	tests := map[string]struct {
		more []string
		in   io.Reader
		err  string
		code int
	}{
		"missing":      {[]string{missing}, nil, fmt.Sprintf("cannot read %q: no such file or directory\nsee finfault stream --help\n", missing), exitUsage},
		"second":       {[]string{file, missing}, nil, fmt.Sprintf("cannot read %q: no such file or directory\nsee finfault stream --help\n", missing), exitUsage},
		"folder":       {[]string{folder}, nil, fmt.Sprintf("cannot read %q: is a directory\nsee finfault stream --help\n", folder), exitUsage},
		"record":       {[]string{`{"body":"SSN123456789"}`}, nil, "cannot read a FILE of this name: no such file or directory\nsee finfault stream --help\n", exitUsage},
		"damaged":      {[]string{cut}, nil, fmt.Sprintf("cannot read %q: its compressed data are damaged or cut off\nsee finfault stream --help\n", cut), exitUsage},
		"broken":       {nil, iotest.ErrReader(syscall.EIO), "cannot read standard input: input/output error\nsee finfault stream --help\n", exitUsage},
		"output":       {[]string{"--output", folder, file}, nil, fmt.Sprintf("cannot write %q: is a directory\n", folder), exitOutput},
		"onto itself":  {[]string{"--output", file, file}, nil, fmt.Sprintf("--output: %q is a FILE that is to be read\nsee finfault stream --help\n", file), exitUsage},
		"bad":          {[]string{"--bad", "ignore"}, nil, "--bad: \"ignore\" is none of answer, skip, fatal\nsee finfault stream --help\n", exitUsage},
		"progress":     {[]string{"--progress=yes"}, nil, "--progress: \"yes\" is none of auto, always, never\nsee finfault stream --help\n", exitUsage},
		"jobs":         {[]string{"--jobs", "-1"}, nil, "--jobs: \"-1\" is none of the numbers from 0 to 1024\nsee finfault stream --help\n", exitUsage},
		"jobs missing": {[]string{"--jobs"}, nil, "--jobs: a value is missing: 0 to 1024\nsee finfault stream --help\n", exitUsage},
		"max-line":     {[]string{"--max-line", "1MB"}, nil, "--max-line: \"1MB\" is none of the numbers from 1 to 1073741824\nsee finfault stream --help\n", exitUsage},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := call{args: "stream", more: test.more, in: test.in}.run()
			assert.Equal(t, "finfault: "+test.err, summary.ReplaceAllString(got.err, ""))
			assert.Equal(t, test.code, got.code)
			assert.Empty(t, got.out)
		})
	}
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, fourLines, string(written), "no input was emptied")
}

// TestStreamOutputErrors: that nobody reads on ends it, and is told only where
// it is news.
func TestStreamOutputErrors(t *testing.T) {
	for cause, want := range map[error]string{
		syscall.EPIPE:  "",
		syscall.ENOSPC: "finfault: cannot write standard output: no space left on device\n",
	} {
		var message strings.Builder
		code := call{args: "stream -q", in: strings.NewReader(fourLines)}.to(broken{cause}, &message)
		assert.Equal(t, exitOutput, code)
		assert.Equal(t, want, message.String())
	}
}

// TestStreamOnATerminal: nobody is left waiting, and progress is shown and taken
// away again.
func TestStreamOnATerminal(t *testing.T) {
	got := call{args: "stream", terminal: true, in: iotest.ErrReader(errors.New("must not be read"))}.run()
	assert.Equal(t, result{"", "finfault: no records: name a FILE, pipe the records in, or give - to type them\nsee finfault stream --help\n", exitUsage}, got)

	file := fileOf(t, madeUp(t, 200<<10)+none(1))
	for _, args := range []string{"stream --progress always", "stream --progress=always --quiet"} {
		got = call{args: args, more: []string{file}}.run()
		assert.Zero(t, got.code)
		assert.Contains(t, got.err, "records/s")
		assert.Contains(t, got.err, "kB")
	}
	never := call{args: "stream --progress never", more: []string{file}}.run()
	assert.NotContains(t, never.err, "\r")
	assert.Equal(t, never.out, got.out)
}

func TestGrouped(t *testing.T) {
	assert.Equal(t, "1 line", report.Plural(int64(1), "line", "lines"))
	assert.Equal(t, "0 lines", report.Plural(int64(0), "line", "lines"))
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		assert.Equal(t, want, report.Grouped(n))
	}
}
