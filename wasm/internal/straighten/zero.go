package straighten

// addressFromZero has accesses to constant addresses, those of variables of
// packages, go by the offset from one local that is zero: hosts can check the
// bounds of all of them at once. It returns the local, unknown when there are no
// such accesses.
func (f *function) addressFromZero() (zero int64) {
	zero = unknown
	for i, operand := range f.firstOperands() {
		n := &f.code[i]
		if !n.op.isAccess() || operand == unknown || f.code[operand].op != opI32Const {
			continue
		}
		offset, ok := n.offsetBy(f.code[operand].imm)
		if !ok {
			continue
		}
		if zero == unknown {
			zero = f.newLocal(typeI32)
		}
		n.imm, f.code[operand] = offset, localGet(zero)
	}
	return zero
}
