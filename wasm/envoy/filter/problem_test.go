package filter

import (
	"encoding/json"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// document returns the only document that was put in place of a body.
func (p *proxy) problem() (document map[string]any) {
	require.Len(p.t, p.replaced, 1)
	require.NoError(p.t, json.Unmarshal([]byte(p.replaced[0]), &document))
	return document
}

const odd = `{"data":[{"code":"too-many-requests","title":"Private title","detail":"Jane Doe","source":{"parameter":"jane"}},{"code":"jane-doe","title":"x","detail":"y"}],"correlationId":"trace"}`

func TestProblem(t *testing.T) {
	p := newProxy(t, `, "problem": {"enabled": true}`)
	p.ask(1, "GET basiq/")
	assert.Equal(t, Pause, p.answer(1, "429", false, "content-type", "text/html", "retry-after", "2"))
	assert.Equal(t, Continue, p.body(1, odd, true))
	d := p.problem()
	assert.Equal(t, "urn:finfault:category:"+d["category"].(string), d["type"])
	assert.NotEmpty(t, d["title"])
	assert.EqualValues(t, 429, d["status"])
	assert.Equal(t, "basiq", d["provider"])
	assert.Equal(t, "error", d["outcome"])
	for _, private := range []string{"Private", "Jane", "jane", "trace"} {
		assert.NotContains(t, p.replaced[0], private)
	}
	assert.Equal(t, "application/problem+json", p.added["content-type"])
	assert.Equal(t, len(p.replaced[0]), atoi(p.added["content-length"]))
	assert.True(t, p.removed["content-encoding"])
	assert.True(t, p.removed["etag"])
	assert.NotContains(t, p.added, "x-finfault-category", "not configured")
	assert.Zero(t, p.Streams())
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

func TestProblemWithTexts(t *testing.T) {
	p := newProxy(t, `, "problem": {"enabled": true, "personal": true}`)
	p.ask(1, "GET basiq/")
	p.answer(1, "429", false)
	p.body(1, tooMany, true)
	d := p.problem()
	assert.Equal(t, "Private title", d["provider_title"])
	assert.Equal(t, "Jane Doe", d["detail"])
	assert.Equal(t, "too-many-requests", d["code"])
	assert.Equal(t, "We are very busy right now", d["title"])
}

// TestProblemOfCompressed: what cannot be read is replaced all the same.
func TestProblemOfCompressed(t *testing.T) {
	p := newProxy(t, `, "problem": {"enabled": true}`)
	p.ask(1, "GET basiq/")
	assert.Equal(t, Pause, p.answer(1, "429", false, "content-encoding", "gzip"))
	assert.Equal(t, Continue, p.body(1, "\x1f\x8b\x08", true))
	assert.Equal(t, "rate_limited", p.problem()["category"])
	assert.True(t, p.removed["content-encoding"])
}

// TestProblemOfLong: what follows the cap goes.
func TestProblemOfLong(t *testing.T) {
	p := newProxy(t, `, "problem": {"enabled": true}, "max_body": 10`)
	for name, end := range map[string]func(){"body": func() { p.body(1, "last", true) }, "trailers": func() { p.ResponseTrailers(1) }, "reset": func() { p.End(1) }} {
		p.replaced = nil
		p.ask(1, "GET basiq/")
		p.answer(1, "503", false)
		assert.Equal(t, Continue, p.body(1, "0123456789a", false))
		assert.Equal(t, true, p.problem()["truncated"])
		assert.Equal(t, Continue, p.body(1, "more", false))
		assert.Equal(t, "", p.replaced[1])
		assert.Equal(t, 1, p.Streams())
		end()
		assert.Zero(t, p.Streams(), name)
	}
}

// TestNoProblem: bodies that stay as they are.
func TestNoProblem(t *testing.T) {
	p := newProxy(t, `, "problem": {"enabled": true}, "statuses": ["3xx", "4xx"]`)
	failed := `{"type":"job","id":"j","steps":[{"title":"verify-credentials","status":"failed","result":{"type":"error","code":"invalid-credentials"}}]}`
	for _, status := range []string{"200", "300"} {
		p.ask(1, "GET basiq/jobs/1")
		assert.Equal(t, Pause, p.answer(1, status, false))
		p.body(1, failed, true)
	}
	assert.Equal(t, 2, p.counted())
	p.ask(1, "HEAD basiq/")
	p.answer(1, "404", false)
	assert.Empty(t, p.replaced)
	assert.Empty(t, p.added)

	p.ask(1, "GET mx/")
	p.answer(1, "409", false)
	p.body(1, `{"message": "Another job is already running for this member"}`, true)
	assert.Contains(t, p.logged[len(p.logged)-1], "finfault: pending ")
	assert.Empty(t, p.replaced)
}

// TestTitles: titles stand in the document as they are, without escapes.
func TestTitles(t *testing.T) {
	for c := range catalog.Category(catalog.NumCategories) {
		title := words.EnglishTitle(c)
		assert.Equal(t, `"`+title+`"`, string(catalog.AppendJSONString(nil, title)), c)
	}
}
