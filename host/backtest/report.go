package backtest

import (
	"slices"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/internal/bounded"
	"github.com/finfault/finfault/host/internal/safe"
	"github.com/finfault/finfault/host/seen"
)

// MostChanges is how many changes a report holds for each provider, of those
// that lead to a retry and of all others. Which ones these are does not depend on
// the order of the records, and what is counted for them is exact.
const MostChanges = 256

// Report is what two catalogs decide differently. The zero value is the report
// of no answers. It serves one goroutine at a time: give each its own, and merge
// them.
type Report struct {
	records, changed, newRetries, renamed uint64
	tables                                [providers][2]table // [1] are those that lead to a retry
}

const providers = int(catalog.MX) + 1

// table holds changes of one provider.
type table struct {
	changes bounded.Map[Key, seen.Span]
	// beyond counts what belongs to changes that are not held.
	beyond uint64
}

// Add takes in an answer and the verdicts on it. It keeps nothing of them. Equal
// decisions cost next to nothing.
func (r *Report) Add(req *decoder.Request, before, after *catalog.Verdict, at seen.At) {
	r.records++
	k := Key{Before: Side{before.Row, decision.Of(before)}, After: Side{after.Row, decision.Of(after)}}
	if k.Before.Decision == k.After.Decision {
		if before.Row != after.Row {
			r.renamed++
		}
		return
	}
	if k.Provider = after.Provider; k.Provider > catalog.MX {
		k.Provider = catalog.ProviderUnknown
	}
	k.Status, k.Code = req.Status, strings.Clone(safe.Code(k.Provider, after.Code)) // else it would alias the body
	k.Before.Row, k.After.Row = strings.Clone(before.Row), strings.Clone(after.Row)
	if k.Operation = req.Operation; k.Operation.String() == "" {
		k.Operation = catalog.OperationUnknown
	}
	var s seen.Span
	s.Add(at)
	r.add(k, s)
	r.changed++
	if k.NewRetry() {
		r.newRetries++
	}
}

func (r *Report) add(k Key, s seen.Span) {
	t := &r.tables[k.Provider][0]
	if k.NewRetry() {
		t = &r.tables[k.Provider][1]
	}
	t.changes.Limit = MostChanges
	held, evicted := t.changes.At(k)
	if evicted != nil {
		t.beyond += evicted.Count
	}
	if held == nil {
		t.beyond += s.Count
		return
	}
	held.Merge(s)
}

// Merge takes in the report of other answers, which is not changed.
func (r *Report) Merge(other *Report) {
	r.records += other.records
	r.changed += other.changed
	r.newRetries += other.newRetries
	r.renamed += other.renamed
	for p := range other.tables {
		for i := range other.tables[p] {
			from := &other.tables[p][i]
			for k, s := range from.changes.All {
				r.add(k, *s)
			}
			r.tables[p][i].beyond += from.beyond
		}
	}
}

// Totals count answers.
type Totals struct {
	// Records is how many there were, Changed on how many the decision changed.
	Records uint64 `json:"records"`
	Changed uint64 `json:"changed"`
	// NewRetries is how many of the changed ones are now resent without a person
	// and were not before.
	NewRetries uint64 `json:"new_retries"`
	// Renamed is on how many the same was decided by another row or rule.
	Renamed uint64 `json:"renamed"`
	// Beyond is how many of the changed ones belong to changes that are not held,
	// since there are too many.
	Beyond uint64 `json:"beyond,omitempty"`
}

// Totals returns the counts.
func (r *Report) Totals() Totals {
	t := Totals{Records: r.records, Changed: r.changed, NewRetries: r.newRetries, Renamed: r.renamed}
	for p := range r.tables {
		t.Beyond += r.tables[p][0].beyond + r.tables[p][1].beyond
	}
	return t
}

// Changes returns what changed, those first that lead to a retry, then the most
// frequent.
func (r *Report) Changes() []Change {
	var all []Change
	for p := range r.tables {
		for i := range r.tables[p] {
			for k, s := range r.tables[p][i].changes.All {
				all = append(all, Change{k, *s})
			}
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return compare(&a, &b) })
	return all
}
