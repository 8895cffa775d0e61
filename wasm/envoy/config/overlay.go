package config

import "github.com/finfault/finfault/catalog/overlay"

// loadOverlay reads rules in the binary form, in base64; "" is none.
func loadOverlay(text string) (*overlay.Overlay, error) {
	binary, ok := decodeBase64(text)
	if !ok {
		return nil, fail("overlay", "the base64 is cut", "it is "+keyOf("overlay").Form)
	}
	if len(binary) == 0 {
		return nil, nil
	}
	return overlay.Load(binary)
}

// isBase64 reports whether s is made of the characters of base64 and blanks.
func isBase64(s string) bool {
	for i := range len(s) {
		if sextet(s[i]) < 0 && s[i] != '=' && !isSpace(s[i]) {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool { return c == ' ' || c-'\t' < 5 }

// decodeBase64 decodes what isBase64 admits: encoding/base64 would bring half
// of encoding/binary and reflect along. It reports false where bits are missing
// or more than padding is left over.
func decodeBase64(s string) (b []byte, ok bool) {
	var bits uint32
	n := 0 // how many bits there are
	padding := false
	for i := range len(s) {
		v := sextet(s[i])
		switch {
		case v >= 0 && padding:
			return nil, false
		case v >= 0:
			bits, n = bits<<6|uint32(v), n+6
		default:
			padding = padding || s[i] == '='
		}
		if n >= 8 {
			n -= 8
			b = append(b, byte(bits>>n))
		}
	}
	return b, n < 6 && bits&(1<<n-1) == 0
}

// sextet returns the number of a character of base64, or -1.
func sextet(c byte) int {
	switch {
	case isCapital(c):
		return int(c - 'A')
	case isSmall(c):
		return int(c-'a') + 26
	case isDigit(c):
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}
