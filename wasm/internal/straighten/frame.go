package straighten

import "math"

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
		return f.isAt(user+1, opLocalTee, stackPointer) || f.isAt(user+1, opLocalSet, stackPointer) ||
			f.isAt(user+1, opGlobalSet, globalStackPointer)
	}
	return f.isAt(user, opGlobalSet, globalStackPointer)
}

// arguments returns the offset from the stack pointer that the function's own
// arguments and results begin at, where nobody else changes them: they lie
// beyond its frame, in which those of the functions it calls are. It is more
// than any offset where the stack pointer has not been settled, and where the
// function gives an address away that is not certain to be one in its frame.
func (f *function) arguments() int64 {
	if f.frame == 0 || !f.exposesWithin(f.frame) {
		return math.MaxInt64
	}
	return f.frame + 2*returnAddress
}

// exposesWithin reports whether all addresses that the function makes of the
// stack pointer, other than to access memory by, are those of something in its
// frame.
func (f *function) exposesWithin(frame int64) bool {
	users := f.users()
	for i := range f.code {
		if !f.exposesAt(i, users[i]) {
			continue
		}
		if at, ok := f.addressAt(i); !ok || at >= frame {
			return false
		}
	}
	return true
}

// addressAt returns how far above the frame's beginning the address is that the
// instructions at i make of a settled stack pointer.
func (f *function) addressAt(i int) (at int64, ok bool) {
	if !matches(f.code, i, opLocalGet, opI32Const, opI32Add) {
		return 0, false
	}
	at = f.code[i+1].imm - returnAddress
	switch {
	case matches(f.code, i+3, opI64ExtendI32U, opI64Const, opI64Add):
		return at + f.code[i+4].imm, true
	case matches(f.code, i+3, opI32Const, opI32Add):
		return at + f.code[i+3].imm, true
	}
	return at, true
}

// frameMade returns where the stack pointer has been lowered by the size of the
// frame, unknown when there is none. A frame of eight bytes is not told from
// the room that calls make for the return address.
func (f *function) frameMade() int {
	settles := []opcode{opLocalGet, opI32Const, opI32Sub, opLocalSet}
	for i := range f.code {
		made := unknown
		switch {
		case matches(f.code, i, lowers...):
			made = i + len(lowers) - 1
		case matches(f.code, i, settles...):
			made = i + len(settles) - 1
		}
		if made != unknown && f.code[i].imm == stackPointer && f.code[i+1].imm > returnAddress && f.code[i+3].imm == stackPointer {
			return made
		}
	}
	return unknown
}

// isAt reports whether a certain instruction stands at i.
func (f *function) isAt(i int, op opcode, imm int64) bool {
	return i < len(f.code) && f.code[i].is(op, imm)
}
