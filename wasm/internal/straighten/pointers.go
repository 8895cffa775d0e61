package straighten

// pointer is where code takes a pointer from: a local of 64 bits, or eight bytes
// on the stack at an offset from the stack pointer.
type pointer struct {
	onStack bool
	at      int64
}

// pointerSize is how many bytes a pointer has in memory.
const pointerSize = 8

// pointerAt returns the pointer that is made an address of 32 bits by the
// instructions that begin at i, and how many they are; 0 when there is none.
func (f *function) pointerAt(i int) (p pointer, length int) {
	switch {
	case matches(f.code, i, opLocalGet, opI32WrapI64), matches(f.code, i, opLocalTee, opI32WrapI64):
		return pointer{at: f.code[i].imm}, 2
	case matches(f.code, i, opLocalGet, opI64Load, opI32WrapI64) && f.code[i].imm == stackPointer:
		return pointer{onStack: true, at: f.code[i+1].imm}, 3
	}
	return pointer{}, 0
}

// shareAddresses keeps the address that a pointer has been made in a local of
// its own, as long as it is certain that the pointer has not changed. Hosts
// check the bounds of an access by the value of its address: of one that they
// have checked they know that it is good, of one computed anew they do not.
func (f *function) shareAddresses() {
	s := sharer{function: f, numbers: map[pointer]int{}}
	s.choose()
	if len(s.addresses) == 0 {
		return
	}
	s.exposed, s.operands = f.exposesFrame(), f.firstOperands()
	s.known = newKnowledge(emptySet(len(s.addresses)), f.labels)
	for i := 0; i < len(f.code); {
		i += s.rewrite(i)
	}
	f.code = s.out
}

// sharer shares the addresses of a function's pointers. The facts that it
// follows are which pointers have not changed since their addresses were kept.
type sharer struct {
	*function
	// numbers are those of the pointers that are shared, and addresses the
	// locals with their addresses by these numbers.
	numbers   map[pointer]int
	addresses []int64
	// onStack are the numbers of the pointers on the stack, and within those of
	// them that others than the function's own instructions may change.
	onStack, within set
	known           *knowledge[set]
	// exposed is set when not only the instructions that store by the stack
	// pointer itself may write to the function's part of the stack.
	exposed  bool
	operands []int
	out      []instr
}

// choose finds the pointers that are made addresses more than once.
func (s *sharer) choose() {
	seen := map[pointer]bool{}
	for i := range s.code {
		p, length := s.pointerAt(i)
		if _, chosen := s.numbers[p]; chosen || length == 0 {
			continue
		}
		if seen[p] {
			s.numbers[p] = len(s.addresses)
			s.addresses = append(s.addresses, s.newLocal(typeI32))
		}
		seen[p] = true
	}
	s.onStack, s.within = emptySet(len(s.addresses)), emptySet(len(s.addresses))
	arguments := s.arguments()
	for p, number := range s.numbers {
		if p.onStack {
			s.onStack.add(number)
			if p.at < arguments {
				s.within.add(number)
			}
		}
	}
}

// rewrite copies the instruction at i, or what makes a pointer an address there,
// and returns how many instructions that were.
func (s *sharer) rewrite(i int) int {
	p, length := s.pointerAt(i)
	number, shared := s.numbers[p]
	if length == 0 || !shared || s.known.now == nil {
		s.forget(i)
		s.known.follow(&s.code[i])
		s.out = append(s.out, s.code[i])
		return 1
	}
	s.forget(i)
	address := s.addresses[number]
	if s.known.now.has(number) {
		s.out = append(s.out, localGet(address))
		return length
	}
	s.known.now.add(number)
	s.out = append(append(s.out, s.code[i:i+length]...), localTee(address))
	return length
}

// forget forgets the pointers that the instruction at i may change.
func (s *sharer) forget(i int) {
	if s.known.now == nil {
		return
	}
	switch n := &s.code[i]; {
	case n.is(opLocalSet, stackPointer), n.is(opLocalTee, stackPointer):
		s.known.now.remove(s.onStack) // their offsets are from another address now
	case n.op == opLocalSet, n.op == opLocalTee:
		s.forgetPointer(pointer{at: n.imm})
	case n.op == opCall && s.code[i-1].op != opI32Const:
		// A helper in assembly, which has no arguments on the stack.
	case n.op == opCall, n.op == opCallIndirect:
		// Functions write their results to the stack, and the arguments are
		// theirs to change.
		s.known.now.remove(s.within)
	case n.op.isStore() && s.byStackPointer(i):
		for at := n.imm - pointerSize + 1; at < n.imm+n.op.width(); at++ {
			s.forgetPointer(pointer{onStack: true, at: at})
		}
	case s.exposed && (n.op.isStore() || n.op == opMemoryCopy || n.op == opMemoryFill):
		s.known.now.remove(s.within)
	}
}

func (s *sharer) forgetPointer(p pointer) {
	if number, shared := s.numbers[p]; shared {
		s.known.now.drop(number)
	}
}

// byStackPointer reports whether an access has the stack pointer itself as its
// address.
func (s *sharer) byStackPointer(i int) bool {
	operand := s.operands[i]
	return operand != unknown && s.code[operand].is(opLocalGet, stackPointer)
}
