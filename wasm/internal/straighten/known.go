package straighten

import "slices"

// facts are what is known at one place of a function's code. Nil facts are those
// of code that cannot be reached: of it everything is true.
type facts[F any] interface {
	unreachable() bool
	copied() F
	// meet returns what is true by both ways that come together, in the memory of
	// the first.
	meet(other F) F
	// inLoop returns what stays true at the beginning of a loop, as the branches
	// back to it have not been seen.
	inLoop() F
}

// knowledge is followed through the code of a function: a fact is known where it
// is on every way that leads there.
type knowledge[F facts[F]] struct {
	// now are the facts known where the code has been followed to.
	now F
	// arriving are, by label, those known on all branches to the end of a block,
	// and otherwise those known in front of a block with a condition, where the
	// condition does not hold.
	arriving, otherwise []F
	loops               []bool
}

// newKnowledge begins with some facts.
func newKnowledge[F facts[F]](now F, labels int) *knowledge[F] {
	return &knowledge[F]{now: now, arriving: make([]F, labels), otherwise: make([]F, labels), loops: make([]bool, labels)}
}

// follow goes on behind an instruction. Only those that lead elsewhere than to
// the next one matter here.
func (k *knowledge[F]) follow(n *instr) {
	switch n.op {
	case opLoop:
		k.loops[n.label] = true
		if !k.now.unreachable() {
			k.now = k.now.inLoop()
		}
	case opIf:
		k.otherwise[n.label] = k.now.copied()
	case opElse:
		k.branch(n.label)
		k.now = k.otherwise[n.label]
		k.otherwise[n.label] = *new(F)
	case opEnd:
		k.now = k.now.meet(k.arriving[n.label]).meet(k.otherwise[n.label])
	case opBrIf:
		k.branch(n.label)
	case opBr, opBrTable, opReturn, opUnreachable:
		k.leave(n)
	}
}

// leave goes on behind an instruction that never leads to the next one.
func (k *knowledge[F]) leave(n *instr) {
	if n.op == opBr {
		k.branch(n.label)
	}
	for _, label := range n.table {
		k.branch(label)
	}
	k.now = *new(F)
}

// branch takes what is known here to the end of a block.
func (k *knowledge[F]) branch(label int) {
	if !k.loops[label] && !k.now.unreachable() {
		k.arriving[label] = k.arriving[label].meet(k.now)
	}
}

// set is a set of small numbers: the facts that have these.
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

func (s set) unreachable() bool { return s == nil }

func (s set) copied() set { return slices.Clone(s) }

func (s set) meet(other set) set {
	if s == nil {
		return slices.Clone(other)
	}
	for i := range other {
		s[i] &= other[i]
	}
	return s
}

func (s set) inLoop() set { return make(set, len(s)) }
