package catalog

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
	for _, p := range patterns {
		if contains(text, p) {
			return true
		}
	}
	return false
}

func contains(text, pattern string) bool {
	first := pattern[0]
	for i := 0; i+len(pattern) <= len(text); i++ {
		if lower(text[i]) == first && equalFold(text[i:i+len(pattern)], pattern) {
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
