package straighten

import "slices"

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

// endPanics has nil checks, and whatever leads to a trap, branch to one
// instruction at the function's end that traps, and returns the block around all
// before it; noLabel when there is nothing of the kind. What
// branches there finds values on the operand stack or not, which does not matter
// to a trap.
func (f *function) endPanics(panics map[int64]bool) (trap int) {
	trap = f.newLabel()
	var out []instr
	for i := 0; i < len(f.code); i++ {
		if matches(f.code, i, nilCheck...) && panics[f.code[i+nilCheckCall].imm] {
			out = append(out, instr{op: opBrIf, label: trap})
			i += len(nilCheck) - 1
			continue
		}
		out = append(out, f.code[i])
	}
	f.code = out
	f.trapDirectly(trap)
	if !slices.ContainsFunc(f.code, func(n instr) bool { return (n.op == opBr || n.op == opBrIf) && n.label == trap }) {
		return noLabel
	}
	f.surround(trap)
	return trap
}

// surround puts the function's code into a block behind whose end it traps.
func (f *function) surround(trap int) {
	last := len(f.code) - 1 // the end of the function
	code := append([]instr{{op: opBlock, imm: void, label: trap}}, f.code[:last]...)
	f.code = append(code, instr{op: opReturn}, instr{op: opEnd, label: trap}, instr{op: opUnreachable}, f.code[last])
}
