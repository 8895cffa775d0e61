// Package bounded counts things of which there may be more kinds than memory
// should hold, because whoever sends them can make up new ones at will.
package bounded

import "hash/fnv"

// Key is what a kind is known by.
type Key interface {
	comparable
	// ID is the key as a text; no two keys have the same.
	ID() string
}

// Map holds the values of at most Limit keys. Which ones it holds does not
// depend on the order in which they come, so that maps of parts can be merged:
// it is those whose hash is lowest. Such a key is held from the first time that
// it comes, so that what is counted for it is exact; and someone who floods the
// map cannot choose what it forgets.
type Map[K Key, V any] struct {
	// Limit is set before the first use.
	Limit int

	entries map[K]*entry[V]
	// last is the key that goes first when there is one too many.
	last  K
	order order
}

type entry[V any] struct {
	value V
	order order
}

// order is where a key stands among others.
type order struct {
	hash uint64
	id   string
}

func orderOf[K Key](k K) order {
	id := k.ID()
	h := fnv.New64a()
	h.Write([]byte(id))
	return order{h.Sum64(), id}
}

func (o order) before(other order) bool {
	return o.hash < other.hash || o.hash == other.hash && o.id < other.id
}

// At returns the value of a key, which is new if the key is; or nil if the key
// is one too many. Where another key has to go for it, evicted is its value.
func (m *Map[K, V]) At(k K) (value, evicted *V) {
	if e := m.entries[k]; e != nil {
		return &e.value, nil
	}
	o := orderOf(k)
	full := len(m.entries) >= m.Limit
	if full && (m.Limit == 0 || m.order.before(o)) {
		return nil, nil
	}
	if full {
		evicted = &m.entries[m.last].value
		delete(m.entries, m.last)
	}
	if m.entries == nil {
		m.entries = map[K]*entry[V]{}
	}
	e := &entry[V]{order: o}
	m.entries[k] = e
	m.findLast()
	return &e.value, evicted
}

// findLast looks for the key that goes first. Only a full map has to know it.
func (m *Map[K, V]) findLast() {
	if len(m.entries) < m.Limit {
		return
	}
	m.order = order{}
	for k, e := range m.entries {
		if m.order.id == "" || m.order.before(e.order) {
			m.last, m.order = k, e.order
		}
	}
}

// Len returns how many keys are held.
func (m *Map[K, V]) Len() int { return len(m.entries) }

// All calls yield with each key and its value, in no order.
func (m *Map[K, V]) All(yield func(K, *V) bool) {
	for k, e := range m.entries {
		if !yield(k, &e.value) {
			return
		}
	}
}
