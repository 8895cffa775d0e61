package straighten

import (
	"math"
	"slices"
)

// A pointer that a function gets as an argument and compares with nil first of
// all points to a variable of one type, of which all that the function reaches
// by constant offsets is a part. It is there as a whole, so that its end can be
// checked at once, whichever parts of it are reached then.

// findWhole notes the addresses of such pointers.
func (s *sharer) findWhole() {
	arguments := s.arguments()
	if arguments == math.MaxInt64 {
		return
	}
	checked := s.checkedAtStart()
	for p, number := range s.numbers {
		if p.onStack && p.at >= arguments && checked[p.at] && !s.stored(p.at) {
			s.whole = append(s.whole, s.addresses[number])
		}
	}
	slices.Sort(s.whole)
}

// checkedAtStart returns the offsets of the pointers on the stack that are
// compared with nil before the function does anything under a condition.
func (s *sharer) checkedAtStart() map[int64]bool {
	checked := map[int64]bool{}
	for i := s.frameMade() + 1; i < len(s.code); i++ {
		n := &s.code[i]
		if matches(s.code, i, opLocalGet, opI64Load, opI64Eqz, opBrIf) && n.imm == stackPointer && s.code[i+3].label == s.trap {
			checked[s.code[i+1].imm] = true
			i += 3
			continue
		}
		if _, _, plain := n.op.effect(); !plain && (n.op != opBrIf || n.label != s.trap) {
			break
		}
	}
	return checked
}

// stored reports whether the function writes to a pointer on the stack.
func (s *sharer) stored(at int64) bool {
	for i := range s.code {
		n := &s.code[i]
		if n.op.isStore() && s.byStackPointer(i) && n.imm < at+pointerSize && at < n.imm+n.op.width() {
			return true
		}
	}
	return false
}

// checkWhole has the end of what is reached by the addresses of whole variables
// be checked wherever they are computed.
func (f *function) checkWhole(early checks) {
	lasts := map[int64]int64{}
	for i, operand := range f.firstOperands() {
		if n := &f.code[i]; operand != unknown && n.op.isAccess() && (f.code[operand].op == opLocalGet || f.code[operand].op == opLocalTee) {
			local := f.code[operand].imm
			lasts[local] = max(lasts[local], n.lastByte())
		}
	}
	for _, local := range f.whole {
		for i := range f.code {
			if last := lasts[local]; f.code[i].is(opLocalTee, local) && last <= math.MaxUint32 {
				early[i] = []check{{local, last}}
			}
		}
	}
}
