package catalog

// Fingerprint tells the same problem from another one: verdicts with the same
// fingerprint belong into one group of an issue tracker, one alert, one line of
// a report. It may be compared and used as the key of a map.
//
// It is a hash over outcome, provider, category, party and reason. Where the
// reason speaks of a status or a sign of failure only, because nothing in the
// catalog decides on the code, the shape counts too, and the code in a form in
// which ids are blotted out. Texts, ids of requests, the retry policy and what it
// depends on (the operation, headers) do not count, nor does how the code was
// spelled, or which evidence decided, so that a rule of an overlay that changes
// no more than the retry does not tear a group apart. Of several errors in a
// body the one that decides counts.
//
// So it holds no personal data, and stays the same however the provider words
// its texts and whichever account, bank or request they are about. Fingerprints
// of different versions ([FingerprintVersion]) have nothing to do with each
// other.
type Fingerprint uint64

// FingerprintVersion is what fingerprints begin with when they are written. It
// changes whenever the same verdict would get another fingerprint than before.
const FingerprintVersion = "f1"

// Fingerprint returns the verdict's fingerprint. It allocates nothing.
func (v *Verdict) Fingerprint() Fingerprint {
	h := newHash()
	h.line(v.Outcome.String())
	h.line(v.Provider.String())
	h.line(v.Category.String())
	h.line(v.Party.String())
	h.line(v.Reason)
	if !namesProblem(v.Reason) {
		h.line(v.Shape.String())
		h.code(v.Code)
	}
	return Fingerprint(h)
}

// namesProblem reports whether a reason says which problem it is: those of the
// rows for a status ("basiq.status-400", "http.unavailable") and for a mere sign
// of failure ("failed.no-known-code") do not.
func namesProblem(reason string) bool {
	return reason != "" && !hasPrefix(reason, "http.") && !hasPrefix(reason, "failed.") && !contains(reason, ".status-")
}

// hasPrefix reports whether text begins with a lower-case prefix, in any case.
func hasPrefix(text, prefix string) bool {
	return len(text) >= len(prefix) && equalFold(text[:len(prefix)], prefix)
}

// String returns the fingerprint as it is written everywhere, such as
// "f1:1c9e05d7a3b2f846".
func (f Fingerprint) String() string { return string(f.AppendString(nil)) }

// AppendString appends what String returns to dst.
func (f Fingerprint) AppendString(dst []byte) []byte {
	return appendHex64(append(dst, FingerprintVersion+":"...), uint64(f))
}

// appendHex64 appends all 16 digits of n.
func appendHex64(dst []byte, n uint64) []byte {
	for shift := 60; shift >= 0; shift -= 4 {
		dst = append(dst, "0123456789abcdef"[n>>shift&15])
	}
	return dst
}

// hash64 is a running FNV-1a hash of 64 bits, for which there is little code in
// any language.
type hash64 uint64

func newHash() hash64 { return 0xcbf29ce484222325 }

func (h *hash64) byte(c byte) { *h = (*h ^ hash64(c)) * 0x100000001b3 }

func (h *hash64) text(s string) {
	for i := 0; i < len(s); i++ {
		h.byte(s[i])
	}
}

// line adds a text that holds no line feed, and ends it. It is not inlined: every
// copy would weigh in the WebAssembly modules.
//
//go:noinline
func (h *hash64) line(s string) {
	h.text(s)
	h.byte('\n')
}

// Unknown codes count up to this length, and words of them up to this one.
const (
	longestCode = 64
	longestWord = 32
)

// code adds a code that may hold anything: word by word in lower case, in place
// of words that may be ids a #, and of a code that is more of a text a ?.
func (h *hash64) code(code string) {
	if !looksLikeCode(code) {
		h.byte('?')
		return
	}
	separator, blotted := false, false
	for i := 0; i < len(code); {
		end := wordEnd(code, i)
		id := mayBeID(code[i:end])
		if end > i && !(id && blotted) {
			if separator {
				h.byte('-')
			}
			h.word(code[i:end], id)
			separator, blotted = true, id
		}
		i = end + 1
	}
}

// word adds a word of a code.
func (h *hash64) word(word string, id bool) {
	if id {
		h.byte('#')
		return
	}
	for i := 0; i < len(word); i++ {
		h.byte(lower(word[i]))
	}
}

// looksLikeCode reports whether code has a code's length and letters. One with
// blanks is a text: of those the wording must not count.
func looksLikeCode(code string) bool {
	for i := 0; i < len(code); i++ {
		if c := code[i]; !isSeparator(c) && !isDigit(c) && lower(c)-'a' >= 26 {
			return false
		}
	}
	return len(code) <= longestCode
}

func isSeparator(c byte) bool { return c == '-' || c == '_' || c == '.' }

func isDigit(c byte) bool { return c-'0' < 10 }

// wordEnd returns where the word that begins at start ends.
func wordEnd(code string, start int) int {
	for start < len(code) && !isSeparator(code[start]) {
		start++
	}
	return start
}

// mayBeID reports whether a word may stand for one of many: it has letters and
// digits, more than three digits, nothing but four or more hexadecimal digits,
// or is longer than words are.
func mayBeID(word string) bool {
	digits, hex := 0, 0
	for i := 0; i < len(word); i++ {
		switch c := lower(word[i]); {
		case isDigit(c):
			digits++
			hex++
		case c <= 'f':
			hex++
		}
	}
	n := len(word)
	return n > longestWord || digits > 0 && (digits < n || digits > 3) || hex == n && n > 3
}
