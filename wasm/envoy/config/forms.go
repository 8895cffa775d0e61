package config

// The forms of texts. Each says the same as the pattern of its keys, which a
// test holds against it.

// all reports whether s is not empty and ok holds for all of its bytes.
func all(s string, ok func(byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return s != ""
}

func isSmall(c byte) bool   { return c-'a' < 26 }
func isCapital(c byte) bool { return c-'A' < 26 }
func isVisible(c byte) bool { return c > ' ' && c < 0x7f }

func isMethod(s string) bool { return all(s, isCapital) }
func isWord(s string) bool   { return all(s, isVisible) }

func isPrefix(s string) bool {
	return all(s, func(c byte) bool { return isSmall(c) || isDigit(c) || c == '-' })
}

func isPath(s string) bool {
	return s != "" && s[0] == '/' && all(s, func(c byte) bool { return isVisible(c) && c != '?' && c != '#' })
}

func isClass(s string) bool {
	return len(s) == 3 && s[0] >= '3' && s[0] <= '5' && s[1:] == "xx"
}

// isHost reports whether s is a host, or a suffix with "*." in front.
func isHost(s string) bool {
	if len(s) > 2 && s[:2] == "*." {
		s = s[2:]
	}
	last := byte('.')
	for i := range len(s) {
		c := s[i]
		if c == '.' && last == '.' || c != '.' && !isSmall(c) && !isCapital(c) && !isDigit(c) && c != '-' && c != '_' {
			return false
		}
		last = c
	}
	return last != '.'
}
