package catalog

import "math/bits"

// Texts of providers are matched without regard to ASCII case, and only in
// their first textLimit bytes: documented texts are short, and a hostile one
// must not cost more than reading it once.
const textLimit = 4096

func lower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// containsAny reports whether text contains one of the lower-case patterns.
func containsAny(text string, patterns []string) bool {
	if len(text) > textLimit {
		text = text[:textLimit]
	}
	if len(patterns) > 4 {
		return containsOneOfMany(text, patterns)
	}
	for _, p := range patterns {
		if contains(text, p) {
			return true
		}
	}
	return false
}

// contains looks at eight bytes at a time for the one with which the pattern
// begins. Setting the bit that tells the case may let a byte through that is
// no letter, never keep one out.
func contains(text, pattern string) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	if len(text) < 8 {
		return containsShort(text, pattern)
	}
	first := uint64(pattern[0]|0x20) * ones
	last := len(text) - len(pattern)
	for i := 0; i <= last; i += 8 {
		i = min(i, len(text)-8) // the last step overlaps the one before
		x := (load64(text[i:i+8]) | 0x20*ones) ^ first
		for m := (x - ones) &^ x & highs; m != 0; m &= m - 1 {
			at := i + bits.TrailingZeros64(m)>>3
			if at <= last && equalFold(text[at:at+len(pattern)], pattern) {
				return true
			}
		}
	}
	return false
}

// containsShort is contains for texts of less than eight bytes.
func containsShort(text, pattern string) bool {
	for i := 0; i+len(pattern) <= len(text); i++ {
		if equalFold(text[i:i+len(pattern)], pattern) {
			return true
		}
	}
	return false
}

// load64 returns eight bytes, the first one lowest; compilers make one load of it.
func load64(b string) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// same reports whether two texts are equal. Comparing them as strings is a call
// that costs more than these loads where texts have few bytes.
func same(a, b string) bool {
	n := len(a)
	if n != len(b) || n < 8 {
		return a == b
	}
	for i := 0; i+8 < n; i += 8 {
		if load64(a[i:i+8]) != load64(b[i:i+8]) {
			return false
		}
	}
	return load64(a[n-8:]) == load64(b[n-8:])
}

// containsOneOfMany goes through text once, and on only where one of the
// patterns may begin.
func containsOneOfMany(text string, patterns []string) bool {
	var first [4]uint64 // the bytes with which patterns begin, a bit each
	for _, p := range patterns {
		first[p[0]>>6] |= 1 << (p[0] & 63)
	}
	for i := 0; i < len(text); i++ {
		c := lower(text[i])
		if first[c>>6]>>(c&63)&1 == 1 && beginsWithAny(text[i:], c, patterns) {
			return true
		}
	}
	return false
}

// beginsWithAny reports whether text, of which c is the first byte in lower
// case, begins with one of the patterns.
func beginsWithAny(text string, c byte, patterns []string) bool {
	for _, p := range patterns {
		if p[0] == c && len(text) >= len(p) && equalFold(text[:len(p)], p) {
			return true
		}
	}
	return false
}

// equalFold reports whether text is pattern, which is lower-case.
func equalFold(text, pattern string) bool {
	if len(text) != len(pattern) {
		return false
	}
	for i := 0; i < len(text); i++ {
		if lower(text[i]) != pattern[i] {
			return false
		}
	}
	return true
}

// equalsAny reports whether text, without surrounding blanks and one trailing
// full stop, is one of the lower-case patterns.
func equalsAny(text string, patterns []string) bool {
	if len(text) > textLimit {
		return false
	}
	text = trimBlanks(text)
	if n := len(text); n > 0 && text[n-1] == '.' {
		text = text[:n-1]
	}
	for _, p := range patterns {
		if equalFold(text, p) {
			return true
		}
	}
	return false
}

// namesAnID reports whether text starts like "<user:id> not valid": the form
// in which Synapse names an id of ours.
func namesAnID(text string) bool {
	i := 0
	if i < len(text) && text[i] == '<' {
		i++
	}
	start := i
	for i < len(text) && (text[i]-'a' < 26 || text[i] == '_' || text[i] == '.' || text[i] == ':') {
		i++
	}
	if i == start {
		return false
	}
	if i < len(text) && text[i] == '>' {
		i++
	}
	const rest = " not valid"
	return len(text) >= i+len(rest) && text[i:i+len(rest)] == rest
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func trimBlanks(s string) string {
	for len(s) > 0 && isBlank(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isBlank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}
