package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const casesDir = "../../decoder/testdata/cases"

func TestParse(t *testing.T) {
	full := Record{
		Request: decoder.Request{Provider: catalog.Basiq, Status: 403, Operation: catalog.Payment, Idempotent: true,
			Headers: []byte("Retry-After: 30\r\n"), Body: []byte(`{"a":1}`)},
		Time: time.Date(2026, 1, 31, 22, 59, 59, 5e8, time.UTC),
		ID:   []byte(`"r-1"`),
	}
	body := func(s string) Record { return Record{Request: decoder.Request{Body: []byte(s)}} }
	headers := func(s string) Record { return Record{Request: decoder.Request{Headers: []byte(s)}} }
	status := func(n int) Record { return Record{Request: decoder.Request{Status: n}} }
	tests := map[string]struct {
		line string
		want Record
	}{
		"all": {`{"provider":"basiq","status":403,"operation":"payment","idempotent":true,"headers":{"Retry-After":"30"},` +
			`"body":"{\"a\":1}","time":"2026-01-31T23:59:59.5+01:00","id":"r-1"}`, full},
		"nothing":         {`{}`, Record{}},
		"blanks":          {"\t{ \"status\" : 403 , \"x\" : [ ] } \r", status(403)},
		"nulls":           {`{"provider":null,"status":null,"operation":null,"idempotent":null,"headers":null,"body":null,"body_base64":null,"time":null,"id":null}`, Record{}},
		"unknown":         {`{"provider":"unknown","operation":"unknown"}`, Record{}},
		"other members":   {`{"x":{"body":"no","y":[{"status":1},"\"",-1.5e+3,true,false,null,[]]},"Status":1,"status":0}`, Record{}},
		"last counts":     {`{"status":403,"body":"a","status":500,"body":"b"}`, Record{Request: decoder.Request{Status: 500, Body: []byte("b")}}},
		"null counts":     {`{"status":403,"body":"a","id":1,"headers":{"a":"b"},"provider":"mx","time":"2026-01-31T23:59:59Z","idempotent":true,"status":null,"body":null,"id":null,"headers":null,"provider":null,"time":null,"idempotent":null}`, Record{}},
		"name escaped":    {`{"st\u0061tus":403}`, status(403)},
		"status text":     {`{"status":"403"}`, status(403)},
		"status float":    {`{"status":403.0}`, status(403)},
		"yes":             {`{"idempotent":"yes"}`, Record{Request: decoder.Request{Idempotent: true}}},
		"no":              {`{"idempotent":"no"}`, Record{}},
		"body object":     {`{"body":{"data": [1, {}]} ,"status":0}`, body(`{"data": [1, {}]}`)},
		"body list":       {`{"body":["\u0000"]}`, body(`["\u0000"]`)},
		"body number":     {`{"body":-0.5e1}`, body(`-0.5e1`)},
		"body true":       {`{"body":true}`, body(`true`)},
		"body empty":      {`{"body":""}`, body("")},
		"body escapes":    {`{"body":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 plain text of some length \" and more of it behind"}`, body("\"\\/\b\f\n\r\té😀 plain text of some length \" and more of it behind")},
		"lone surrogates": {`{"body":"\ud800 \udc00 \ud800\ud800"}`, body("\ufffd \ufffd \ufffd\ufffd")},
		"bytes as are":    {"{\"body\":\"\xff\\n\"}", body("\xff\n")},
		"base64":          {`{"body_base64":"/wA="}`, body("\xff\x00")},
		"base64 escaped":  {`{"body_base64":"\/wA="}`, body("\xff\x00")},
		"base64 empty":    {`{"body_base64":""}`, body("")},
		"header list":     {`{"headers":{"A":["b","c"],"D":[],"E":null,"F":7}}`, headers("A: b\r\nA: c\r\nF: 7\r\n")},
		"header block":    {`{"headers":"A: b\r\nC: d"}`, headers("A: b\r\nC: d")},
		"header smuggled": {`{"headers":{"A\r\nB":"c\r\nD: e"}}`, headers("A  B: c  D: e\r\n")},
		"id number":       {`{"id":17}`, Record{ID: []byte("17")}},
	}
	var p Parser
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r := full
			require.NoError(t, p.Parse([]byte(test.line), &r))
			assertSame(t, test.want, r)
		})
	}
}

// assertSame takes nil and empty for the same.
func assertSame(t *testing.T, want, got Record) {
	t.Helper()
	assert.Equal(t, string(want.Request.Body), string(got.Request.Body))
	assert.Equal(t, string(want.Request.Headers), string(got.Request.Headers))
	assert.Equal(t, string(want.ID), string(got.ID))
	assert.True(t, want.Time.Equal(got.Time), "%v %v", want.Time, got.Time)
	want.Request.Body, want.Request.Headers, got.Request.Body, got.Request.Headers = nil, nil, nil, nil
	assert.Equal(t, want.Request, got.Request)
}

const secret = "SSN123456789"

func TestErrors(t *testing.T) {
	tests := map[string]string{
		``:                                "found broken or cut JSON at byte 1; allowed: one JSON object a line",
		`{"status":403`:                   "found broken or cut JSON at byte 14; allowed: one JSON object a line",
		`{"status":}`:                     "found broken or cut JSON at byte 11; allowed: one JSON object a line",
		`{"status":403}}`:                 "found broken or cut JSON at byte 15; allowed: one JSON object a line",
		`{"status":403} {}`:               "found broken or cut JSON at byte 16; allowed: one JSON object a line",
		`{"status":403,}`:                 "found broken or cut JSON at byte 15; allowed: one JSON object a line",
		`{"body":"\x"}`:                   "found broken or cut JSON at byte 10; allowed: one JSON object a line",
		`{"body":"\u+123"}`:               "found broken or cut JSON at byte 10; allowed: one JSON object a line",
		`{"x":"\u123"}`:                   "found broken or cut JSON at byte 7; allowed: one JSON object a line",
		"{\"body\":\"a\tb\"}":             "found broken or cut JSON at byte 11; allowed: one JSON object a line",
		`[` + `"SSN123456789"` + `]`:      "found a list; allowed: one JSON object a line",
		`"SSN123456789"`:                  "found a text; allowed: one JSON object a line",
		`{"provider":"SSN123456789"}`:     "provider: found a text that is no such name; allowed: unknown, basiq, synapse, truelayer, mx",
		`{"operation":3}`:                 "operation: found a number; allowed: unknown, token, login, sync, verify, mfa, read, write, payment, job, sso",
		`{"status":"SSN123456789"}`:       "status: found a text that is no status; allowed: 100 to 999, or 0 for no answer",
		`{"status":99}`:                   "status: found a number that is no status; allowed: 100 to 999, or 0 for no answer",
		`{"status":4e2}`:                  "status: found a number that is no status; allowed: 100 to 999, or 0 for no answer",
		`{"status":{"SSN123456789":1}}`:   "status: found an object; allowed: 100 to 999, or 0 for no answer",
		`{"idempotent":"SSN123456789"}`:   `idempotent: found a text; allowed: true, false, "yes" or "no"`,
		`{"headers":["SSN123456789"]}`:    `headers: found a list; allowed: an object of names and values, or a text with a "Name: value" a line`,
		`{"headers":{"SSN123456789":{}}}`: "headers: found an object; allowed: as the value of a header a text, a number, or a list of them",
		`{"headers":{"a":[["b"]]}}`:       "headers: found a list in a list; allowed: as the value of a header a text, a number, or a list of them",
		`{"body_base64":"SSN123456789!"}`: "body_base64: found a text that is no base64; allowed: a text in base64, as RFC 4648 has it, with padding",
		`{"body":1,"body_base64":""}`:     "body_base64: found a body as well; allowed: one of the two",
		`{"time":"SSN123456789"}`:         "time: found a text that is no time; allowed: a text as RFC 3339 has it, such as 2026-01-31T23:59:59Z",
		`{"time":1767225599}`:             "time: found a number; allowed: a text as RFC 3339 has it, such as 2026-01-31T23:59:59Z",
		`{"id":["SSN123456789"]}`:         "id: found a list; allowed: a text in UTF-8 or a number",
		"{\"id\":\"\xff\"}":               "id: found a text that is no UTF-8; allowed: a text in UTF-8 or a number",
	}
	var p Parser
	for line, want := range tests {
		var r Record
		err := p.Parse([]byte(line), &r)
		require.Error(t, err, line)
		assert.EqualError(t, err, want, line)
		assert.NotContains(t, err.Error(), secret)
	}
}

// TestCases: the labelled answers are records, and read as what they are.
func TestCases(t *testing.T) {
	cases, err := corpus.Load(casesDir)
	require.NoError(t, err)
	var p Parser
	for i, line := range caseLines(t) {
		var r Record
		require.NoError(t, p.Parse(line, &r), cases[i].ID)
		want, err := cases[i].Request()
		require.NoError(t, err)
		assert.ElementsMatch(t, strings.SplitAfter(string(want.Headers), "\n"), strings.SplitAfter(string(r.Request.Headers), "\n"), cases[i].ID)
		r.Request.Headers = want.Headers
		assertSame(t, Record{Request: *want, ID: []byte(`"` + cases[i].ID + `"`)}, r)
	}
}

func caseLines(t testing.TB) (list [][]byte) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(casesDir, "*.jsonl"))
	require.NoError(t, err)
	for _, name := range names {
		raw, err := os.ReadFile(name)
		require.NoError(t, err)
		lines := bufio.NewScanner(bytes.NewReader(raw))
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			list = append(list, bytes.Clone(lines.Bytes()))
		}
	}
	require.NotEmpty(t, list)
	return list
}

// TestAllocations: once it is warm, a parser allocates nothing for lines that it
// keeps the memory for.
func TestAllocations(t *testing.T) {
	lines := slices.DeleteFunc(caseLines(t), func(line []byte) bool { return len(line) > mostKept/2 })
	var p Parser
	var r Record
	parse := func() {
		for _, line := range lines {
			_ = p.Parse(line, &r)
		}
	}
	parse()
	assert.LessOrEqual(t, testing.AllocsPerRun(10, parse), 0.0)
}

// TestMemoryOfLongRecords: a parser gives back what only a long line needed, and
// what was read of it stays.
func TestMemoryOfLongRecords(t *testing.T) {
	long := strings.Repeat(`\"`, mostKept)
	var p Parser
	var r, next Record
	require.NoError(t, p.Parse([]byte(`{"body":"`+long+`"}`), &r))
	assert.Len(t, r.Request.Body, mostKept)
	assert.Greater(t, len(p.texts), mostKept)
	require.NoError(t, p.Parse([]byte(`{"body":"\""}`), &next))
	assert.Less(t, len(p.texts), mostKept)
	assert.Equal(t, strings.Repeat(`"`, mostKept), string(r.Request.Body))

	coded := strings.Repeat("QUJD", mostKept)
	require.NoError(t, p.Parse([]byte(`{"body_base64":"`+coded+`"}`), &r))
	assert.Len(t, r.Request.Body, 3*mostKept)
	require.NoError(t, p.Parse([]byte(`{"body_base64":"QUJD"}`), &next))
	assert.Equal(t, "ABC", string(next.Request.Body))
	assert.Less(t, len(p.decoded), mostKept)
}

// FuzzParse holds the parser against encoding/json: what is a line of JSON, and
// which text a body is.
func FuzzParse(f *testing.F) {
	for _, line := range caseLines(f) {
		if len(line) < 4<<10 {
			f.Add(line)
		}
	}
	for _, line := range []string{`{"body":"\ud83d\ude00\"","body_base64":null}`, `{"headers":{"a":["b",1]},"id":1e5}`, `{"x":[{"y":-0.1}]}`, `{"body_base64":"\/wA="}`} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var p Parser
		var r Record
		err := p.Parse(line, &r)
		var members map[string]json.RawMessage
		jsonErr := json.Unmarshal(line, &members)
		if bad, ok := err.(*Error); ok && bad.Member != "" {
			return // a value that is not allowed; what follows was not read
		}
		if jsonErr != nil || members == nil {
			assert.True(t, err != nil || strings.Contains(jsonErr.Error(), "max depth"), "%q", line)
			return
		}
		require.NoError(t, err, "%q", line)
		assertBody(t, members, &r)
	})
}

func assertBody(t *testing.T, members map[string]json.RawMessage, r *Record) {
	t.Helper()
	raw, want := members["body"], ""
	if raw == nil || string(raw) == "null" {
		var coded []byte
		if err := json.Unmarshal(members["body_base64"], &coded); err == nil {
			want = string(coded)
		}
	} else if raw[0] != '"' {
		want = string(raw)
	} else {
		require.NoError(t, json.Unmarshal(raw, &want))
	}
	got := string(r.Request.Body)
	if raw != nil && raw[0] == '"' {
		got = strings.ToValidUTF8(string([]rune(got)), "\ufffd")
	}
	assert.Equal(t, want, got)
}

func BenchmarkParse(b *testing.B) {
	var lines [][]byte
	size := 0
	for _, line := range caseLines(b) {
		var c struct {
			Provider, Operation string
			Status              int
			Headers             map[string]string
			Body                *string
		}
		if err := json.Unmarshal(line, &c); err != nil || c.Body == nil || len(*c.Body) > 2<<10 {
			continue
		}
		out, err := json.Marshal(map[string]any{"provider": c.Provider, "status": c.Status, "operation": c.Operation, "headers": c.Headers, "body": c.Body})
		require.NoError(b, err)
		lines = append(lines, out)
		size += len(out)
	}
	var p Parser
	var r Record
	b.SetBytes(int64(size / len(lines)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := p.Parse(lines[i%len(lines)], &r); err != nil {
			b.Fatal(err)
		}
	}
}
