package hosttest

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/proxytest"
	"github.com/tetratelabs/proxy-wasm-go-sdk/proxywasm/types"
)

// limit is a response that says that there were too many requests.
func limit(headers ...[2]string) answer {
	return answer{target: "api.basiq.example:443/users", status: 429, headers: headers, body: []byte(tooMany)}
}

func TestSinks(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	id := h.pass(limit([2]string{"Retry-After", "30"}))
	assert.EqualValues(t, 1, h.count(limited))
	for key, want := range map[string]string{
		"provider": "basiq", "category": "rate_limited", "party": "app", "retry": "rate_limit", "action": "wait", "code": "too-many-requests", "after_ms": "30000",
	} {
		assert.Equal(t, want, h.state(key))
	}
	logs := h.GetInfoLogs()
	require.Len(t, logs, 1)
	assert.Regexp(t, `^finfault: error provider=basiq category=rate_limited party=app retry=rate_limit automatic action=wait row=\S+ code=too-many-requests fingerprint=f1:[0-9a-f]{16} status=429 operation=read shape=basiq_errors$`, logs[0])
	assert.Len(t, h.GetCurrentResponseHeaders(id), 2, "none was added")
	assert.Equal(t, tooMany, string(h.GetCurrentResponseBody(id)))
}

// TestUntouched: what is of no interest is not even looked at.
func TestUntouched(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "response_headers": {"enabled": true}, "problem": {"enabled": true}`))
	defer end()
	for _, a := range []answer{
		{target: "elsewhere.example/users", status: 500, body: []byte(tooMany)},
		{target: "basiq.example/users", status: 200, body: []byte(tooMany)},
		{target: "basiq.example/users", status: 101, body: []byte("\x81\x05hello")},
		{target: "basiq.example:443/", method: "CONNECT", status: 502, body: []byte("x")},
	} {
		id, action := h.ask(a)
		assert.Equal(t, types.ActionContinue, action)
		assert.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, a.body, false))
		assert.Equal(t, a.body, h.GetCurrentResponseBody(id))
		h.CompleteHttpContext(id)
		assert.Len(t, h.GetCurrentResponseHeaders(id), 1)
	}
	id := h.InitializeHttpContext()
	h.CallOnRequestHeaders(id, [][2]string{{":authority", "basiq.example"}}, true)
	assert.Equal(t, types.ActionContinue, h.CallOnResponseHeaders(id, [][2]string{{"x", "y"}}, false), "no :status")
	h.CompleteHttpContext(id)
	assert.Empty(t, h.state("category"))
	assert.Empty(t, h.GetInfoLogs())
}

// TestWithoutBody: 204 and 304 have none, nor has any response to HEAD.
func TestWithoutBody(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "statuses": ["3xx", "4xx"], "response_headers": {"enabled": true}`))
	defer end()
	head := limit()
	head.method = "HEAD"
	id, action := h.ask(head)
	assert.Equal(t, types.ActionContinue, action)
	assert.Equal(t, "rate_limited", h.header(id, "x-finfault-category"))

	id = h.InitializeHttpContext()
	h.CallOnRequestHeaders(id, [][2]string{{":authority", "basiq.example"}, {":method", "GET"}}, true)
	assert.Equal(t, types.ActionContinue, h.CallOnResponseHeaders(id, [][2]string{{":status", "429"}}, true))
	assert.EqualValues(t, 2, h.count(limited))

	_, action = h.ask(answer{target: "basiq.example/jobs/1", status: 204})
	assert.Equal(t, types.ActionContinue, action)
	_, action = h.ask(answer{target: "basiq.example/users", status: 304})
	assert.Equal(t, types.ActionContinue, action)
	assert.EqualValues(t, 2, h.count(limited))
}

// TestCompressed: status and headers decide, and the log says why.
func TestCompressed(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	a := limit([2]string{"content-encoding", "gzip"}, [2]string{"retry-after", "5"})
	a.body = []byte("\x1f\x8b\x08 whatever")
	id := h.pass(a)
	assert.EqualValues(t, 1, h.count(limited))
	assert.Equal(t, "5000", h.state("after_ms"))
	assert.Contains(t, h.GetInfoLogs()[0], " encoding=gzip")
	assert.Equal(t, a.body, h.GetCurrentResponseBody(id))
}

// TestCap: a body without end is classified at the cap, and no longer copied.
func TestCap(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "max_body": 1000`))
	defer end()
	id, _ := h.ask(limit())
	for range 100 {
		require.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, []byte(strings.Repeat(" ", 99)), false))
	}
	assert.EqualValues(t, 1, h.count(limited))
	h.CompleteHttpContext(id)
	assert.EqualValues(t, 1, h.count(limited))
	require.Len(t, h.GetInfoLogs(), 1)
	assert.Contains(t, h.GetInfoLogs()[0], " truncated")
}

// TestLargeBody: one that is larger than what the module keeps for the host's
// reads.
func TestLargeBody(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "max_body": 1048576`))
	defer end()
	a := limit()
	a.body = []byte(strings.Repeat(" ", 1<<20-len(tooMany)) + tooMany)
	h.pass(a)
	assert.EqualValues(t, 1, h.count(limited))
	assert.Equal(t, "too-many-requests", h.state("code"))
	assert.NotContains(t, h.GetInfoLogs()[0], "truncated")
}

// TestManyHeaders: so are headers.
func TestManyHeaders(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	a := limit()
	for i := range 500 {
		a.headers = append(a.headers, [2]string{"x-" + strconv.Itoa(i), strings.Repeat("v", 1000)})
	}
	a.headers = append(a.headers, [2]string{"retry-after", "7"})
	for range 3 {
		h.pass(a)
		assert.Equal(t, "7000", h.state("after_ms"))
	}
}

// TestInterim: the final response follows.
func TestInterim(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	id, action := h.ask(answer{target: "basiq.example/", status: 103})
	assert.Equal(t, types.ActionContinue, action)
	h.CallOnResponseHeaders(id, [][2]string{{":status", "429"}}, true)
	assert.EqualValues(t, 1, h.count(limited))
}

// TestSuccess: jobs fail with 200.
func TestSuccess(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	failed := `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"failed","result":{"type":"error","code":"invalid-credentials"}}]}`
	h.pass(answer{target: "basiq.example/jobs/1", status: 200, body: []byte(failed)})
	h.pass(answer{target: "basiq.example/other/1", status: 200, body: []byte(failed)})
	assert.EqualValues(t, 1, h.count("basiq user_credentials_invalid end_user after_user"))
}

// TestOperation: what the request was for changes the verdict.
func TestOperation(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	for _, c := range []struct {
		answer
		operation string
		automatic bool
	}{
		{answer{method: "POST", target: "basiq.example/users/1/connections"}, "login", false},
		{answer{method: "GET", target: "basiq.example/users/1/connections"}, "read", true},
		{answer{method: "POST", target: "basiq.example/users"}, "write", false},
		{answer{method: "POST", target: "basiq.example/users", request: [][2]string{{"Idempotency-Key", "k"}}}, "write", true},
	} {
		c.status = 503
		h.pass(c.answer)
		logs := h.GetInfoLogs()
		line := logs[len(logs)-1]
		assert.Contains(t, line, " operation="+c.operation+" ")
		assert.Equal(t, c.automatic, strings.Contains(line, " automatic "), line)
	}
}

// TestCluster: the cluster tells where the host does not.
func TestCluster(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(""))
	defer end()
	require.NoError(t, h.SetProperty([]string{"cluster_name"}, []byte("mx-cluster")))
	h.pass(answer{target: "10.1.2.3/users", status: 429})
	assert.EqualValues(t, 1, h.count("mx rate_limited app rate_limit"))
}

// TestResponseHeaders: the response waits for the end of its body. What the
// provider sends under our names does not get through.
func TestResponseHeaders(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "response_headers": {"enabled": true}`))
	defer end()
	id, action := h.ask(limit([2]string{"X-Finfault-Category", "none"}, [2]string{"x-finfault-retry-after-ms", "1"}))
	assert.Equal(t, types.ActionPause, action)
	assert.Equal(t, types.ActionPause, h.CallOnResponseBody(id, []byte(tooMany[:40]), false))
	assert.Equal(t, "none", h.header(id, "x-finfault-category"))
	assert.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, []byte(tooMany[40:]), true))
	for name, want := range map[string]string{
		"provider": "basiq", "category": "rate_limited", "party": "app", "retry": "rate_limit", "action": "wait", "code": "too-many-requests", "retry-after-ms": "",
	} {
		assert.Equal(t, want, h.header(id, "x-finfault-"+name), name)
	}
	assert.Equal(t, tooMany, string(h.GetCurrentResponseBody(id)))
	h.CompleteHttpContext(id)
	assert.EqualValues(t, 1, h.count(limited))

	id, _ = h.ask(limit())
	h.CallOnResponseBody(id, []byte(tooMany), false)
	assert.Equal(t, types.ActionContinue, h.CallOnResponseTrailers(id, nil))
	assert.Equal(t, "too-many-requests", h.header(id, "x-finfault-code"))
}

func TestProblem(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "problem": {"enabled": true}`))
	defer end()
	a := limit([2]string{"content-type", "text/plain"}, [2]string{"content-length", strconv.Itoa(len(tooMany))}, [2]string{"etag", "x"}, [2]string{"retry-after", "5"})
	id, action := h.ask(a)
	assert.Equal(t, types.ActionPause, action)
	assert.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, a.body, true))
	body := h.GetCurrentResponseBody(id)
	var document map[string]any
	require.NoError(t, json.Unmarshal(body, &document), string(body))
	assert.Equal(t, "urn:finfault:category:rate_limited", document["type"])
	assert.Equal(t, "We are very busy right now", document["title"])
	assert.EqualValues(t, 429, document["status"])
	assert.Equal(t, "too-many-requests", document["code"])
	assert.EqualValues(t, 5000, document["retry"].(map[string]any)["after_ms"])
	assert.NotContains(t, string(body), "Private")
	assert.NotContains(t, string(body), "Jane")
	assert.Equal(t, "application/problem+json", h.header(id, "content-type"))
	assert.Equal(t, strconv.Itoa(len(body)), h.header(id, "content-length"))
	assert.Empty(t, h.header(id, "etag"))
	assert.Empty(t, h.header(id, "x-finfault-category"))
}

func TestProblemWithTexts(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "problem": {"enabled": true, "personal": true}`))
	defer end()
	id, _ := h.ask(limit())
	h.CallOnResponseBody(id, []byte(tooMany), true)
	assert.Contains(t, string(h.GetCurrentResponseBody(id)), `"detail":"Jane Doe"`)
}

// TestProblemOfLong: the document stands alone, whatever follows the cap.
func TestProblemOfLong(t *testing.T) {
	h, end := start(t, filterModule(t), configuration(`, "problem": {"enabled": true}, "max_body": 100`))
	defer end()
	id, _ := h.ask(limit())
	assert.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, []byte(tooMany), false))
	assert.True(t, json.Valid(h.GetCurrentResponseBody(id)))
	assert.Contains(t, string(h.GetCurrentResponseBody(id)), `"truncated":true`)
	for _, last := range []bool{false, true} {
		assert.Equal(t, types.ActionContinue, h.CallOnResponseBody(id, []byte("more"), last))
		assert.Empty(t, h.GetCurrentResponseBody(id))
	}
}

// TestConfigurationErrors: the proxy does not start, and says why in one line.
func TestConfigurationErrors(t *testing.T) {
	vm, err := proxytest.NewWasmVMContext(filterModule(t))
	require.NoError(t, err)
	defer vm.Close()
	for text, want := range map[string]string{
		``:                        "line 1, column 1: no JSON: a value is expected",
		`{}`:                      "providers: the key is missing: it is a list",
		configuration(`, "a": 1`): "a: there is no such key: it is providers, statuses, max_body, overlay, metrics, filter_state, log, response_headers or problem",
		configuration(`, "log": {"level": "loud"}`): `log.level: "loud" is not allowed: one of off, trace, debug, info, warn, error or critical`,
		strings.Repeat(" ", 200_000):                "line 1, column 200001: no JSON: a value is expected",
	} {
		h, reset := load(t, vm, text)
		assert.Equal(t, types.OnPluginStartStatusFailed, h.StartPlugin())
		assert.Equal(t, []string{"finfault: configuration: " + want}, h.GetCriticalLogs())
		id := h.InitializeHttpContext()
		assert.Equal(t, types.ActionContinue, h.CallOnRequestHeaders(id, [][2]string{{":authority", "basiq.example"}}, true))
		assert.Equal(t, types.ActionContinue, h.CallOnResponseHeaders(id, [][2]string{{":status", "500"}}, false))
		h.CompleteHttpContext(id)
		reset()
	}
}
