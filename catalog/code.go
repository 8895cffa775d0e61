package catalog

// MaxCodeLength is the longest normalised code that can be in the catalog.
const MaxCodeLength = 64

// CodeKey is a code in its normalised form, see [NormalizeCode].
type CodeKey struct {
	bytes [MaxCodeLength]byte
	n     int
}

// String returns the normalised code.
func (k *CodeKey) String() string { return string(k.bytes[:k.n]) }

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

// Hash is where the look-up for a code starts: FNV-1a over provider, namespace and normalised code.
func (k *CodeKey) Hash(p Provider, ns Namespace) uint32 {
	const prime = 16777619
	h := uint32(2166136261) ^ uint32(p)<<8 ^ uint32(ns)
	for _, c := range k.bytes[:k.n] {
		h = (h ^ uint32(c)) * prime
	}
	return h ^ h>>15
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
// spelling, or nil.
func FindCode(p Provider, ns Namespace, code string) *Code {
	var key CodeKey
	if !NormalizeCode(&key, code) {
		return nil
	}
	for i := key.Hash(p, ns); ; i++ {
		n := codeIndex[i%uint32(len(codeIndex))]
		if n == 0 {
			return nil
		}
		c := &codes[n-1]
		if c.Provider == p && c.Namespace == ns && c.Key == string(key.bytes[:key.n]) {
			return c
		}
	}
}

// Rows returns the code's rows in the order of precedence: empty for a code
// that the provider lists without saying what it means.
func (c *Code) Rows() []Row { return rows[c.first : c.first+c.count] }

// Lists reports whether code is one of the listed spellings.
func (c *Code) Lists(code string) bool {
	for _, s := range c.Spellings {
		if s == code {
			return true
		}
	}
	return false
}

// Row returns the first row of the code that applies, or nil.
func (c *Code) Row(e *Evidence) *Row { return firstThatApplies(c.Rows(), e) }

func firstThatApplies(list []Row, e *Evidence) *Row {
	for i := range list {
		if list[i].Applies(e) {
			return &list[i]
		}
	}
	return nil
}

// Known reports whether a provider's code stands in the catalog in exactly
// this spelling, in any namespace. With an unknown provider none does.
func Known(p Provider, code string) bool {
	for ns := NamespaceHTTP; ns <= NamespaceGateway; ns++ {
		if c := FindCode(p, ns, code); c != nil && c.Lists(code) {
			return true
		}
	}
	return false
}
