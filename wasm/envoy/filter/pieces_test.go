package filter

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzPieces: however a body is cut, the verdict is that on the whole of it;
// what else a host does between the pieces changes nothing and breaks nothing.
func FuzzPieces(f *testing.F) {
	f.Add([]byte(tooMany), []byte{1, 2, 3}, uint16(429), "retry-after", "30", byte(0))
	f.Add([]byte(odd), []byte{0, 255, 7}, uint16(500), "content-type", "text/html", byte(1))
	f.Add([]byte(`<html>`), []byte{}, uint16(503), "content-encoding", "gzip", byte(2))
	f.Add([]byte(`{"data":[{"code":"x"`), []byte{10}, uint16(404), "tl-should-retry", "true", byte(7))
	f.Add([]byte(``), []byte{0, 0}, uint16(200), "", "", byte(8))
	f.Fuzz(func(t *testing.T, body, cuts []byte, status uint16, name, value string, how byte) {
		members := ""
		if how&1 != 0 {
			members += `, "response_headers": {"enabled": true}`
		}
		if how&2 != 0 {
			members += `, "problem": {"enabled": true}`
		}
		p := newProxy(t, members+`, "max_body": 512`)
		number := 100 + int(status)%500
		p.ask(1, "GET basiq/jobs")
		action := p.answer(1, string(appendDecimal(nil, uint32(number))), how&4 != 0 && len(body) == 0, name, value)
		classified := number >= 400 || number >= 200 && number < 300
		assert.Equal(t, action == Pause, classified && p.Streams() == 1 && p.streams.get(1).holds())
		s := p.streams.get(1)
		readable := s != nil && s.encoding == identity
		p.send(body, cuts, how&8 == 0)
		p.End(1)
		assert.Zero(t, p.Streams())
		if !classified || !readable || how&8 != 0 {
			return
		}
		req := decoder.Request{Provider: catalog.Basiq, Status: number, Operation: catalog.Read, Idempotent: true, Headers: []byte(name + ": " + value), Body: body[:min(len(body), 512)]}
		want := decoder.Classify(&req)
		if want.Outcome == catalog.OutcomeOK {
			assert.Zero(t, p.counted())
			return
		}
		assert.Equal(t, map[string]int{string(AppendCounter(nil, &want)): 1}, p.counters)
	})
}

// send has a body arrive in pieces, and breaks off where it must not end.
func (p *proxy) send(body, cuts []byte, ends bool) {
	at, from := 0, 0
	for _, n := range cuts {
		next := min(at+int(n), len(body))
		p.piece = body[from:next]
		paused := p.ResponseBody(1, next-from, false) == Pause
		at = next
		if !paused { // what the host has held back is on its way
			from = at
		}
	}
	if ends {
		p.piece = body[from:]
		require.Equal(p.t, Continue, p.ResponseBody(1, len(body)-from, true))
	}
}
