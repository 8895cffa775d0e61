package catalog

import "math/bits"

// Ladder is an ordered list of actions: try the first; if it did not help, the
// next. It is a plain value, ended by ActionNone where it is not full.
type Ladder [6]Action

// First returns what to try first, or ActionNone for an empty ladder.
func (l Ladder) First() Action { return l[0] }

// Len returns the number of rungs.
func (l Ladder) Len() int {
	for i, a := range l {
		if a == ActionNone {
			return i
		}
	}
	return len(l)
}

// Slice returns the rungs. The slice aliases l.
func (l *Ladder) Slice() []Action { return l[:l.Len()] }

// Contains reports whether a is one of the rungs.
func (l Ladder) Contains(a Action) bool {
	for _, rung := range l {
		if rung == a && a != ActionNone {
			return true
		}
	}
	return false
}

// Without returns the ladder with a taken out.
func (l Ladder) Without(a Action) Ladder {
	var out Ladder
	n := 0
	for _, rung := range l {
		if rung != a {
			out[n] = rung
			n++
		}
	}
	return out
}

// StartingWith returns the ladder with a as its first rung, wherever it was
// before. A full ladder loses its last rung.
func (l Ladder) StartingWith(a Action) Ladder {
	rest := l.Without(a)
	out := Ladder{a}
	copy(out[1:], rest[:])
	return out
}

// CategorySet is a set of categories; None cannot be a member.
type CategorySet uint32

// Categories returns the set of the given categories.
func Categories(list ...Category) CategorySet {
	var s CategorySet
	for _, c := range list {
		s = s.With(c)
	}
	return s
}

// With returns the set with c added.
func (s CategorySet) With(c Category) CategorySet {
	if c >= NumCategories {
		return s
	}
	return s | 1<<c
}

// Without returns the set with c taken out.
func (s CategorySet) Without(c Category) CategorySet {
	if c >= NumCategories {
		return s
	}
	return s &^ (1 << c)
}

// Has reports whether c is a member.
func (s CategorySet) Has(c Category) bool { return c < NumCategories && s&(1<<c) != 0 }

// Len returns the number of members.
func (s CategorySet) Len() int { return bits.OnesCount32(uint32(s)) }

// All calls yield for each member in ascending order; it fits a range loop.
func (s CategorySet) All(yield func(Category) bool) {
	for ; s != 0; s &= s - 1 {
		if !yield(Category(bits.TrailingZeros32(uint32(s)))) {
			return
		}
	}
}

// DriftSet is a set of drifts.
type DriftSet uint8

// With returns the set with d added.
func (s DriftSet) With(d Drift) DriftSet { return s | 1<<d }

// Has reports whether d is a member.
func (s DriftSet) Has(d Drift) bool { return s&(1<<d) != 0 }

// All calls yield for each member in ascending order; it fits a range loop.
func (s DriftSet) All(yield func(Drift) bool) {
	for ; s != 0; s &= s - 1 {
		if !yield(Drift(bits.TrailingZeros8(uint8(s)))) {
			return
		}
	}
}

// OperationSet is a set of operations. The empty set stands for any operation.
type OperationSet uint16

// Admits reports whether the set is empty or has o.
func (s OperationSet) Admits(o Operation) bool { return s == 0 || s&(1<<o) != 0 }

// All calls yield for each member in ascending order; it fits a range loop.
func (s OperationSet) All(yield func(Operation) bool) {
	for ; s != 0; s &= s - 1 {
		if !yield(Operation(bits.TrailingZeros16(uint16(s)))) {
			return
		}
	}
}

// ActionSet is a set of actions; ActionNone cannot be a member.
type ActionSet uint16

// With returns the set with actions added. It takes no numbers that name none.
func (s ActionSet) With(list ...Action) ActionSet {
	for _, a := range list {
		if a.String() != "" {
			s |= 1 << a
		}
	}
	return s
}

// Has reports whether a is a member.
func (s ActionSet) Has(a Action) bool { return s&(1<<a) != 0 }
