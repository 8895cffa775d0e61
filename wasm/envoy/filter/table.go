package filter

// table finds streams by their numbers: open addressing, without holes. Go's
// maps would do, but leave garbage behind as they grow and shrink.
type table struct {
	slots []slot
	count int
}

// slot is a place in the table, free when the number is 0: no stream has it.
type slot struct {
	id uint32
	s  *stream
}

const firstSlots = 64

// home is where the search for a number begins.
func (t *table) home(id uint32) int {
	const golden = 2654435769 // numbers that follow each other land far apart
	return int(id * golden >> 16 & uint32(len(t.slots)-1))
}

func (t *table) get(id uint32) *stream {
	if t.count == 0 {
		return nil
	}
	for i := t.home(id); t.slots[i].id != 0; i = t.next(i) {
		if t.slots[i].id == id {
			return t.slots[i].s
		}
	}
	return nil
}

func (t *table) next(i int) int { return (i + 1) & (len(t.slots) - 1) }

// put adds a number that is not in the table.
func (t *table) put(id uint32, s *stream) {
	if 4*(t.count+1) > 3*len(t.slots) {
		t.grow()
	}
	i := t.home(id)
	for t.slots[i].id != 0 {
		i = t.next(i)
	}
	t.slots[i] = slot{id, s}
	t.count++
}

func (t *table) grow() {
	old := t.slots
	t.slots, t.count = make([]slot, max(firstSlots, 2*len(old))), 0
	for _, e := range old {
		if e.id != 0 {
			t.put(e.id, e.s)
		}
	}
}

// remove takes a number out and moves those behind it up, so that searches
// still find them.
func (t *table) remove(id uint32) {
	if t.count == 0 {
		return
	}
	hole := t.home(id)
	for t.slots[hole].id != id {
		if t.slots[hole].id == 0 {
			return
		}
		hole = t.next(hole)
	}
	t.count--
	for i := t.next(hole); t.slots[i].id != 0; i = t.next(i) {
		// Only what is searched for from the hole, or before it, may move there.
		home, mask := t.home(t.slots[i].id), len(t.slots)-1
		if (i-home)&mask >= (i-hole)&mask {
			t.slots[hole] = t.slots[i]
			hole = i
		}
	}
	t.slots[hole] = slot{}
}
