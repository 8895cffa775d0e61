package straighten

// exposesFrame reports whether the address of anything on the stack may be in
// the hands of others than the instructions that load and store by the stack
// pointer itself. It does when the stack pointer is used for anything but
//   - the address of a load or store,
//   - a comparison, as with the end of the stack,
//   - a sum or difference that becomes the stack pointer,
//
// or when it is taken from where it is kept globally, or got there, but to be
// mirrored.
func (f *function) exposesFrame() bool {
	users := f.users()
	for i := range f.code {
		if f.exposesAt(i, users[i]) {
			return true
		}
	}
	return false
}

// exposesAt looks at the instruction at i, whose value the one at user takes
// first.
func (f *function) exposesAt(i, user int) bool {
	switch n := &f.code[i]; {
	case n.is(opLocalGet, stackPointer):
		return user == unknown || !f.usesPlainly(user)
	case n.is(opGlobalGet, globalStackPointer):
		return !f.isAt(i+1, opLocalSet, stackPointer)
	case n.is(opLocalTee, stackPointer):
		return !f.isAt(i+1, opGlobalSet, globalStackPointer)
	}
	return false
}

// usesPlainly reports whether an instruction that takes the stack pointer first
// keeps it to itself.
func (f *function) usesPlainly(user int) bool {
	switch op := f.code[user].op; {
	case op.isAccess(), op.between(opI32Eq, opI32GeU):
		return true
	case op == opI32Add, op == opI32Sub:
		return f.isAt(user+1, opLocalTee, stackPointer)
	}
	return false
}

// isAt reports whether a certain instruction stands at i.
func (f *function) isAt(i int, op opcode, imm int64) bool {
	return i < len(f.code) && f.code[i].is(op, imm)
}
