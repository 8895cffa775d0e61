package words

// Match returns the language that an Accept-Language header prefers of those
// that there are, such as "fr-CH, fr;q=0.9, de;q=0.7": the one with the highest
// weight, of equals the first. Where it names none of them, and where it is
// empty, that is English.
func Match(acceptLanguage string) Language {
	best, most := English, 0
	for rest := acceptLanguage; rest != ""; {
		var entry string
		entry, rest = cut(rest, ',')
		tag, parameter := cut(entry, ';')
		l, known := Parse(trim(tag))
		if w := weight(trim(parameter)); known && w > most {
			best, most = l, w
		}
	}
	return best
}

// weight returns the thousandths that a parameter like "q=0.7" stands for: 1000
// where there is none, 0 for what is no weight.
func weight(parameter string) int {
	if parameter == "" {
		return 1000
	}
	if len(parameter) < 3 || len(parameter) > 7 || parameter[0]|0x20 != 'q' || parameter[1] != '=' {
		return 0
	}
	number, unit := 0, 1000
	for i, c := range []byte(parameter[2:]) {
		switch {
		case i == 1 && c == '.':
			continue
		case c < '0' || c > '9' || i == 1:
			return 0
		}
		number += int(c-'0') * unit
		unit /= 10
	}
	return min(number, 1000)
}

// cut returns what stands before the first separator, and what behind it.
func cut(s string, separator byte) (before, after string) {
	for i := range len(s) {
		if s[i] == separator {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// trim returns s without the blanks around it.
func trim(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}
