package main

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/finfault/finfault/catalog"
)

// tables are the rows in the order in which they are looked up.
type tables struct {
	rows   []resolvedRow
	codes  []code
	groups []group
	index  []uint16
	// spellings finds codes by their listed spellings.
	spellings []uint16
	// statuses are the rows that decide for a provider's status alone, as
	// row number + 1, by provider.
	statuses [catalog.MX + 1][maxStatus + 1]uint16
}

// maxStatus is the highest status that a row can be documented for.
const maxStatus = 599

type code struct {
	provider     catalog.Provider
	namespace    catalog.Namespace
	key          string
	spellings    []string
	settled      catalog.Category
	first, count int
}

type group struct {
	namespace    catalog.Namespace
	provider     catalog.Provider
	first, count int
}

// arrange sorts the rows by namespace, provider, code and precedence, drops
// those that repeat an earlier one, and indexes the codes.
func arrange(all []resolvedRow) (*tables, error) {
	ids := map[int]bool{}
	for i := range all {
		if id := all[i].data.ID; ids[id] {
			return nil, fmt.Errorf("row %d stands twice", id)
		} else {
			ids[id] = true
		}
	}
	slices.SortStableFunc(all, compare)
	t := &tables{}
	for start := 0; start < len(all); {
		end := start + 1
		for end < len(all) && sameKey(&all[start], &all[end]) {
			end++
		}
		if err := t.add(all[start:end]); err != nil {
			return nil, err
		}
		start = end
	}
	if err := t.indexStatuses(); err != nil {
		return nil, err
	}
	t.indexCodes()
	return t, nil
}

// indexStatuses finds the status rows that need no more than the status. Rows
// with conditions stay in their group, before the others.
func (t *tables) indexStatuses() error {
	for i := range t.groups {
		g := &t.groups[i]
		if g.namespace != catalog.NamespaceStatus {
			continue
		}
		conditional := 0
		for n := g.first; n < g.first+g.count; n++ {
			w := &t.rows[n].row.When
			if w.Narrow != nil || w.Operations != 0 || w.Class != 0 {
				if conditional++; g.first+conditional != n+1 {
					return fmt.Errorf("row %d: a status row with a class only would come after rows with a status", t.rows[n].data.ID)
				}
				continue
			}
			for _, status := range statusesOf(w) {
				if status > maxStatus || t.statuses[g.provider][status] != 0 {
					return fmt.Errorf("row %d: status %d is out of range or taken", t.rows[n].data.ID, status)
				}
				t.statuses[g.provider][status] = uint16(n + 1)
			}
		}
		g.count = conditional
	}
	return nil
}

func compare(a, b resolvedRow) int {
	return cmp.Or(
		cmp.Compare(a.row.Namespace, b.row.Namespace),
		cmp.Compare(a.row.Provider, b.row.Provider),
		cmp.Compare(a.key, b.key),
		cmp.Compare(precedence(&b.row.When), precedence(&a.row.When)),
		cmp.Compare(a.data.ID, b.data.ID),
	)
}

// precedence ranks what narrows a row: its text first, then its operation,
// then its status.
func precedence(w *catalog.When) int {
	rank := 0
	if w.Narrow != nil {
		rank += 8
	}
	if w.Operations != 0 {
		rank += 4
	}
	if len(statusesOf(w)) > 0 {
		rank += 2
	}
	if w.Class != 0 {
		rank++
	}
	return rank
}

func sameKey(a, b *resolvedRow) bool {
	return a.row.Namespace == b.row.Namespace && a.row.Provider == b.row.Provider && a.key == b.key
}

// add takes over the rows of one code, or those of one namespace that have no code.
func (t *tables) add(same []resolvedRow) error {
	first := len(t.rows)
	c := code{provider: same[0].row.Provider, namespace: same[0].row.Namespace, key: same[0].key, first: first, settled: catalog.None}
	for i := range same {
		r := &same[i]
		for _, s := range r.spells {
			if !slices.Contains(c.spellings, s) {
				c.spellings = append(c.spellings, s)
			}
		}
		if r.data.Listed {
			continue
		}
		repeats, err := t.repeats(first, r)
		if err != nil {
			return err
		}
		if !repeats {
			t.rows = append(t.rows, *r)
		}
	}
	c.count = len(t.rows) - first
	if c.key == "" {
		t.groups = append(t.groups, group{c.namespace, c.provider, first, c.count})
		return nil
	}
	c.settled = settled(t.rows[first:])
	t.codes = append(t.codes, c)
	return nil
}

// repeats reports whether an earlier row of the same code has the same
// conditions; it is an error if it then gives another verdict.
func (t *tables) repeats(first int, r *resolvedRow) (bool, error) {
	for i := first; i < len(t.rows); i++ {
		e := &t.rows[i]
		if !overlap(&e.row.When, &r.row.When) {
			continue
		}
		if !sameVerdict(e.row, r.row) {
			return false, fmt.Errorf("rows %d and %d apply to the same answers and give different verdicts", e.data.ID, r.data.ID)
		}
		if reflect.DeepEqual(e.row.When, r.row.When) {
			return true, nil
		}
	}
	return false, nil
}

// overlap reports whether two rows without an order between them may apply to
// the same answer: equal conditions but for the statuses, which have one in common.
func overlap(a, b *catalog.When) bool {
	if a.Class != b.Class || a.Operations != b.Operations || !reflect.DeepEqual(a.Narrow, b.Narrow) {
		return false
	}
	as, bs := statusesOf(a), statusesOf(b)
	if len(as) == 0 || len(bs) == 0 {
		return len(as) == len(bs)
	}
	return slices.ContainsFunc(as, func(s uint16) bool { return slices.Contains(bs, s) })
}

// statusesOf returns the statuses a row is documented for; none means any.
func statusesOf(w *catalog.When) []uint16 {
	if w.Status != 0 {
		return []uint16{w.Status}
	}
	return w.Statuses
}

func sameVerdict(a, b catalog.Row) bool {
	for _, r := range []*catalog.Row{&a, &b} {
		r.ID, r.Name, r.Reason, r.When = 0, "", "", catalog.When{}
	}
	return reflect.DeepEqual(a, b)
}

// settled returns the one category that all rows name, or None.
func settled(rows []resolvedRow) catalog.Category {
	if len(rows) == 0 {
		return catalog.None
	}
	c := rows[0].row.Category
	for i := range rows {
		if rows[i].row.Category != c {
			return catalog.None
		}
	}
	return c
}
