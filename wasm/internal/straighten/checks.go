package straighten

import "math"

// check is an access that is made early, to the last byte that others reach by
// the same address: hosts need not check the bounds of those any more.
type check struct {
	local int64 // holds the address
	last  int64 // offset of the byte
}

// checks are what to check behind the instructions at some indices.
type checks map[int][]check

// checkEarly adds the checks that save others. They trap only where an access
// they stand for would have trapped, of which it is certain that it follows:
// what would have been written between the two is lost with the instance.
func (f *function) checkEarly(trap int, zero, memory int64) {
	early := checks{}
	f.checkAddresses(early, trap)
	f.checkWhole(early)
	f.checkFrame(early, zero, memory)
	out := make([]instr, 0, len(f.code)+len(early))
	for i := range f.code {
		out = append(out, f.code[i])
		for _, c := range early[i] {
			out = append(out, localGet(c.local), access(opI32Load8U, c.last), instr{op: opDrop})
		}
	}
	f.code = out
}

// reach is how far the accesses reach that are certain to follow by an address.
type reach struct {
	stretch int // of the code, see checkAddresses
	// next is the last byte of the first of them, last that of all.
	next, last int64
}

// checkAddresses has an address be checked where it is computed. It goes
// through the code from its end, and counts stretches: within one, each
// instruction is certain to follow those before it, unless one of them traps.
func (f *function) checkAddresses(early checks, trap int) {
	users := f.users()
	ahead := make([]reach, f.locals)
	stretch := 1
	for i := len(f.code) - 1; i >= 0; i-- {
		n := &f.code[i]
		if _, _, known := n.op.effect(); !known && (n.op != opBrIf || n.label != trap) {
			stretch++
		}
		if n.op != opLocalGet && n.op != opLocalTee || n.imm == stackPointer || n.imm >= int64(len(ahead)) {
			continue
		}
		r := &ahead[n.imm]
		if r.stretch != stretch {
			*r = reach{stretch: stretch, next: unknown, last: unknown}
		}
		if users[i] != unknown && f.code[users[i]].op.isAccess() {
			r.next = f.code[users[i]].lastByte()
			r.last = max(r.last, r.next)
		}
		if n.op == opLocalTee {
			if r.next < r.last && r.last <= math.MaxUint32 {
				early[i] = append(early[i], check{n.imm, r.last})
			}
			*r = reach{}
		}
	}
}

// lastByte is the offset of the last byte that an access reaches.
func (n *instr) lastByte() int64 { return n.imm + n.op.width() - 1 }

// checkFrame has the stack and the variables of packages be checked when the
// frame has been made. Neither check can trap, wherever the accesses stand:
// what a function reaches from the stack pointer is its frame and its
// arguments, which lie on a stack that is there as a whole; and constant
// addresses are checked up to the size that the memory has at first only.
func (f *function) checkFrame(early checks, zero, memory int64) {
	made := f.frameMade()
	if made == unknown {
		return
	}
	lasts := map[int64]int64{}
	for i, operand := range f.firstOperands() {
		n := &f.code[i]
		if operand == unknown || !n.op.isAccess() || f.code[operand].op != opLocalGet {
			continue
		}
		switch local := f.code[operand].imm; {
		case local == stackPointer, local == zero && n.lastByte() < memory:
			lasts[local] = max(lasts[local], n.lastByte())
		}
	}
	for _, local := range []int64{zero, stackPointer} {
		if last := lasts[local]; last > 0 {
			early[made] = append(early[made], check{local, last})
		}
	}
}
