package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/finfault/finfault/host/internal/traffic"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// streamSize is how large the file of records is; make soak-stream takes 1 GB.
var streamSize = flag.Int64("stream-size", 4<<20, "bytes of records to stream")

// mostMemory is what a stream may take, however long it is: most of it is the
// program.
const mostMemory = 64 << 20

// fixture is a file of made-up records, and how many it holds.
type fixture struct {
	file    string
	records int64
}

// made makes the file once, beside the program.
var made = sync.OnceValues(func() (*fixture, error) {
	f := &fixture{file: filepath.Join(filepath.Dir(binary), "records.ndjson")}
	source, err := traffic.New("../../../decoder/testdata/cases", 1)
	if err != nil {
		return nil, err
	}
	file, err := os.Create(f.file)
	if err != nil {
		return nil, err
	}
	f.records, err = source.Write(file, *streamSize)
	return f, errors.Join(err, file.Close())
})

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f, err := made()
	require.NoError(t, err)
	return f
}

// start starts a stream. What it says is in the buffer once it is over.
func start(t *testing.T, in io.Reader, args ...string) (cmd *exec.Cmd, out io.Reader, said *bytes.Buffer) {
	t.Helper()
	said = new(bytes.Buffer)
	cmd = exec.Command(binary, append([]string{"stream", "--numbered"}, args...)...)
	cmd.Stdin, cmd.Stderr = in, said
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	return cmd, out, said
}

// answersOf reads answers until there are so many, or to the end for none, and
// makes sure that each is that of the record whose turn it is.
func answersOf(t *testing.T, out *bufio.Reader, from, most int64) int64 {
	t.Helper()
	var prefix []byte
	for n := from; ; n++ {
		if most > 0 && n == most {
			return n
		}
		line, err := out.ReadSlice('\n')
		if err == io.EOF {
			require.Empty(t, line, "the last answer is whole")
			return n
		}
		require.NoError(t, err)
		prefix = fmt.Appendf(prefix[:0], `{"line":%d,"id":%d,"verdict":{"outcome":"`, n+1, n+1)
		if !bytes.HasPrefix(line, prefix) || !bytes.HasSuffix(line, []byte("}}\n")) {
			require.Failf(t, "not the answer to its record", "answer %d", n+1)
		}
	}
}

const bufferSize = 1 << 20

// TestStreamProcess: every record is answered in its turn, in little memory.
func TestStreamProcess(t *testing.T) {
	f := newFixture(t)
	cmd, out, said := start(t, nil, f.file)
	assert.Equal(t, f.records, answersOf(t, bufio.NewReaderSize(out, bufferSize), 0, 0))
	require.NoError(t, cmd.Wait(), said.String())
	assert.Equal(t, f.records, saidRecords(t, said))
	f.report(t, cmd.ProcessState)

}

// TestStreamSpeed logs what a stream takes with nobody to wait for: the figures
// of make soak-stream.
func TestStreamSpeed(t *testing.T) {
	f := newFixture(t)
	for _, ending := range []string{"", "gz", "zst"} {
		name := f.packed(t, ending) // only now: a process counts the memory of who starts it
		cmd := exec.Command(binary, "stream", "--quiet", name)
		begin := time.Now()
		require.NoError(t, cmd.Run())
		took := time.Since(begin)
		t.Logf("%s: %d records of %d bytes in %.1f s, %.0f records/s on %d processors", filepath.Ext(name), f.records,
			*streamSize/f.records, took.Seconds(), float64(f.records)/took.Seconds(), runtime.NumCPU())
		f.report(t, cmd.ProcessState)
	}
	copying := f.copyLines(t)
	t.Logf("to copy the lines and no more: processor time %.2f s, %d ns a record", copying.Seconds(), copying.Nanoseconds()/f.records)
}

// packed returns the file compressed, or as it is for no ending.
func (f *fixture) packed(t *testing.T, ending string) string {
	t.Helper()
	if ending == "" {
		return f.file
	}
	in, err := os.Open(f.file)
	require.NoError(t, err)
	defer in.Close()
	out, err := os.Create(f.file + "." + ending)
	require.NoError(t, err)
	var w io.WriteCloser = gzip.NewWriter(out)
	if ending == "zst" {
		w, err = zstd.NewWriter(out)
		require.NoError(t, err)
	}
	_, err = io.Copy(w, in)
	require.NoError(t, errors.Join(err, w.Close(), out.Close()))
	return out.Name()
}

// report makes sure that memory was flat, and logs what the process took.
func (f *fixture) report(t *testing.T, state *os.ProcessState) {
	t.Helper()
	usage := state.SysUsage().(*syscall.Rusage)
	assert.LessOrEqual(t, usage.Maxrss*1024, int64(mostMemory))
	cpu := state.UserTime() + state.SystemTime()
	t.Logf("processor time %.2f s, %d ns a record; at most %d KiB of memory", cpu.Seconds(), cpu.Nanoseconds()/f.records, usage.Maxrss)
}

// copyLines does the least that a program for lines can do.
func (f *fixture) copyLines(t *testing.T) time.Duration {
	t.Helper()
	file, err := os.Open(f.file)
	require.NoError(t, err)
	defer file.Close()
	var before, after syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &before))
	lines := bufio.NewReaderSize(file, bufferSize)
	out := bufio.NewWriter(io.Discard)
	for {
		line, err := lines.ReadSlice('\n')
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		out.Write(line)
	}
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &after))
	spent := func(u *syscall.Rusage) int64 { return u.Utime.Nano() + u.Stime.Nano() }
	return time.Duration(spent(&after) - spent(&before))
}

// saidRecords returns how many records the program says it read.
func saidRecords(t *testing.T, said *bytes.Buffer) int64 {
	t.Helper()
	match := regexp.MustCompile(`finfault: ([0-9,]+) records? in `).FindStringSubmatch(said.String())
	require.NotNil(t, match, said.String())
	n, err := strconv.ParseInt(strings.ReplaceAll(match[1], ",", ""), 10, 64)
	require.NoError(t, err)
	return n
}

// assertStopped: the program ended as one does that SIGINT stopped, and says so.
func assertStopped(t *testing.T, cmd *exec.Cmd, said *bytes.Buffer, answered int64) {
	t.Helper()
	var exit *exec.ExitError
	require.ErrorAs(t, cmd.Wait(), &exit)
	assert.Equal(t, 130, exit.ExitCode(), said.String())
	assert.Equal(t, answered, saidRecords(t, said))
	assert.Contains(t, said.String(), "all that was read is answered")
}

// TestStreamInterrupted: SIGINT half-way through a file ends the reading, and
// every record that was read is answered.
func TestStreamInterrupted(t *testing.T) {
	f := newFixture(t)
	cmd, out, said := start(t, nil, f.file)
	answers := bufio.NewReaderSize(out, bufferSize)
	half := answersOf(t, answers, 0, f.records/2)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	all := answersOf(t, answers, half, 0)
	assertStopped(t, cmd, said, all)
	assert.Less(t, all, f.records)
	t.Logf("SIGINT after %d of %d answers: %d records were read, %d answered", half, f.records, saidRecords(t, said), all)
}

// TestStreamInterruptedPipe: SIGINT while a pipe has no more to give. Whatever
// went through it is answered, and what was only begun is no record.
func TestStreamInterruptedPipe(t *testing.T) {
	f := newFixture(t)
	in, pipe, err := os.Pipe()
	require.NoError(t, err)
	defer pipe.Close()
	cmd, out, said := start(t, in)
	require.NoError(t, in.Close())
	content, err := os.ReadFile(f.file)
	require.NoError(t, err)
	lines := bytes.SplitAfter(content[:min(len(content), 1<<20)], []byte("\n"))
	whole := int64(len(lines) - 1)
	go func() {
		for _, line := range lines {
			if _, err := pipe.Write(line); err != nil {
				return
			}
		}
	}()
	answers := bufio.NewReaderSize(out, bufferSize)
	answersOf(t, answers, 0, whole)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.Equal(t, whole, answersOf(t, answers, whole, 0))
	assertStopped(t, cmd, said, whole)
}

// TestStreamKilled: who asks twice does not want to wait, not even for an
// output that nobody reads.
func TestStreamKilled(t *testing.T) {
	f := newFixture(t)
	cmd, out, _ := start(t, nil, f.file)
	_, err := io.ReadFull(out, make([]byte, 1000))
	require.NoError(t, err)
	over := make(chan struct{})
	go func() {
		defer close(over)
		_, _ = cmd.Process.Wait()
	}()
	signals := 0
	for alive := true; alive; {
		require.NoError(t, ignoreDone(cmd.Process.Signal(os.Interrupt)))
		signals++
		select {
		case <-over:
			alive = false
		case <-time.After(100 * time.Millisecond):
		}
	}
	assert.Greater(t, signals, 1, "the first signal alone lets it go on")
}

func ignoreDone(err error) error {
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}
