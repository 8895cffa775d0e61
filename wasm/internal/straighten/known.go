package straighten

import "slices"

// set is a set of small numbers. The nil set is that of code that cannot be
// reached: of it everything is true.
type set []uint64

const wordBits = 64

func emptySet(size int) set { return make(set, size/wordBits+1) }

func (s set) has(n int) bool { return s[n/wordBits]&(1<<(n%wordBits)) != 0 }

func (s set) add(n int) { s[n/wordBits] |= 1 << (n % wordBits) }

func (s set) drop(n int) { s[n/wordBits] &^= 1 << (n % wordBits) }

// remove takes the members of another set out of this one.
func (s set) remove(other set) {
	for i := range s {
		s[i] &^= other[i]
	}
}

// meet returns what is in both sets, in the memory of the first one.
func (s set) meet(other set) set {
	if s == nil {
		return slices.Clone(other)
	}
	for i := range other {
		s[i] &= other[i]
	}
	return s
}

// knowledge is a set of facts that is followed through the code of a function:
// a fact is known where it is on every way that leads there.
type knowledge struct {
	size int
	// now are the facts known where the code has been followed to.
	now set
	// arriving are, by label, those known on all branches to the end of a block,
	// and otherwise those known in front of a block with a condition, where the
	// condition does not hold.
	arriving, otherwise []set
	loops               []bool
}

// newKnowledge begins with no facts, out of as many as size.
func newKnowledge(size, labels int) *knowledge {
	return &knowledge{
		size: size, now: emptySet(size),
		arriving: make([]set, labels), otherwise: make([]set, labels), loops: make([]bool, labels),
	}
}

// follow goes on behind an instruction. Only those that lead elsewhere than to
// the next one matter here. Nothing is known at the beginning of a loop, as the
// branches back to it have not been seen.
func (k *knowledge) follow(n *instr) {
	switch n.op {
	case opLoop:
		k.loops[n.label] = true
		if k.now != nil {
			k.now = emptySet(k.size)
		}
	case opIf:
		k.otherwise[n.label] = slices.Clone(k.now)
	case opElse:
		k.branch(n.label)
		k.now, k.otherwise[n.label] = k.otherwise[n.label], nil
	case opEnd:
		k.now = k.now.meet(k.arriving[n.label]).meet(k.otherwise[n.label])
	case opBrIf:
		k.branch(n.label)
	case opBr, opBrTable, opReturn, opUnreachable:
		k.leave(n)
	}
}

// leave goes on behind an instruction that never leads to the next one.
func (k *knowledge) leave(n *instr) {
	if n.op == opBr {
		k.branch(n.label)
	}
	for _, label := range n.table {
		k.branch(label)
	}
	k.now = nil
}

// branch takes what is known here to the end of a block.
func (k *knowledge) branch(label int) {
	if !k.loops[label] && k.now != nil {
		k.arriving[label] = k.arriving[label].meet(k.now)
	}
}
