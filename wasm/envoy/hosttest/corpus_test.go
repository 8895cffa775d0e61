package hosttest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/types"
)

// corpusConfiguration has a host for each provider and a path for each
// operation, and classifies all that can be classified, by rules of the user's
// own first.
func corpusConfiguration(rules []byte) string {
	var list []string
	for p := catalog.ProviderUnknown; p.String() != ""; p++ {
		var operations []string
		for o := catalog.OperationUnknown; o.String() != ""; o++ {
			operations = append(operations, fmt.Sprintf(`{"path": "/%[1]s", "operation": "%[1]s"}`, o))
		}
		list = append(list, fmt.Sprintf(`{"provider": "%[1]s", "hosts": ["%[1]s"], "success_paths": ["/"], "operations": [%[2]s]}`, p, strings.Join(operations, ",")))
	}
	return `{"providers": [` + strings.Join(list, ",") + `], "statuses": ["3xx", "4xx", "5xx"], "max_body": 1048576, "overlay": "` + base64.StdEncoding.EncodeToString(rules) + `"}`
}

// answerOf returns the response that a labelled case is; false for what never
// comes to a filter: no response at all, statuses that do not exist, responses
// that carry a body under a status that has none, and those that the host
// cannot hold.
func answerOf(req *decoder.Request) (a answer, ok bool) {
	a = answer{target: req.Provider.String() + "/" + req.Operation.String(), status: req.Status, body: req.Body}
	a.method = http.MethodPost
	if req.Idempotent {
		a.method = http.MethodPut
		a.request = [][2]string{{"idempotency-key", "k"}}
	}
	for _, line := range strings.Split(string(req.Headers), "\r\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			value = strings.TrimSpace(value)
			if strings.EqualFold(name, "content-encoding") {
				return a, false
			}
			a.headers = append(a.headers, [2]string{name, value})
		}
	}
	final := req.Status >= 200 && req.Status < 600
	return a, final && req.Status != http.StatusNoContent && req.Status != http.StatusNotModified
}

// TestCorpus: every labelled answer gets the verdict from the module that it
// gets natively.
func TestCorpus(t *testing.T) {
	for name, send := range map[string]func(*host, answer){
		"whole": func(h *host, a answer) { h.pass(a) },
		"pieces of one byte": func(h *host, a answer) {
			if len(a.body) > 4096 {
				h.pass(a)
				return
			}
			id, _ := h.ask(a)
			for i := range a.body {
				require.Equal(h.t, types.ActionContinue, h.CallOnResponseBody(id, a.body[i:i+1], i == len(a.body)-1))
			}
			h.CompleteHttpContext(id)
		},
		"with trailers": func(h *host, a answer) {
			id, _ := h.ask(a)
			h.CallOnResponseBody(id, a.body, false)
			require.Equal(h.t, types.ActionContinue, h.CallOnResponseTrailers(id, [][2]string{{"x-checksum", "1"}}))
			h.CompleteHttpContext(id)
		},
		"broken off behind the last byte": func(h *host, a answer) {
			id, _ := h.ask(a)
			h.CallOnResponseBody(id, a.body, false)
			h.CompleteHttpContext(id)
		},
	} {
		t.Run(name, func(t *testing.T) { testCorpus(t, "../../../decoder/testdata/cases", nil, send) })
	}
}

// TestOverlay: under rules of the user's own the module gives the verdicts that
// the decoder gives, on the cases that are made for them.
func TestOverlay(t *testing.T) {
	rules, err := os.ReadFile("../../../decoder/testdata/overlay/rules.overlay")
	require.NoError(t, err)
	testCorpus(t, "../../../decoder/testdata/overlay", rules, func(h *host, a answer) { h.pass(a) })
}

// testCorpus sends the cases of a folder through the module, with rules in the
// binary form, or none.
func testCorpus(t *testing.T, folder string, rules []byte, send func(*host, answer)) {
	requests, err := corpus.Requests(folder)
	require.NoError(t, err)
	h, end := start(t, filterModule(t), corpusConfiguration(rules))
	defer end()
	native := new(decoder.Decoder)
	if rules != nil {
		own, err := overlay.Load(rules)
		require.NoError(t, err)
		native = decoder.New(decoder.WithOverlay(own))
	}
	var want catalog.Verdict
	passed := 0
	for i, req := range requests {
		a, ok := answerOf(req)
		if !ok {
			continue
		}
		passed++
		native.Classify(req, &want)
		labels := fmt.Sprintf("%s %s %s %s", want.Provider, want.Category, want.Party, want.Retry.Policy)
		for _, key := range []string{"provider", "category", "party", "retry"} {
			require.NoError(t, h.SetProperty([]string{"finfault." + key}, []byte("-")))
		}
		before := h.count(labels)
		send(h, a)
		state := strings.Join([]string{h.state("provider"), h.state("category"), h.state("party"), h.state("retry")}, " ")
		if want.Outcome == catalog.OutcomeOK {
			assert.Equal(t, "- - - -", state, "case %d", i)
			assert.Equal(t, before, h.count(labels), "case %d", i)
			continue
		}
		assert.Equal(t, labels, state, "case %d", i)
		assert.Equal(t, before+1, h.count(labels), "case %d: %s", i, labels)
	}
	assert.Greater(t, passed*20, len(requests)*19, "nearly all of the corpus can come to a filter")
	t.Logf("%d of %d answers", passed, len(requests))
}
