package filter

import "github.com/finfault/finfault/catalog"

// How many names each label has. Categories are those of failures and none,
// which a pending answer has.
const (
	numProviders  = 5
	numCategories = catalog.NumCategories + 1
	numParties    = 6
	numPolicies   = 10
)

// metrics are the counters, each made when it is first needed.
type metrics struct {
	// ids are the host's numbers of the counters plus 1, 0 where there is none.
	ids [numProviders * numCategories * numParties * numPolicies]uint32
	// names keeps the names: the host that proxytest emulates does not copy them.
	names [][]byte
}

// count counts a verdict.
func (f *Filter) count(v *catalog.Verdict) {
	category := min(int(v.Category), catalog.NumCategories)
	i := ((int(v.Provider)*numCategories+category)*numParties+int(v.Party))*numPolicies + int(v.Retry.Policy)
	if uint(i) >= uint(len(f.metrics.ids)) {
		return // a name that was added to the catalog and not here; a test counts them
	}
	id := &f.metrics.ids[i]
	if *id == 0 {
		name := AppendCounter(nil, v)
		n, ok := f.host.DefineCounter(name)
		if !ok {
			return
		}
		*id = n + 1
		f.metrics.names = append(f.metrics.names, name)
	}
	f.host.Increment(*id - 1)
}

// AppendCounter appends the name of the counter for a verdict. Its labels are
// parts of it, from which Envoy makes tags with the regular expressions of
// stats_tags.
func AppendCounter(b []byte, v *catalog.Verdict) []byte {
	b = append(append(b, "finfault_responses.provider."...), v.Provider.String()...)
	b = append(append(b, ".category."...), v.Category.String()...)
	b = append(append(b, ".party."...), v.Party.String()...)
	return append(append(b, ".retry."...), v.Retry.Policy.String()...)
}
