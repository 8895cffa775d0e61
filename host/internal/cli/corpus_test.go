package cli

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// labelled is one of the decoder's labelled answers.
type labelled struct {
	ID, Provider, Operation, Idempotent string
	Status                              int
	Headers                             map[string]string
	Body                                *string
	BodyBase64                          string `json:"body_base64"`
}

func (l *labelled) call(t *testing.T, command string) call {
	t.Helper()
	c := call{args: command + " - --provider " + l.Provider + " --operation " + l.Operation + " --status " + strconv.Itoa(l.Status),
		terminal: true, columns: 80, env: noColour}
	if l.Idempotent == "yes" {
		c.args += " --idempotent"
	}
	for name, value := range l.Headers {
		c.more = append(c.more, "--header", name+": "+value)
	}
	if l.Body != nil {
		c.in = strings.NewReader(*l.Body)
		return c
	}
	raw, err := base64.StdEncoding.DecodeString(l.BodyBase64)
	require.NoError(t, err)
	c.in = bytes.NewReader(raw)
	return c
}

func loadLabelled(t *testing.T) []labelled {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "decoder", "testdata", "cases", "*.jsonl"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var all []labelled
	for _, name := range files {
		raw, err := os.ReadFile(name)
		require.NoError(t, err)
		lines := bufio.NewScanner(strings.NewReader(string(raw)))
		lines.Buffer(nil, len(raw)+1)
		for lines.Scan() {
			var l labelled
			require.NoError(t, json.Unmarshal(lines.Bytes(), &l))
			all = append(all, l)
		}
	}
	return all
}

// TestEveryLabelledAnswer prints all the answers that the decoder is tested
// with, the hostile ones among them, and finds each one fit for a terminal.
func TestEveryLabelledAnswer(t *testing.T) {
	for _, l := range loadLabelled(t) {
		t.Run(l.ID, func(t *testing.T) {
			for _, command := range []string{"classify", "explain"} {
				got := l.call(t, command).run()
				assert.Zero(t, got.code, got.err)
				assert.Empty(t, got.err)
				assertFits(t, got.out, 80)
			}
		})
	}
}
