package hosttest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/types"
)

// TestHeldBack: with everything switched on, headers and documents say what
// the native verdict says, and nothing anywhere says what is private.
func TestHeldBack(t *testing.T) {
	cases, err := corpus.Load("../../../decoder/testdata/cases")
	require.NoError(t, err)
	everything := strings.TrimSuffix(corpusConfiguration(nil), "}") + `, "response_headers": {"enabled": true}, "problem": {"enabled": true}}`
	h, end := start(t, filterModule(t), everything)
	defer end()
	private, replaced := 0, 0
	for i := range cases {
		c := &cases[i]
		req, err := c.Request()
		require.NoError(t, err)
		a, ok := answerOf(req)
		if !ok {
			continue
		}
		want := decoder.Classify(req)
		id, _ := h.ask(a)
		require.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, a.body, true), c.ID)
		assert.Equal(t, verdictHeaders(&want), h.verdictHeaders(id), c.ID)
		said := h.said(id)
		if body := h.GetCurrentResponseBody(id); want.Outcome == catalog.OutcomeError && a.status >= 400 {
			replaced++
			said = append(said, string(body))
			assertProblem(t, &want, a.status, body)
		} else {
			assert.Equal(t, string(a.body), string(body), c.ID)
		}
		for _, text := range append(texts(&want), c.Extra.Private...) {
			private++
			for _, s := range said {
				assert.False(t, strings.Contains(s, text), "%s: %q in %q", c.ID, text, s)
			}
		}
		h.CompleteHttpContext(id)
	}
	assert.Greater(t, private, 200)
	assert.Greater(t, replaced, 200)
}

// texts returns the provider's texts of a verdict that are no codes as well and
// long enough to be nobody else's.
func texts(v *catalog.Verdict) []string {
	list := []string{v.Title, v.Detail, v.TraceID, v.Source}
	for _, e := range v.Errors {
		list = append(list, e.Title, e.Detail, e.Source)
	}
	return slices.DeleteFunc(list, func(s string) bool { return len(s) < 12 || !strings.Contains(s, " ") || catalog.Known(v.Provider, s) })
}

// verdictHeaders are the headers for a verdict.
func verdictHeaders(v *catalog.Verdict) []string {
	if v.Outcome == catalog.OutcomeOK {
		return []string{"", "", "", ""}
	}
	return []string{v.Provider.String(), v.Category.String(), v.Party.String(), v.Retry.Policy.String()}
}

func (h *host) verdictHeaders(id uint32) (list []string) {
	for _, name := range []string{"provider", "category", "party", "retry"} {
		list = append(list, h.header(id, "x-finfault-"+name))
	}
	return list
}

// said is what the filter has told of a response but for its body: headers,
// the last line of log, filter state.
func (h *host) said(id uint32) (list []string) {
	for _, pair := range h.GetCurrentResponseHeaders(id) {
		if strings.HasPrefix(pair[0], "x-finfault-") {
			list = append(list, pair[1])
		}
	}
	logs := h.GetInfoLogs()
	list = append(list, slices.Clone(logs[max(0, len(logs)-1):])...)
	for _, key := range []string{"provider", "category", "party", "retry", "action", "code", "after_ms"} {
		list = append(list, h.state(key))
	}
	return list
}

// assertProblem holds a document against the verdict that it tells.
func assertProblem(t *testing.T, v *catalog.Verdict, status int, body []byte) {
	t.Helper()
	var document map[string]any
	if !assert.NoError(t, json.Unmarshal(body, &document), "%s", body) {
		return
	}
	assert.Equal(t, "urn:finfault:category:"+v.Category.String(), document["type"])
	assert.EqualValues(t, status, document["status"])
	assert.Equal(t, v.Party.String(), document["party"])
	assert.Equal(t, v.Retry.Policy.String(), document["retry"].(map[string]any)["policy"])
	for _, name := range []string{"detail", "trace_id", "source", "provider_title"} {
		assert.NotContains(t, document, name)
	}
}
