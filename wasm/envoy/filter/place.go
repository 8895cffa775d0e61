package filter

import "github.com/finfault/finfault/wasm/envoy/config"

// place is one of those in the proxy where the filter stands, each with a
// configuration of its own: a root context, as proxy-wasm calls it.
type place struct {
	id uint32
	config.Config
	names headerNames
}

// headerNames are the names of the response headers.
type headerNames struct{ provider, category, party, retry, action, code, after string }

func newPlace(id uint32, c *config.Config) *place {
	prefix := c.HeaderPrefix
	return &place{id, *c, headerNames{
		provider: prefix + "provider", category: prefix + "category", party: prefix + "party", retry: prefix + "retry",
		action: prefix + "action", code: prefix + "code", after: prefix + "retry-after-ms",
	}}
}

// place returns the place of a number, nil when there is none.
func (f *Filter) place(id uint32) *place {
	for _, p := range f.places {
		if p.id == id {
			return p
		}
	}
	return nil
}

func (f *Filter) forgetPlace(id uint32) {
	for i, p := range f.places {
		if p.id == id {
			f.places = append(f.places[:i], f.places[i+1:]...)
			return
		}
	}
}
