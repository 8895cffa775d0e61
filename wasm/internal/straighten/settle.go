package straighten

import "slices"

// Code of Go's moves the stack pointer, and with it the local that mirrors it,
// around each call: down by the return address in front of it, and behind it to
// wherever the global one is, which is where it was before. Hosts see a new
// address each time, and check its bounds again.

// returnAddress is how many bytes a call pushes on the stack.
const returnAddress = 8

// What Go's compiler emits, as far as the stack pointer is concerned.
var (
	lowers   = []opcode{opLocalGet, opI32Const, opI32Sub, opLocalTee, opGlobalSet}
	raises   = []opcode{opLocalGet, opI32Const, opI32Add, opLocalTee, opGlobalSet}
	mirrors  = []opcode{opGlobalGet, opLocalSet}
	returns  = []opcode{opI32Const, opReturn}
	pushedBy = []opcode{opLocalGet, opI64Const, opI64Store}
)

// settle has the local that mirrors the stack pointer stay where it is from the
// making of the frame on: at the place of the return address of the functions
// that are called, so that no offset is below it. The global stack pointer moves
// as before. Nothing is changed where there is no frame, or where the stack
// pointer is used as Go's compiler uses it nowhere.
func (f *function) settle() {
	start := f.frameMade()
	if start == unknown {
		return
	}
	code := slices.Clone(f.code) // as it is changed in place
	s := settler{function: f, frame: f.code[start-len(lowers)+2].imm, users: f.users()}
	s.out = append(s.out, f.code[:start-len(lowers)+1]...)
	s.emit(localGet(stackPointer), i32Const(s.frame), instr{op: opI32Sub}, instr{op: opGlobalSet, imm: globalStackPointer},
		localGet(stackPointer), i32Const(s.frame+returnAddress), instr{op: opI32Sub}, localSet(stackPointer))
	for i := start + 1; i < len(f.code); {
		n := s.rewrite(i)
		if n == 0 {
			f.code = code
			return
		}
		i += n
	}
	f.code, f.frame = s.out, s.frame
}

// settler settles the stack pointer of a function.
type settler struct {
	*function
	frame int64
	users []int
	// pushed is set between a push of a return address and the call.
	pushed bool
	out    []instr
}

func (s *settler) emit(code ...instr) { s.out = append(s.out, code...) }

// rewrite rewrites the instructions at i, and returns how many those were, 0
// when they are none of Go's compiler.
func (s *settler) rewrite(i int) int {
	n := s.code[i]
	switch {
	case s.moves(i, lowers, returnAddress) && matches(s.code, i+len(lowers), pushedBy...) && !s.pushed:
		s.pushed = true
		s.emit(localGet(stackPointer), instr{op: opGlobalSet, imm: globalStackPointer})
		return len(lowers)
	case s.leaves(i) && !s.pushed:
		s.emit(localGet(stackPointer), i32Const(s.frame+2*returnAddress), instr{op: opI32Add}, instr{op: opGlobalSet, imm: globalStackPointer})
		return 2 * len(raises)
	case n.op == opCall || n.op == opCallIndirect:
		return s.call(i)
	case n.is(opLocalGet, stackPointer):
		return s.use(i)
	case n.is(opLocalSet, stackPointer), n.is(opLocalTee, stackPointer),
		n.is(opGlobalSet, globalStackPointer), n.is(opGlobalGet, globalStackPointer):
		return 0
	case s.pushed && n.op.leaves():
		return 0
	}
	s.emit(n)
	return 1
}

// moves reports whether the stack pointer is moved at i, by some bytes.
func (s *settler) moves(i int, how []opcode, by int64) bool {
	return matches(s.code, i, how...) && s.code[i].imm == stackPointer && s.code[i+1].imm == by &&
		s.code[i+3].imm == stackPointer && s.code[i+4].imm == globalStackPointer
}

// leaves reports whether the function returns at i.
func (s *settler) leaves(i int) bool {
	end := i + 2*len(raises)
	return s.moves(i, raises, s.frame) && s.moves(i+len(raises), raises, returnAddress) && matches(s.code, end, returns...)
}

// call rewrites a call: one that pushed its return address has popped it, and
// others are those of helpers in assembly, which leave the stack pointer alone.
func (s *settler) call(i int) int {
	s.emit(s.code[i])
	mirrored := matches(s.code, i+1, mirrors...) && s.code[i+1].imm == globalStackPointer && s.code[i+2].imm == stackPointer
	if s.pushed && !mirrored {
		return 0
	}
	s.pushed = false
	if mirrored {
		return 1 + len(mirrors)
	}
	return 1
}

// use rewrites a use of the stack pointer.
func (s *settler) use(i int) int {
	s.emit(s.code[i])
	if s.pushed {
		return 1
	}
	if user := s.users[i]; user != unknown && s.code[user].op.isAccess() {
		offset, ok := s.code[user].offsetBy(returnAddress)
		if !ok {
			return 0
		}
		s.code[user].imm = offset
		return 1
	}
	s.emit(i32Const(returnAddress), instr{op: opI32Add})
	return 1
}
