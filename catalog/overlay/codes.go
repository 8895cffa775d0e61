package overlay

import "github.com/finfault/finfault/catalog"

// codeTable finds the rules of a code, in their order. It is a hash table of
// our own: sorting, or a map, would make up a good part of a module.
type codeTable struct {
	// heads has, for each hash, the number of the first entry plus one.
	heads []uint32
	list  []codeRule
}

// codeRule is one code of a rule.
type codeRule struct {
	code string
	rule uint16
	// then is the number of the next entry of the same hash plus one, or 0.
	then uint32
}

// fill makes the table of all codes of the rules.
func (t *codeTable) fill(rules []rule) {
	n := 0
	for i := range rules {
		n += len(rules[i].When.Codes)
	}
	size := 1
	for size < n {
		size *= 2
	}
	t.heads, t.list = make([]uint32, size), make([]codeRule, 0, n)
	for i := len(rules) - 1; i >= 0; i-- { // backwards, so that the first rule heads the chain
		for _, code := range rules[i].When.Codes {
			head := &t.heads[t.slot(code)]
			t.list = append(t.list, codeRule{code, uint16(i), *head})
			*head = uint32(len(t.list))
		}
	}
}

func (t *codeTable) slot(code string) uint32 {
	return catalog.HashCode(catalog.ProviderUnknown, catalog.NamespaceHTTP, code) & uint32(len(t.heads)-1)
}

// first returns the first entry of a code, or nil.
func (t *codeTable) first(key *catalog.CodeKey) *codeRule {
	return t.from(t.heads[t.slot(key.Alias())], key)
}

// next returns the entry of the same code behind c, or nil.
func (t *codeTable) next(c *codeRule, key *catalog.CodeKey) *codeRule { return t.from(c.then, key) }

func (t *codeTable) from(n uint32, key *catalog.CodeKey) *codeRule {
	for n != 0 {
		if c := &t.list[n-1]; key.Is(c.code) {
			return c
		}
		n = t.list[n-1].then
	}
	return nil
}
