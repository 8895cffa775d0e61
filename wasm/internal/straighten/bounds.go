package straighten

// failing are the beginnings of the names of the functions that are called where
// an index or a divisor is not what it must be. They never return.
var failing = []string{"runtime.goPanic", "runtime.panicdivide", "runtime.panicshift", "runtime.panicunsafe"}

// failure is what Go's compiler emits to call a function that never returns,
// behind the arguments.
var failure = []opcode{
	opLocalGet, opI32Const, opI32Sub, opLocalTee, opGlobalSet, // room for the return address
	opLocalGet, opI64Const, opI64Store, // the return address
	opI32Const, opCall,
	opGlobalGet, opLocalSet, opBrIf, // leave when the goroutine is unwound
}

// failureCall is where the call stands in it.
const failureCall = 9

// endFailures traps where a function is called that never returns.
func (f *function) endFailures(failing map[int64]bool) {
	var out []instr
	for i := 0; i < len(f.code); i++ {
		if matches(f.code, i, failure...) && failing[f.code[i+failureCall].imm] {
			out = append(withoutArguments(out), instr{op: opUnreachable})
			i += len(failure) - 1
			continue
		}
		out = append(out, f.code[i])
	}
	f.code = out
}

// trapDirectly has what leads to a trap and nothing else branch to the block
// behind whose end the function traps.
func (f *function) trapDirectly(trap int) {
	traps := f.leadsToTrap()
	for i := range f.code {
		if n := &f.code[i]; (n.op == opBr || n.op == opBrIf) && traps[n.label] {
			n.label = trap
		}
	}
}

// withoutArguments returns code without the straight part at its end.
func withoutArguments(code []instr) []instr {
	for len(code) > 0 {
		if _, _, plain := code[len(code)-1].op.effect(); !plain {
			break
		}
		code = code[:len(code)-1]
	}
	return code
}

// leadsToTrap returns, by label, the blocks behind whose end nothing but a trap
// stands.
func (f *function) leadsToTrap() []bool {
	behind := make([]bool, f.labels)
	for i := len(f.code) - 2; i >= 0; i-- {
		switch n, next := &f.code[i], &f.code[i+1]; n.op {
		case opEnd:
			behind[n.label] = next.op == opUnreachable || next.op == opEnd && behind[next.label]
		case opLoop:
			behind[n.label] = false // branches go to its beginning; all in it have been seen
		}
	}
	return behind
}
