package decoder

// The few string functions that the decoder needs, without the weight of
// package strings and without regard to ASCII case.

func lower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

func isLetter(c byte) bool { return c|0x20-'a' < 26 }

// equalFold reports whether s is word, which is lower-case.
func equalFold(s, word string) bool { return len(s) == len(word) && hasPrefixFold(s, word) }

// hasPrefixFold reports whether s begins with prefix, which is lower-case.
func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := 0; i < len(prefix); i++ {
		if lower(s[i]) != prefix[i] {
			return false
		}
	}
	return true
}

// containsFold reports whether s contains word, which is lower-case.
func containsFold(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if lower(s[i]) == word[0] && hasPrefixFold(s[i:], word) {
			return true
		}
	}
	return false
}

func indexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// trim drops blanks on both sides.
func trim(s string) string {
	for len(s) > 0 && isBlank(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isBlank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// number reads a whole number of digits only. It reports false for anything
// else; more digits than fit give limit.
func number(s string, limit int64) (int64, bool) {
	if s == "" {
		return 0, false
	}
	var n int64
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		if n = n*10 + int64(c); n > limit {
			n = limit
		}
	}
	return n, true
}
