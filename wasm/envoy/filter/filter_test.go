package filter

import (
	"regexp"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
)

// TestSinks: what a verdict is told to, without a text of the provider.
func TestSinks(t *testing.T) {
	p := newProxy(t, "")
	assert.Equal(t, Continue, p.ask(7, "GET basiq/users"))
	assert.Equal(t, Continue, p.answer(7, "429", false, "Retry-After", "30", "content-type", "application/json"))
	assert.Equal(t, Continue, p.body(7, tooMany[:50], false))
	assert.Zero(t, p.counted())
	assert.Equal(t, Continue, p.body(7, tooMany[50:], true))

	assert.Equal(t, map[string]int{limited: 1}, p.counters)
	assert.Equal(t, map[string]string{
		"finfault.provider": "basiq", "finfault.category": "rate_limited", "finfault.party": "app", "finfault.retry": "rate_limit",
		"finfault.action": "wait", "finfault.code": "too-many-requests", "finfault.after_ms": "30000",
	}, p.states)
	assert.Equal(t, []int{2}, p.levels)
	assert.Regexp(t, `^finfault: error provider=basiq category=rate_limited party=app retry=rate_limit automatic action=wait row=basiq-\d+ code=too-many-requests fingerprint=f1:[0-9a-f]{16} status=429 operation=read shape=basiq_errors$`, p.logged[0])
	assert.Empty(t, p.added)
	assert.Empty(t, p.replaced)
	assert.Zero(t, p.Streams())
	p.End(7)
	p.Delete(7)
	assert.Equal(t, 1, p.counted())
}

func TestSinksThatAreOff(t *testing.T) {
	p := newProxy(t, `, "metrics": false, "filter_state": false, "log": {"level": "off"}`)
	p.ask(7, "GET basiq/users")
	p.answer(7, "429", true)
	assert.Empty(t, p.counters)
	assert.Empty(t, p.states)
	assert.Empty(t, p.logged)
}

// TestLog: what makes an answer special stands behind the verdict.
func TestLog(t *testing.T) {
	p := newProxy(t, `, "log": {"level": "critical"}, "max_body": 64`)
	p.ask(1, "POST basiq/users", "idempotency-key", "k")
	p.answer(1, "500", false)
	p.body(1, `{"data":[{"code":"parameter-nonsense","detail":7}]}`, false)
	p.End(1)
	assert.Regexp(t, ` code=parameter-nonsense fingerprint=f1:[0-9a-f]{16} status=500 operation=write shape=basiq_errors drift=.*unknown_code.* broken_off$`, p.logged[0])
	assert.Equal(t, 5, p.levels[0])

	p.ask(2, "GET basiq/users")
	p.answer(2, "500", false, "content-encoding", "GZIP")
	assert.Regexp(t, ` status=500 operation=read shape=empty encoding=gzip$`, p.logged[1])

	p.ask(3, "GET basiq/users")
	p.answer(3, "500", false)
	p.body(3, strings.Repeat("<html>", 20), false)
	assert.Regexp(t, ` shape=html truncated$`, p.logged[2])
}

// TestUntouched: what costs nothing, and leaves nothing behind.
func TestUntouched(t *testing.T) {
	p := newProxy(t, `, "response_headers": {"enabled": true}, "problem": {"enabled": true}`)
	p.ask(2, "GET elsewhere/users")
	assert.Zero(t, p.Streams(), "a host that is not configured")
	calls := p.calls
	assert.Equal(t, Continue, p.answer(2, "500", false))
	assert.Equal(t, Continue, p.body(2, tooMany, true))
	p.End(2)
	assert.Equal(t, calls, p.calls, "not one call for its response")

	p.ask(3, "CONNECT basiq/")
	assert.Zero(t, p.Streams(), "a tunnel")

	for _, status := range []string{"200", "204", "302", "101", "999", "", "20", "2x0", "099"} {
		p.ask(4, "GET basiq/users")
		assert.Equal(t, 1, p.Streams())
		assert.Equal(t, Continue, p.answer(4, status, false), status)
		assert.Zero(t, p.Streams(), status)
		assert.Equal(t, Continue, p.body(4, tooMany, false))
		assert.Equal(t, Continue, p.ResponseTrailers(4))
	}
	p.ask(5, "GET basiq/users")
	p.response = nil
	assert.Equal(t, Continue, p.ResponseHeaders(5, false), "no status at all")
	assert.Zero(t, p.Streams())

	assert.Equal(t, Continue, p.ResponseHeaders(99, false), "a stream that nobody knows")
	assert.Equal(t, Continue, p.ResponseBody(99, 1, true))
	assert.Empty(t, p.counters)
	assert.Empty(t, p.added)
	assert.Empty(t, p.logged)
}

// TestWithoutBody: responses that have none are classified by their headers.
func TestWithoutBody(t *testing.T) {
	for name, run := range map[string]func(p *proxy){
		"end":  func(p *proxy) { p.ask(1, "GET basiq/"); p.answer(1, "429", true) },
		"HEAD": func(p *proxy) { p.ask(1, "HEAD basiq/"); p.answer(1, "429", false) },
		"events": func(p *proxy) {
			p.ask(1, "GET basiq/")
			p.answer(1, "429", false, "content-type", "text/event-stream; charset=utf-8")
		},
		"gzip": func(p *proxy) { p.ask(1, "GET basiq/"); p.answer(1, "429", false, "content-encoding", "gzip") },
	} {
		p := newProxy(t, `, "response_headers": {"enabled": true, "prefix": "x-"}`)
		run(p)
		assert.Equal(t, map[string]int{limited: 1}, p.counters, name)
		assert.Equal(t, "rate_limited", p.added["x-category"], name)
		assert.Zero(t, p.Streams(), name)
	}
	for _, status := range []string{"204", "304"} {
		p := newProxy(t, `, "statuses": ["3xx"]`)
		p.ask(1, "GET basiq/jobs")
		assert.Equal(t, Continue, p.answer(1, status, false))
		assert.Zero(t, p.Streams(), status)
	}
}

// TestSuccess: failures hide in 2xx, on the paths that are configured; a
// success is told to nobody.
func TestSuccess(t *testing.T) {
	p := newProxy(t, "")
	failed := `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"failed","result":{"type":"error","code":"invalid-credentials"}}]}`
	pending := `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"in-progress"}]}`
	done := `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"success"}]}`
	for _, body := range []string{failed, pending, done} {
		p.ask(1, "GET basiq/jobs/1")
		p.answer(1, "200", false)
		p.body(1, body, true)
	}
	assert.Equal(t, map[string]int{
		"finfault_responses.provider.basiq.category.user_credentials_invalid.party.end_user.retry.after_user": 1,
		"finfault_responses.provider.basiq.category.none.party.unknown.retry.poll":                            1,
	}, p.counters)
	assert.Len(t, p.logged, 2)
}

// TestRequest: what the request says reaches the verdict.
func TestRequest(t *testing.T) {
	for request, want := range map[string]string{
		"GET basiq/users":  "automatic",
		"POST basiq/users": "operation=write",
		"GET basiq/token":  "operation=token",
	} {
		p := newProxy(t, "")
		p.ask(1, request)
		p.answer(1, "503", true)
		assert.Contains(t, p.logged[0], want)
		assert.Equal(t, request == "GET basiq/users", strings.Contains(p.logged[0], " automatic "), p.logged[0])
	}
	for _, key := range []string{"idempotency-key", "x-idempotency-key", "x-sp-idempotency-key"} {
		p := newProxy(t, "")
		p.ask(1, "POST basiq/users", key, "k")
		p.answer(1, "503", true)
		assert.Contains(t, p.logged[0], " automatic ", key)
	}
}

// TestClusters: they are asked for where no host fits, in both forms.
func TestClusters(t *testing.T) {
	for _, property := range []string{"cluster_name", "xds\x00cluster_name"} {
		p := newProxy(t, "")
		p.properties = map[string]string{property: "mx-cluster"}
		p.ask(1, "GET 10.0.0.1/x")
		p.answer(1, "429", true)
		assert.Contains(t, p.logged[0], "provider=mx")
		p.properties[property] = "another"
		p.ask(2, "GET 10.0.0.1/x")
		assert.Zero(t, p.Streams())
	}
}

// TestInterim: informational responses are followed by the one that counts.
func TestInterim(t *testing.T) {
	p := newProxy(t, "")
	p.ask(1, "GET basiq/")
	assert.Equal(t, Continue, p.answer(1, "100", false))
	assert.Equal(t, Continue, p.answer(1, "103", false))
	p.answer(1, "429", true)
	assert.Equal(t, 1, p.counted())
}

// TestHeaders: the response is held back until they are there.
func TestHeaders(t *testing.T) {
	for name, end := range map[string]func(p *proxy) Action{
		"body":     func(p *proxy) Action { return p.body(1, tooMany, true) },
		"trailers": func(p *proxy) Action { p.body(1, tooMany, false); return p.ResponseTrailers(1) },
		"pieces": func(p *proxy) Action {
			for i := 1; i < len(tooMany); i++ {
				assert.Equal(t, Pause, p.body(1, tooMany[:i], false))
			}
			return p.body(1, tooMany, true)
		},
	} {
		p := newProxy(t, `, "response_headers": {"enabled": true}`)
		p.ask(1, "GET basiq/")
		assert.Equal(t, Pause, p.answer(1, "429", false, "retry-after", "1"), name)
		assert.Equal(t, Continue, end(p), name)
		assert.Equal(t, map[string]string{
			"x-finfault-provider": "basiq", "x-finfault-category": "rate_limited", "x-finfault-party": "app", "x-finfault-retry": "rate_limit",
			"x-finfault-action": "wait", "x-finfault-code": "too-many-requests", "x-finfault-retry-after-ms": "1000",
		}, p.added, name)
		assert.Empty(t, p.removed)
		assert.Empty(t, p.replaced)
		assert.Zero(t, p.Streams())
	}
	p := newProxy(t, `, "response_headers": {"enabled": true}`)
	p.ask(1, "GET basiq/")
	p.answer(1, "400", false)
	p.body(1, strings.Replace(tooMany, "too-many-requests", "jane-doe", 1), true)
	assert.Equal(t, map[string]bool{"x-finfault-code": true, "x-finfault-retry-after-ms": true}, p.removed, "what the provider sent under our names goes")
	assert.NotContains(t, p.added, "x-finfault-code")
}

// TestCap: what goes on behind the cap is not looked at and not waited for.
func TestCap(t *testing.T) {
	for _, members := range []string{`, "max_body": 100`, `, "max_body": 100, "response_headers": {"enabled": true}`} {
		p := newProxy(t, members)
		p.ask(1, "GET basiq/")
		p.answer(1, "429", false)
		p.body(1, tooMany[:100], false)
		assert.Zero(t, p.counted(), "it may end here")
		if p.streams.get(1).holds() {
			assert.Equal(t, Continue, p.body(1, tooMany[:101], false))
		} else {
			assert.Equal(t, Continue, p.body(1, tooMany[100:101], false))
		}
		assert.Equal(t, 1, p.counted())
		assert.Contains(t, p.logged[0], " truncated")
		assert.Zero(t, p.Streams())
		calls := p.calls
		assert.Equal(t, Continue, p.body(1, tooMany, true))
		assert.Equal(t, calls, p.calls, "the rest is not copied")
	}
	p := newProxy(t, `, "max_body": 10`)
	p.ask(1, "GET basiq/")
	p.answer(1, "429", false)
	p.body(1, `{"data":1}`, true)
	assert.NotContains(t, p.logged[0], "truncated")
}

// TestBrokenOff: a response that breaks off is counted with what came of it.
func TestBrokenOff(t *testing.T) {
	for name, end := range map[string]func(*proxy){"done": func(p *proxy) { p.End(1) }, "delete": func(p *proxy) { p.Delete(1) }} {
		for _, members := range []string{"", `, "response_headers": {"enabled": true}`, `, "problem": {"enabled": true}`} {
			p := newProxy(t, members)
			p.ask(1, "GET basiq/")
			p.answer(1, "429", false)
			p.body(1, tooMany[:100], false)
			end(p)
			end(p)
			assert.Equal(t, map[string]int{limited: 1}, p.counters, name)
			assert.Contains(t, p.logged[0], "broken_off")
			assert.Empty(t, p.added, "its headers have left or never will")
			assert.Empty(t, p.replaced)
			assert.Zero(t, p.Streams())
		}
		p := newProxy(t, "")
		p.ask(1, "GET basiq/")
		end(p)
		assert.Zero(t, p.counted(), "no response at all")
		assert.Zero(t, p.Streams())
	}
}

// TestPlaces: each place has its own configuration, in whatever order their
// streams come.
func TestPlaces(t *testing.T) {
	p := newProxy(t, "")
	p.configure(2, `{"providers": [{"provider": "mx", "hosts": ["basiq"]}]}`)
	p.asked = map[string]string{":method": "GET", ":authority": "basiq", ":path": "/"}
	for id := uint32(10); id < 20; id++ {
		p.Create(id, 1+id%2)
	}
	for id := uint32(19); id >= 10; id-- {
		assert.Equal(t, Continue, p.ResponseHeaders(id, true), "no request yet")
		p.RequestHeaders(id)
	}
	for id := uint32(10); id < 20; id++ {
		p.answer(id, "429", true)
		assert.Contains(t, p.logged[id-10], map[uint32]string{0: "provider=basiq", 1: "provider=mx"}[id%2])
	}
	p.Create(20, 2)
	p.Create(21, 1)
	p.End(20)
	p.End(21)
	assert.Zero(t, p.Streams(), "streams without requests")

	p.Delete(2)
	p.Create(22, 2)
	p.ask(23, "GET basiq/")
	p.answer(23, "429", true)
	assert.Contains(t, p.logged[10], "provider=basiq")
	p.Delete(1)
	p.ask(24, "GET basiq/")
	assert.Zero(t, p.Streams(), "no place is left")
}

// TestManyBegin: with one place it does not matter how many streams are
// created before their requests come.
func TestManyBegin(t *testing.T) {
	p := newProxy(t, "")
	for id := uint32(10); id < 20; id++ {
		p.Create(id, 1)
	}
	assert.Zero(t, p.Streams())
	p.asked = map[string]string{":method": "GET", ":authority": "basiq", ":path": "/"}
	for id := uint32(10); id < 20; id++ {
		p.RequestHeaders(id)
	}
	assert.Equal(t, 10, p.Streams())
}

// TestEachPieceForItself: a host that holds a response back and still hands out
// each piece for itself gets the same verdict.
func TestEachPieceForItself(t *testing.T) {
	p := newProxy(t, `, "response_headers": {"enabled": true}`)
	p.ask(1, "GET basiq/")
	p.answer(1, "429", false)
	p.body(1, tooMany[:100], false)
	p.body(1, tooMany[100:], true)
	assert.Equal(t, "too-many-requests", p.added["x-finfault-code"])
}

// TestLongHeaders: their memory is not kept.
func TestLongHeaders(t *testing.T) {
	p := newProxy(t, "")
	p.ask(1, "GET basiq/")
	p.answer(1, "429", true, "date", strings.Repeat("x", 2*keptHeaders))
	assert.Zero(t, cap(p.idle[0].headers))
	p.ask(2, "GET basiq/")
	p.answer(2, "429", true, "date", "x")
	assert.NotZero(t, cap(p.idle[0].headers))
}

// TestReconfigure: streams that have begun go on as they were.
func TestReconfigure(t *testing.T) {
	p := newProxy(t, "")
	p.ask(1, "GET basiq/")
	p.configure(1, `{"providers": [{"provider": "mx", "hosts": ["basiq"]}]}`)
	p.ask(2, "GET basiq/")
	p.answer(1, "429", true)
	p.answer(2, "429", true)
	assert.Contains(t, p.logged[0], "provider=basiq")
	assert.Contains(t, p.logged[1], "provider=mx")
}

// TestWrongConfiguration: it is refused, with one line.
func TestWrongConfiguration(t *testing.T) {
	h := newFake()
	f := New(h)
	h.configuration = []byte(`{"providers": [{"provider": "basic"}]}`)
	assert.False(t, f.Configure(1, len(h.configuration)))
	assert.Equal(t, []string{`finfault: configuration: providers[0].provider: "basic" is not allowed: one of unknown, basiq, synapse, truelayer or mx`}, h.logged)
	assert.Equal(t, []int{5}, h.levels)
	h.failing = map[string]bool{"Configuration": true}
	assert.False(t, f.Configure(1, 1))
	assert.Equal(t, Continue, f.RequestHeaders(5))
}

// TestHostFails: whatever the host refuses, the stream goes on.
func TestHostFails(t *testing.T) {
	methods := []string{"RequestHeader", "ResponseHeader", "ResponseHeaders", "SetResponseHeader", "RemoveResponseHeader", "AppendBody", "ReplaceBody", "Property", "SetProperty", "DefineCounter"}
	for _, method := range methods {
		p := newProxy(t, `, "response_headers": {"enabled": true}, "problem": {"enabled": true}`)
		p.failing = map[string]bool{method: true}
		p.ask(1, "GET basiq/")
		p.answer(1, "429", false)
		assert.Equal(t, Continue, p.body(1, tooMany, true), method)
		assert.Zero(t, p.Streams(), method)
		if method == "ReplaceBody" {
			assert.NotContains(t, p.added, "content-type", "the headers go with the body")
		}
		if method == "AppendBody" {
			assert.Contains(t, p.logged[0], "shape=empty")
		}
	}
}

// TestPanic: a fault in the decoder costs a verdict, not the stream.
func TestPanic(t *testing.T) {
	p := newProxy(t, `, "response_headers": {"enabled": true}`)
	p.decoder = nil
	p.ask(1, "GET basiq/")
	p.answer(1, "429", false)
	assert.Equal(t, Continue, p.body(1, tooMany, true))
	assert.Equal(t, []string{"finfault: the decoder has failed; the response passes unclassified"}, p.logged)
	p.ask(2, "GET basiq/")
	p.answer(2, "429", false)
	p.body(2, tooMany, true)
	assert.Equal(t, map[string]int{limited: 1}, p.counters)
}

// TestLabels: every verdict has a counter, whose labels are those of the
// vocabulary, and each is defined once.
func TestLabels(t *testing.T) {
	assert.Empty(t, catalog.Provider(numProviders).String())
	assert.Empty(t, catalog.Party(numParties).String())
	assert.Empty(t, catalog.Policy(numPolicies).String())
	assert.NotEmpty(t, catalog.Provider(numProviders-1).String()+catalog.Party(numParties-1).String()+catalog.Policy(numPolicies-1).String())

	p := newProxy(t, "")
	want := regexp.MustCompile(`^finfault_responses\.provider\.[a-z]+\.category\.[a-z_]+\.party\.[a-z_]+\.retry\.[a-z_]+$`)
	for provider := range catalog.Provider(numProviders) {
		for category := range catalog.Category(numCategories) {
			if category == catalog.NumCategories {
				category = catalog.None
			}
			for policy := catalog.Poll; policy < numPolicies; policy++ {
				v := catalog.Verdict{Provider: provider, Category: category, Party: catalog.Party(policy) % numParties, Retry: catalog.Retry{Policy: policy}}
				p.count(&v)
				p.count(&v)
			}
		}
	}
	assert.Len(t, p.names, numProviders*numCategories*(numPolicies-1))
	for _, name := range p.names {
		assert.Equal(t, 2, p.counters[name], name)
		assert.Regexp(t, want, name)
	}
	p.count(&catalog.Verdict{Provider: 250, Category: 250, Party: 250})
	assert.Len(t, p.names, len(p.counters))
}
