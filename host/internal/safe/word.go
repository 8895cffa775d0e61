package safe

// Bounds of what is taken for a word rather than for a token.
const (
	longestWord  = 20
	mostDigits   = 3
	longestHex   = 7 // "defaced" is a word, deadbeef a token
	mostHumps    = 4
	mostTogether = 5 // consonants, as in "lengths"
	longestShort = 5 // of words without a vowel, such as HTTPS
)

// isPlain reports whether a word looks like one of a language or of a protocol:
// letters in the usual case, with at most a short number behind them or before.
func isPlain(word string) bool {
	if len(word) > longestWord {
		return false
	}
	front, letters := cut(word)
	behind := len(word) - len(front) - len(letters)
	for i := range letters {
		if !isLetter(letters[i]) {
			return false
		}
	}
	if len(front)+behind > mostDigits || len(front) > 0 && behind > 0 {
		return false
	}
	return isUsualCase(letters) && isPronounced(letters) && !isHex(letters)
}

// cut returns the digits that a word begins with, and what stands between them
// and the digits that it ends with.
func cut(word string) (front, middle string) {
	start, end := 0, len(word)
	for start < end && isDigit(word[start]) {
		start++
	}
	for end > start && isDigit(word[end-1]) {
		end--
	}
	return word[:start], word[start:end]
}

// isUsualCase reports lower case, capitals, or camelCase. Tokens change the case
// at random, so that humps of one letter are among them.
func isUsualCase(letters string) bool {
	humps := 0
	for i := 0; i < len(letters); humps++ {
		start := i
		for i < len(letters) && isCapital(letters[i]) {
			i++
		}
		capitals := i - start
		for i < len(letters) && !isCapital(letters[i]) {
			i++
		}
		small := i - start - capitals
		if capitals > 1 && small > 0 || capitals+small == 1 && len(letters) > 1 {
			return false
		}
	}
	return humps <= mostHumps
}

// isPronounced reports whether there are vowels as in words.
func isPronounced(letters string) bool {
	vowels, together := 0, 0
	for i := range letters {
		switch letters[i] | 0x20 {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			vowels++
			together = 0
		default:
			if together++; together > mostTogether {
				return false
			}
		}
	}
	return vowels > 0 || len(letters) <= longestShort
}

func isHex(letters string) bool {
	for i := range letters {
		if letters[i]|0x20 > 'f' {
			return false
		}
	}
	return len(letters) > longestHex
}

// manyDigits reports whether a text has so many digits, also with something
// between them, that together they could be a number of somebody's.
func manyDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n > mostDigits
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool   { return c-'0' < 10 }
func isLetter(c byte) bool  { return c|0x20-'a' < 26 }
func isCapital(c byte) bool { return c-'A' < 26 }
