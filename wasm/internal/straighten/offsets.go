package straighten

import "math"

// foldOffsets takes constants that are added to the stack pointer to get an
// address into the offset of the access. An offset, other than a sum, does not
// start over at zero beyond 4 GiB; nor does a stack, which lies in one piece.
func (f *function) foldOffsets() {
	for i, address := range f.firstOperands() {
		n := &f.code[i]
		if !n.op.isAccess() || !matches(f.code, address-2, opLocalGet, opI32Const, opI32Add) {
			continue
		}
		base, constant, sum := &f.code[address-2], &f.code[address-1], &f.code[address]
		offset, ok := n.offsetBy(constant.imm)
		if base.imm != stackPointer || !ok {
			continue
		}
		n.imm, constant.op, sum.op = offset, opNop, opNop
	}
	f.code = without(f.code)
}

// offsetBy returns the offset of an access whose address is lowered by a
// constant, and whether there is one.
func (n *instr) offsetBy(constant int64) (offset int64, ok bool) {
	offset = n.imm + constant
	return offset, constant >= 0 && offset <= math.MaxUint32
}
