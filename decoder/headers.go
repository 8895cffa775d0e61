package decoder

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
)

// headers are the response headers that count.
type headers struct {
	given                                                bool // there is something to forget
	tlShouldRetry, tlTraceID, tlCorrelationID, requestID string
	date                                                 string
	// The first valid of these is the time to wait.
	retryAfter, rateLimitReset, xRateLimitReset delay
	problem                                     bool // Content-Type names a problem
	mx                                          bool // Content-Type is one of MX's own
}

// delay is a header that gives a time to wait; the first valid one of several
// of a name counts.
type delay struct{ values [2]string }

func (t *delay) add(value string) {
	if t.values[0] == "" {
		t.values[0] = value
	} else if t.values[1] == "" {
		t.values[1] = value
	}
}

// longestName is the length of the longest name of a header that counts.
const longestName = len("x-tl-correlation-id")

// wholeLines cuts a block that is too long behind the last line that is whole.
func wholeLines(block []byte) []byte {
	if len(block) <= MaxHeaders {
		return block
	}
	end := MaxHeaders
	for end > 0 && block[end-1] != '\n' {
		end--
	}
	return block[:end]
}

// read takes the headers that count out of a block of lines.
func (h *headers) read(block []byte) {
	if h.given {
		*h = headers{}
	}
	if len(block) == 0 {
		return
	}
	h.given = true
	text := unsafe.String(unsafe.SliceData(block), len(block))
	for len(text) > 0 {
		line, rest := text, ""
		if end := indexByte(text, '\n'); end >= 0 {
			line, rest = text[:end], text[end+1:]
		}
		h.line(line)
		text = rest
	}
}

// line takes a line. A name longer than the longest is none of ours; blanks may
// surround it.
func (h *headers) line(line string) {
	colon := indexByte(line, ':')
	if colon < 0 {
		return
	}
	if name := trim(line[:colon]); len(name) <= longestName {
		h.field(name, trim(line[colon+1:]))
	}
}

// field keeps a header that counts. The length of the name rules most out.
func (h *headers) field(name, value string) {
	switch len(name) {
	case len("date"):
		keepFirst(&h.date, name, "date", value)
	case len("retry-after"):
		if equalFold(name, "retry-after") {
			h.retryAfter.add(value)
		} else {
			keepFirst(&h.tlTraceID, name, "tl-trace-id", value)
		}
	case len("content-type"):
		if equalFold(name, "content-type") {
			h.problem = hasPrefixFold(value, "application/problem+json")
			h.mx = hasPrefixFold(value, "application/vnd.mx.")
		} else {
			keepFirst(&h.requestID, name, "x-request-id", value)
		}
	case len("tl-should-retry"):
		if equalFold(name, "ratelimit-reset") {
			h.rateLimitReset.add(value)
		} else {
			keepFirst(&h.tlShouldRetry, name, "tl-should-retry", value)
		}
	case len("x-ratelimit-reset"):
		if equalFold(name, "x-ratelimit-reset") {
			h.xRateLimitReset.add(value)
		}
	case len("x-tl-correlation-id"):
		keepFirst(&h.tlCorrelationID, name, "x-tl-correlation-id", value)
	}
}

func keepFirst(dst *string, name, want, value string) {
	if *dst == "" && equalFold(name, want) {
		*dst = value
	}
}

// hint returns what Tl-Should-Retry says.
func (h *headers) hint() catalog.Hint {
	switch {
	case equalFold(h.tlShouldRetry, "true"):
		return catalog.HintYes
	case equalFold(h.tlShouldRetry, "false"):
		return catalog.HintNo
	}
	return catalog.HintUnknown
}

// trueLayer reports whether one of TrueLayer's own headers is there.
func (h *headers) trueLayer() bool {
	return h.tlTraceID != "" || h.tlCorrelationID != "" || h.tlShouldRetry != ""
}

// afterMs returns the time to wait from the first header that is present and
// valid, at most a day, or 0.
func (h *headers) afterMs() uint32 {
	if h.retryAfter.values[0] == "" && h.rateLimitReset.values[0] == "" && h.xRateLimitReset.values[0] == "" {
		return 0
	}
	date, dated := parseHTTPDate(h.date)
	for _, kind := range [...]struct {
		header *delay
		read   func(value string, date int64, dated bool) (int64, bool)
	}{
		{&h.retryAfter, retryAfter},
		{&h.rateLimitReset, seconds},
		{&h.xRateLimitReset, secondsOrEpoch},
	} {
		for _, value := range kind.header.values {
			if ms, ok := kind.read(value, date, dated); ok {
				return uint32(min(ms, catalog.MaxAfterMs))
			}
		}
	}
	return 0
}

// maxSeconds is more than any time that counts: what has more digits than fit
// is cut to it, and it to a day.
const maxSeconds = int64(1) << 50

func seconds(value string, _ int64, _ bool) (int64, bool) {
	n, ok := number(value, maxSeconds)
	return n * secondMs, ok
}

// retryAfter reads seconds or a date, which is measured against Date: there is
// no clock here.
func retryAfter(value string, date int64, dated bool) (int64, bool) {
	if ms, ok := seconds(value, 0, false); ok {
		return ms, true
	}
	at, ok := parseHTTPDate(value)
	return at - date, ok && dated && at >= date
}

// secondsOrEpoch reads seconds; above 10^9 they are a time since 1970, which
// is measured against Date.
func secondsOrEpoch(value string, date int64, dated bool) (int64, bool) {
	n, ok := number(value, maxSeconds)
	switch {
	case !ok:
		return 0, false
	case n <= 1_000_000_000 || n == maxSeconds:
		return n * secondMs, true
	}
	at := n * secondMs
	return at - date, dated && at >= date
}
