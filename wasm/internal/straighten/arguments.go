package straighten

import "math"

// Some arguments are the same at every call of a copy: where a module works with
// one decoder, all methods of that have its address. Copies have such arguments
// as constants (constants.go). What is reached by them is then a variable of a
// package, of which all have their bounds checked at once, and is not compared
// with nil.

// argument is what is known of an argument: nothing yet, a constant, or that it
// is not always the same.
type argument struct {
	known, varies bool
	value         int64
}

// meet returns what is known by two calls.
func (a argument) meet(b argument) argument {
	switch {
	case !a.known && !a.varies:
		return b
	case !b.known && !b.varies:
		return a
	case a.varies || b.varies || a.value != b.value:
		return argument{varies: true}
	}
	return a
}

// passing is an argument as a call gives it: a constant, or one of the caller's
// own with a constant added, or anything.
type passing struct {
	anything bool
	// own is the offset of the caller's own argument, unknown for a constant.
	own   int64
	added int64
}

// call is a call of a copy.
type call struct {
	caller, callee int
	// copied is set when it is a copy that calls.
	copied bool
	// passed are the arguments by their offsets; what is not among them is
	// anything.
	passed map[int64]passing
}

// findConstants finds the arguments of copies that are the same at every call.
func (r *rewriter) findConstants() error {
	var calls []call
	r.arguments = map[int]map[int64]argument{}
	for i := range r.bodies {
		f, err := r.decode(i)
		if err != nil {
			return err
		}
		own := int64(unknown)
		if r.isGo(i) {
			f.simplify()
			f.foldOffsets()
			f.settle()
			own = f.ownArguments()
		}
		if _, copied := r.unchecked[i]; copied {
			r.arguments[i] = f.readArguments(own)
		}
		calls = append(calls, r.callsOf(f, i, own)...)
	}
	for changed := true; changed; {
		changed = false
		for _, c := range calls {
			for at, before := range r.arguments[c.callee] {
				if after := before.meet(c.gives(at, r.arguments)); after != before {
					r.arguments[c.callee][at], changed = after, true
				}
			}
		}
	}
	return nil
}

// ownArguments returns the offset from the stack pointer at which the arguments
// of a function begin, unknown where others may change them.
func (f *function) ownArguments() int64 {
	if f.frame != 0 {
		if at := f.arguments(); at != math.MaxInt64 {
			return at
		}
		return unknown
	}
	for i := beginningLength; i < len(f.code); i++ {
		if n := &f.code[i]; n.is(opLocalSet, stackPointer) || n.is(opLocalTee, stackPointer) {
			return unknown
		}
	}
	if f.exposesFrame() {
		return unknown
	}
	return returnAddress
}

// readArguments returns the arguments that a function reads as a whole and never
// writes, of which nothing is known as yet.
func (f *function) readArguments(own int64) map[int64]argument {
	read := map[int64]argument{}
	if own == unknown {
		return read
	}
	for i := range f.code {
		if at, ok := f.readsArgument(i, own); ok {
			read[at] = argument{}
		}
	}
	operands := f.firstOperands()
	for i := range f.code {
		n := &f.code[i]
		if !n.op.isStore() || operands[i] == unknown || !f.code[operands[i]].is(opLocalGet, stackPointer) {
			continue
		}
		for at := n.imm - own - pointerSize + 1; at < n.imm-own+n.op.width(); at++ {
			delete(read, at)
		}
	}
	return read
}

// readsArgument returns which argument of the function's own the instructions at
// i read, if they read one.
func (f *function) readsArgument(i int, own int64) (at int64, ok bool) {
	if own == unknown || !matches(f.code, i, opLocalGet, opI64Load) || f.code[i].imm != stackPointer {
		return 0, false
	}
	at = f.code[i+1].imm - own
	return at, at >= 0
}

// settledCall is what is in front of a call where the stack pointer has been
// settled, with the call.
var settledCall = []opcode{opLocalGet, opGlobalSet, opLocalGet, opI64Const, opI64Store, opI32Const, opCall}

// callsOf returns the calls of copies in the module's own function i, as those
// of its copy and of itself.
func (r *rewriter) callsOf(f *function, i int, own int64) (calls []call) {
	_, copied := r.unchecked[i]
	for at := range f.code {
		if at == 0 || !matches(f.code, at-1, opI32Const, opCall) || f.code[at-1].imm != 0 {
			continue
		}
		callee := int(f.code[at].imm) - r.imports
		unchecked, known := r.unchecked[callee]
		if !known {
			continue
		}
		c := call{caller: i, callee: callee}
		if start := at + 1 - len(settledCall); f.frame != 0 && matches(f.code, start, settledCall...) {
			c.passed = f.passedInFrontOf(start, own)
		}
		if copied {
			calls = append(calls, call{i, callee, true, c.passed})
		}
		if !unchecked {
			calls = append(calls, c)
		}
	}
	return calls
}

// passedInFrontOf returns the arguments that are written in front of a call, of
// which it is certain that nothing else writes them.
func (f *function) passedInFrontOf(start int, own int64) map[int64]passing {
	passed := map[int64]passing{}
	operands := f.firstOperands()
	written := map[int64]bool{}
	for i := start - 1; i >= 0; i-- {
		n := &f.code[i]
		if _, _, plain := n.op.effect(); !plain || n.op == opMemoryCopy || n.op == opMemoryFill {
			break
		}
		if !n.op.isStore() {
			continue
		}
		if operands[i] == unknown || !f.code[operands[i]].is(opLocalGet, stackPointer) {
			break
		}
		at := n.imm - returnAddress
		if n.op == opI64Store && !written[at] {
			passed[at] = f.evaluate(i, own)
		}
		for b := at - pointerSize + 1; b < at+n.op.width(); b++ {
			if b != at && !written[b] {
				passed[b] = passing{anything: true}
			}
			written[b] = true
		}
	}
	return passed
}

// evaluate returns what the code in front of an instruction comes to.
func (f *function) evaluate(end int, own int64) passing {
	if end < 2 {
		return passing{anything: true}
	}
	switch n := &f.code[end-1]; {
	case n.op == opI64Const:
		return passing{own: unknown, added: n.imm}
	case n.op == opI64Load:
		if at, ok := f.readsArgument(end-2, own); ok {
			return passing{own: at}
		}
	case n.op == opI64Add && f.code[end-2].op == opI64Const:
		p := f.evaluate(end-2, own)
		p.added += f.code[end-2].imm
		return p
	case n.op == opLocalGet:
		return f.evaluateLocal(n.imm, end-1, own)
	}
	return passing{anything: true}
}

// evaluateLocal returns what a local has been set to in the straight code in front
// of an instruction.
func (f *function) evaluateLocal(local int64, end int, own int64) passing {
	for i := end - 1; i > 0; i-- {
		n := &f.code[i]
		if n.is(opLocalSet, local) || n.is(opLocalTee, local) {
			return f.evaluate(i, own)
		}
		if _, _, plain := n.op.effect(); !plain {
			break
		}
	}
	return passing{anything: true}
}

// gives returns what is known of an argument that a call gives.
func (c *call) gives(at int64, arguments map[int]map[int64]argument) argument {
	p, found := c.passed[at]
	switch {
	case !found || p.anything || p.own != unknown && !c.copied:
		return argument{varies: true}
	case p.own == unknown:
		return argument{known: true, value: p.added}
	}
	own, kept := arguments[c.caller][p.own]
	if !kept {
		return argument{varies: true}
	}
	if own.known {
		own.value += p.added
	}
	return own
}
