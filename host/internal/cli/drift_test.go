package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host/drift"
	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const driftRecords = "testdata/records/drift.ndjson"

// reportOf reads the JSON form of a report.
func reportOf(t *testing.T, text string) *drift.Report {
	t.Helper()
	assert.Equal(t, 1, strings.Count(text, "\n"), "one line")
	var r drift.Report
	require.NoError(t, json.Unmarshal([]byte(text), &r))
	return &r
}

// assertNoSecret: nothing of what is personal in the records comes out.
func assertNoSecret(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{"4929", "1234", "jane", "john", "example", "12-34", "Tl-Trace"} {
		assert.NotContains(t, text, secret)
	}
}

func TestDriftForms(t *testing.T) {
	rules := call{args: "drift --rows overlay " + driftRecords}.run()
	assert.Equal(t, exitOK, rules.code)
	assert.Empty(t, rules.err)
	golden(t, "drift.yaml", rules.out)

	rows := call{args: "drift --rows catalog " + driftRecords}.run()
	assert.Equal(t, exitOK, rows.code)
	assert.Equal(t, "finfault: 4 more are no rows of the catalog: their code is not shown in full, or they are a matter of the decoder\n", rows.err)
	golden(t, "drift-rows.json", rows.out)

	report := call{args: "drift " + driftRecords}.run()
	r := reportOf(t, report.out)
	all, drifting := r.Records()
	assert.Equal(t, []uint64{10, 8}, []uint64{all, drifting})
	assert.Len(t, r.Novelties(), 7)
	assertNoSecret(t, rules.out+rows.out+report.out)
}

// TestDriftFails: only --fail tells of novelties by the exit code.
func TestDriftFails(t *testing.T) {
	got := call{args: "drift --fail " + driftRecords}.run()
	assert.Equal(t, exitFound, got.code)
	assert.Equal(t, "finfault: there is something new in 8 of 10 records\n", got.err)
	assert.Equal(t, call{args: "drift " + driftRecords}.run().out, got.out, "the report is complete")
	assert.Equal(t, exitOK, call{args: "drift --fail", in: strings.NewReader(`{"provider":"mx","status":503}`)}.run().code)
}

// TestDriftKnowsRules: what the rules of a report decide on is known.
func TestDriftKnowsRules(t *testing.T) {
	rules := fileOf(t, call{args: "drift --rows overlay " + driftRecords}.run().out)
	r := reportOf(t, call{args: "drift " + driftRecords + " --overlay", more: []string{rules}}.run().out)
	for _, n := range r.Novelties() {
		assert.NotEqual(t, "account-frozen", n.Code)
		assert.NotEqual(t, catalog.StatusMoved, n.Kind)
	}
}

// TestDriftOfSeveralFiles: lines count on, also where a line end is missing.
func TestDriftOfSeveralFiles(t *testing.T) {
	raw, err := os.ReadFile(driftRecords)
	require.NoError(t, err)
	first := fileOf(t, strings.TrimSuffix(string(raw), "\n"))
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, err = z.Write(raw)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	second := fileOf(t, zipped.String())
	got := call{args: "drift", more: []string{first, "-", second}, in: bytes.NewReader(raw)}.run()
	require.Equal(t, exitOK, got.code, got.err)
	n := reportOf(t, got.out).Novelties()[0]
	assert.Equal(t, "6 times, lines 2 to 25, 2026-03-01 08:00:05 to 2026-03-01 08:01:00", n.Where())
}

// TestDriftOfBadLines tells of them by number, and goes on or ends there.
func TestDriftOfBadLines(t *testing.T) {
	in := strings.Repeat(`{"status":"`+secret+`"}`+"\n", 12) + `{"provider":"mx","status":503}` + "\n"
	got := call{args: "drift", in: strings.NewReader(in)}.run()
	assert.Equal(t, exitOK, got.code)
	assert.Equal(t, 11, strings.Count(got.err, "\n"))
	assert.True(t, strings.HasPrefix(got.err, "finfault: standard input: line 1: status: found "), got.err)
	assert.True(t, strings.HasSuffix(got.err, "finfault: and 2 more lines that are no records\n"), got.err)
	all, _ := reportOf(t, got.out).Records()
	assert.EqualValues(t, 1, all)

	got = call{args: "drift --bad fatal", in: strings.NewReader(in)}.run()
	assert.Equal(t, exitUsage, got.code)
	assert.Empty(t, got.out)
	assert.True(t, strings.HasPrefix(got.err, "finfault: standard input: line 1: status: found "), got.err)
	assert.NotContains(t, got.err, secret)
}

func TestDriftNeedsRecords(t *testing.T) {
	for _, args := range []string{"drift", "backtest --after-overlay x"} {
		got := call{args: args, terminal: true}.run()
		assert.Equal(t, exitUsage, got.code)
		assert.Contains(t, got.err, "no records: name a FILE, pipe the records in, or give - to type them")
	}
}

// TestDriftOfDamagedInput: what cannot be read on is no report.
func TestDriftOfDamagedInput(t *testing.T) {
	name := fileOf(t, "\x1f\x8b\x08 no gzip")
	got := call{args: "drift", more: []string{name}}.run()
	assert.Equal(t, exitUsage, got.code)
	assert.Empty(t, got.out)
	assert.Contains(t, got.err, "cannot read ")
}

// TestStopped: a signal ends the reading, and the report is on what was read.
func TestStopped(t *testing.T) {
	raw, err := os.ReadFile(driftRecords)
	require.NoError(t, err)
	for _, args := range []string{"drift", "backtest --before-overlay " + careless} {
		t.Run(args, func(t *testing.T) {
			in, typed := io.Pipe()
			defer typed.Close()
			ctx, end := context.WithCancelCause(t.Context())
			go func() {
				_, _ = typed.Write(raw)
				_, _ = typed.Write(raw[:1]) // once this is taken, the lines were handed on
				end(&stopped{syscall.SIGINT})
			}()
			var out, message bytes.Buffer
			root := newRoot(&program{Streams: Streams{In: in, Out: &out, Err: &message, Env: os.Getenv}})
			root.SetArgs(strings.Fields(args))
			err := root.ExecuteContext(ctx)
			stop, ok := errors.AsType[*stopped](err)
			require.True(t, ok, "%v", err)
			assert.Equal(t, 130, stop.exitCode())
			assert.Equal(t, "finfault: stopped by a signal; the report is on what was read by then\n", message.String())
			assert.Contains(t, out.String(), `"records":10,`)
		})
	}
}

// plantedLines are records with something new, each with how often it comes.
var plantedLines = []struct {
	times      int
	record     string
	kind       catalog.Drift
	code, what string
}{
	{31, `{"provider":"basiq","status":400,"body":{"type":"list","data":[{"type":"error","code":"colour-missing","title":"jane@example.com"}]}}`, catalog.UnknownCode, "colour-missing", ""},
	{17, `{"provider":"basiq","status":410,"body":{"type":"list","data":[{"type":"error","code":"resource-not-found","title":"4929123456781234"}]}}`, catalog.StatusMoved, "resource-not-found", ""},
	{5, `{"provider":"mx","status":200,"operation":"job","body":{"member":{"connection_status":"Denied","guid":"MBR-4929123456781234"}}}`, catalog.RespelledCode, "Denied", ""},
	{8, `{"provider":"synapse","status":400,"body":{"error":{"en":"jane@example.com"},"error_code":"400","http_code":"409","success":false}}`, catalog.StatusMismatch, "400", "409"},
	{3, `{"provider":"truelayer","status":200,"body":{"DE89370400440532013000":1,"lemon":"eyJhbGciOiJIUzI1NiJ9"}}`, catalog.UnknownShape, "", "{lemon: string, …: number}"},
	{9, `{"provider":"basiq","status":400,"body":{"type":"list","data":[{"type":"error","code":"invalid-content","title":"x","detail":4929}]}}`, catalog.TypeChanged, "invalid-content", "data[].detail: number"},
	{2, `{"provider":"truelayer","status":400,"body":{"error":"limit_4929123456781234"}}`, catalog.UnknownCode, "limit-…", ""},
}

// TestDriftOf100000Records finds what is planted in them, and nothing else.
func TestDriftOf100000Records(t *testing.T) {
	const n = 100_000
	cases, err := corpus.Load(filepath.Join("..", "..", "..", "decoder", "testdata", "cases"))
	require.NoError(t, err)
	var known []string
	for i := range cases {
		c := &cases[i]
		req, err := c.Request()
		require.NoError(t, err)
		if v := decoder.Classify(req); v.Drift != 0 || c.Body == nil || len(*c.Body) > 2048 {
			continue
		}
		line, err := json.Marshal(map[string]any{"provider": c.Provider, "status": c.Status, "operation": c.Operation, "headers": c.Headers, "body": *c.Body})
		require.NoError(t, err)
		known = append(known, string(line))
	}
	lines := make([]string, n)
	for i := range lines {
		lines[i] = known[i*7919%len(known)]
	}
	want := map[string]string{}
	for i, p := range plantedLines {
		for k := range p.times {
			lines[(k*1009+i*131+57)%n] = p.record
		}
		first, last := i*131+57, (p.times-1)*1009+i*131+57
		want[fmt.Sprint(p.kind, " ", p.code, " ", p.what)] = fmt.Sprintf("%d times, lines %d to %d", p.times, first+1, last+1)
	}
	in := strings.Join(lines, "\n")
	for _, jobs := range []string{"1", "4"} {
		got := call{args: "drift --jobs " + jobs, in: strings.NewReader(in)}.run()
		require.Equal(t, exitOK, got.code, got.err)
		found := map[string]string{}
		for _, n := range reportOf(t, got.out).Novelties() {
			found[fmt.Sprint(n.Kind, " ", n.Code, " ", n.Detail)] = n.Where()
		}
		assert.Equal(t, want, found)
		for _, secret := range []string{"4929", "jane", "@", "DE89", "0532", "eyJ"} {
			assert.NotContains(t, got.out, secret)
		}
	}
}
