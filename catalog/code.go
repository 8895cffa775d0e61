package catalog

import "unsafe"

// MaxCodeLength is the longest normalised code that can be in the catalog.
const MaxCodeLength = 64

// CodeKey is a code in its normalised form, see [NormalizeCode].
type CodeKey struct {
	bytes [MaxCodeLength]byte
	n     int
}

// String returns the normalised code.
func (k *CodeKey) String() string { return string(k.bytes[:k.n]) }

// Is reports whether the key is the normalised code.
func (k *CodeKey) Is(code string) bool { return string(k.bytes[:k.n]) == code }

// Alias returns the normalised code without copying it; it changes with the key.
func (k *CodeKey) Alias() string { return unsafe.String(&k.bytes[0], k.n) }

// NormalizeCode writes code to key in the form in which codes are looked up:
// lower case, trimmed, blanks and _ as -, trailing full stops off, and
// "unauthorised" as "unauthorized". It reports false for a code that is empty
// or too long to be in the catalog.
func NormalizeCode(key *CodeKey, code string) bool {
	code = trimBlanks(code)
	for len(code) > 0 && code[len(code)-1] == '.' {
		code = code[:len(code)-1]
	}
	if len(code) == 0 || len(code) > MaxCodeLength {
		return false
	}
	for i := 0; i < len(code); i++ {
		key.bytes[i] = codeBytes[code[i]]
	}
	key.n = len(code)
	americanize(key.bytes[:key.n])
	return true
}

// codeBytes maps each byte of a code to its normalised form.
var codeBytes = func() (t [256]byte) {
	for i := range t {
		t[i] = lower(byte(i))
	}
	t['_'], t[' '], t['\t'], t['\n'], t['\r'] = '-', '-', '-', '-', '-'
	return t
}()

// americanize turns "unauthorised" into "unauthorized" in place.
func americanize(b []byte) {
	const british = "unauthorised"
	for i := 0; i+len(british) <= len(b); i++ {
		if b[i] == 'u' && string(b[i:i+len(british)]) == british {
			b[i+len(british)-3] = 'z'
		}
	}
}

// HashCode is where the look-up for a code starts: a hash over provider,
// namespace and code, eight bytes at a time, the last eight of them anew.
func HashCode(p Provider, ns Namespace, code string) uint32 {
	const prime = 0x9e3779b97f4a7c15
	h := uint64(p)<<16 ^ uint64(ns)<<8 ^ uint64(len(code))
	if n := len(code); n >= 8 {
		for i := 0; i+8 < n; i += 8 {
			h = (h ^ load64(code[i:i+8])) * prime
			h ^= h >> 32
		}
		h = (h ^ load64(code[n-8:])) * prime
	} else {
		var x uint64
		for i := 0; i < n; i++ {
			x = x<<8 | uint64(code[i])
		}
		h = (h ^ x) * prime
	}
	return uint32(h >> 32)
}

// Code is one code of a provider with all that the catalog says of it.
type Code struct {
	Provider  Provider
	Namespace Namespace
	// Settled is the one category that every row of the code names, or None
	// where rows differ or the provider lists the code without its meaning.
	Settled Category
	// first and count are the code's rows in the order of precedence.
	first, count uint16
	// Key is the normalised code.
	Key string
	// Spellings are the listed spellings, the main one first.
	Spellings []string
}

// FindCode returns what the catalog knows of a provider's code, in whatever
// spelling, or nil, and whether the spelling is a listed one.
func FindCode(p Provider, ns Namespace, code string) (c *Code, listed bool) {
	// Nearly always the code comes as it is listed: no need to normalise it.
	for i := HashCode(p, ns, code); ; i++ {
		n := spellingIndex[i%uint32(len(spellingIndex))]
		if n == 0 {
			break
		}
		if c := &codes[n-1]; c.Provider == p && c.Namespace == ns && c.lists(code) {
			return c, true
		}
	}
	return findRespelled(p, ns, code), false
}

// findRespelled finds a code by its normalised form.
func findRespelled(p Provider, ns Namespace, code string) *Code {
	var key CodeKey
	if !NormalizeCode(&key, code) {
		return nil
	}
	normal := key.Alias()
	for i := HashCode(p, ns, normal); ; i++ {
		n := codeIndex[i%uint32(len(codeIndex))]
		if n == 0 {
			return nil
		}
		if c := &codes[n-1]; c.Provider == p && c.Namespace == ns && c.Key == normal {
			return c
		}
	}
}

// Rows returns the code's rows in the order of precedence: empty for a code
// that the provider lists without saying what it means.
func (c *Code) Rows() []Row { return rows[c.first : c.first+c.count] }

// lists reports whether code is one of the listed spellings.
func (c *Code) lists(code string) bool {
	for _, s := range c.Spellings {
		if same(s, code) {
			return true
		}
	}
	return false
}

// Row returns the first row of the code that applies, or nil.
func (c *Code) Row(e *Evidence) *Row { return firstThatApplies(c.Rows(), e) }

func firstThatApplies(list []Row, e *Evidence) *Row {
	for i := range list {
		r := &list[i]
		if status := r.When.Status; status != 0 && int(status) != e.Status {
			continue // most rows end here, without a call
		}
		if r.Applies(e) {
			return r
		}
	}
	return nil
}

// Known reports whether a provider's code stands in the catalog in exactly
// this spelling, in any namespace. With an unknown provider none does.
func Known(p Provider, code string) bool {
	for ns := NamespaceHTTP; ns <= NamespaceGateway; ns++ {
		if _, listed := FindCode(p, ns, code); listed {
			return true
		}
	}
	return false
}
