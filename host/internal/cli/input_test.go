package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verdictOf runs classify and reads its answer.
func verdictOf(t *testing.T, c call) map[string]any {
	t.Helper()
	got := c.run()
	require.Zero(t, got.code, got.err)
	var v map[string]any
	require.NoError(t, json.Unmarshal([]byte(got.out), &v))
	return v
}

// endless is a stream that never ends. It counts what is read of it.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.n += len(p)
	return len(p), nil
}

func TestLargeInput(t *testing.T) {
	stream := &endless{}
	v := verdictOf(t, call{args: "classify --provider mx --status 500", in: stream})
	assert.Equal(t, true, v["truncated"])
	assert.LessOrEqual(t, stream.n, decoder.MaxBody+1)

	file := filepath.Join(t.TempDir(), "large.json")
	body := append([]byte(`{"code":4221,"message":"`), bytes.Repeat([]byte("x"), 3<<20)...)
	require.NoError(t, os.WriteFile(file, body, 0o600))
	v = verdictOf(t, call{args: "classify --provider mx --status 422", more: []string{file}})
	assert.Equal(t, true, v["truncated"])
	assert.Equal(t, "invalid_json", v["shape"])

	got := call{args: "classify --provider mx --status 422", more: []string{file}, terminal: true, columns: 80, env: noColour}.run()
	assert.Contains(t, got.out, "(truncated)")
	assertFits(t, got.out, 80)

	exact := strings.Repeat(" ", decoder.MaxBody)
	assert.NotContains(t, verdictOf(t, call{args: "classify", in: strings.NewReader(exact)}), "truncated")
}

func TestHeaders(t *testing.T) {
	tests := map[string]struct {
		headers []string
		afterMs any
	}{
		"none":          {nil, nil},
		"seconds":       {[]string{"Retry-After: 30"}, 30_000.0},
		"no blank":      {[]string{"retry-after:30"}, 30_000.0},
		"several":       {[]string{"X-RateLimit-Reset: 9", "RateLimit-Reset: 7"}, 7_000.0},
		"measured date": {[]string{"Date: Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After: Wed, 21 Oct 2015 07:28:10 GMT"}, 10_000.0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c := call{args: "classify --provider basiq --status 429"}
			for _, h := range test.headers {
				c.more = append(c.more, "--header", h)
			}
			retry := verdictOf(t, c)["retry"].(map[string]any)
			assert.Equal(t, test.afterMs, retry["after_ms"])
		})
	}
}

func TestIdempotent(t *testing.T) {
	tests := map[string]bool{
		"":                           false,
		"--idempotent":               true,
		"--idempotent -":             true,
		"--idempotent yes":           true,
		"--idempotent=yes -":         true,
		"--idempotent no":            false,
		"--idempotent=no":            false,
		"- --idempotent":             true,
		"--idempotent --provider mx": true,
	}
	for args, automatic := range tests {
		v := verdictOf(t, call{args: "classify --status 503 --operation payment " + args})
		assert.Equal(t, automatic, v["retry"].(map[string]any)["automatic"], args)
	}
}

func TestColours(t *testing.T) {
	tests := map[string]struct {
		c    call
		want bool
	}{
		"terminal":       {call{terminal: true}, true},
		"pipe":           {call{}, false},
		"NO_COLOR":       {call{terminal: true, env: noColour}, false},
		"empty NO_COLOR": {call{terminal: true, env: map[string]string{"NO_COLOR": ""}}, true},
		"--no-color":     {call{terminal: true, more: []string{"--no-color"}}, false},
		"dumb terminal":  {call{terminal: true, env: map[string]string{"TERM": "dumb"}}, false},
	}
	for name, test := range tests {
		for _, args := range []string{"classify - --json=false", "explain - --json=false", "catalog list", "catalog show 9"} {
			test.c.args = args
			assert.Equal(t, test.want, strings.Contains(test.c.run().out, "\x1b["), "%s: %s", name, args)
		}
	}
}

func TestUnknownWidth(t *testing.T) {
	got := call{args: "catalog show 9", terminal: true, env: noColour}.run()
	assertFits(t, got.out, defaultColumns)
}
