package straighten

// nilCheck is what Go's compiler emits where a pointer must not be nil, behind
// the test: a call of runtime.sigpanic, which never returns normally.
var nilCheck = []opcode{
	opIf,
	opLocalGet, opI32Const, opI32Sub, opLocalTee, opGlobalSet, // room for the return address
	opLocalGet, opI64Const, opI64Store, // the return address
	opI32Const, opCall,
	opGlobalGet, opLocalSet, opBrIf, // leave when the goroutine is unwound
	opEnd,
}

// nilCheckCall is where the call stands in it.
const nilCheckCall = 10

// endPanics has nil checks branch to one instruction at the function's end that
// traps, and returns the block around all before it; noLabel when there are no
// checks. A check leaves nothing on the operand stack, and what it finds there
// does not matter to a trap.
func (f *function) endPanics(panics map[int64]bool) (trap int) {
	trap = f.newLabel()
	out := f.code[:0]
	for i := 0; i < len(f.code); i++ {
		if matches(f.code, i, nilCheck...) && panics[f.code[i+nilCheckCall].imm] {
			out = append(out, instr{op: opBrIf, label: trap})
			i += len(nilCheck) - 1
			continue
		}
		out = append(out, f.code[i])
	}
	if len(out) == len(f.code) {
		return noLabel
	}
	f.surround(out, trap)
	return trap
}

// surround makes code the function's, in a block behind whose end it traps.
func (f *function) surround(code []instr, trap int) {
	last := len(code) - 1 // the end of the function
	f.code = append([]instr{{op: opBlock, imm: void, label: trap}}, code[:last]...)
	f.code = append(f.code, instr{op: opReturn}, instr{op: opEnd, label: trap}, instr{op: opUnreachable}, code[last])
}
