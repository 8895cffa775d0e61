package drift

import (
	"slices"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/bounded"
	"github.com/finfault/finfault/host/seen"
)

// MostNovelties is how many novelties of one provider and kind a report holds.
// Which ones these are does not depend on the order of the records, and what is
// counted for them is exact.
const MostNovelties = 256

// Report is what a number of answers had that the catalog does not know. The
// zero value is the report of no answers. It serves one goroutine at a time:
// give each its own, and merge them.
type Report struct {
	records, drifting uint64
	tables            [providers][kinds]table
}

const (
	providers = int(catalog.MX) + 1
	kinds     = int(catalog.TypeChanged) + 1
)

// table holds the novelties of one provider and kind.
type table struct {
	novelties bounded.Map[Key, Novelty]
	// beyond counts what belongs to novelties that are not held.
	beyond uint64
}

// Add takes in an answer and the verdict on it. It keeps nothing of either. An
// answer without drift costs next to nothing.
func (r *Report) Add(req *decoder.Request, v *catalog.Verdict, at seen.At) {
	r.records++
	if v.Drift == 0 || v.Provider > catalog.MX {
		return
	}
	r.drifting++
	f := finder{req: req, v: v, at: at}
	f.each(func(n *Novelty) { r.table(n.Provider, n.Kind).add(n, &f) })
}

// Merge takes in the report of other answers, which is not changed.
func (r *Report) Merge(other *Report) {
	r.records += other.records
	r.drifting += other.drifting
	for p := range other.tables {
		for k := range other.tables[p] {
			from, to := &other.tables[p][k], &r.tables[p][k]
			for _, n := range from.novelties.All {
				to.add(n, nil)
			}
			to.beyond += from.beyond
		}
	}
}

func (r *Report) table(p catalog.Provider, kind catalog.Drift) *table { return &r.tables[p][kind] }

// add takes a novelty in. The finder that it comes from knows its sample, which
// is made only where it is wanted.
func (t *table) add(n *Novelty, f *finder) {
	t.novelties.Limit = MostNovelties
	held, evicted := t.novelties.At(n.Key)
	if evicted != nil {
		t.beyond += evicted.Count
	}
	if held == nil {
		t.beyond += n.Count
		return
	}
	if f != nil && (held.Count == 0 || n.sampled <= held.sampled) {
		n.Sample = f.body().Sample()
	}
	held.merge(n)
}

// Records returns how many answers were taken in, and how many of them had
// something new.
func (r *Report) Records() (all, drifting uint64) { return r.records, r.drifting }

// Novelties returns what is new, by provider and kind, the most frequent first.
func (r *Report) Novelties() []Novelty {
	var all []Novelty
	for p := range r.tables {
		for k := range r.tables[p] {
			for _, n := range r.tables[p][k].novelties.All {
				all = append(all, *n)
			}
		}
	}
	slices.SortFunc(all, func(a, b Novelty) int { return compare(&a, &b) })
	return all
}

// Overflow is what belongs to novelties that a report does not hold, since there
// are too many of one kind.
type Overflow struct {
	Provider catalog.Provider
	Kind     catalog.Drift
	// Count is how many times such novelties came.
	Count uint64
}

// Overflows returns what is counted together, in the order of Novelties.
func (r *Report) Overflows() []Overflow {
	var all []Overflow
	for i := range providers {
		p := catalog.Provider((i + 1) % providers)
		for k := range r.tables[p] {
			if n := r.tables[p][k].beyond; n > 0 {
				all = append(all, Overflow{p, catalog.Drift(k), n})
			}
		}
	}
	return all
}
