package straighten

// branchAside writes br_if as a block with an else that branches. wazero splits
// the edge of a br_if to a block that others branch to as well, and then does
// not see the comparison any more that decides: it makes a number of it and
// tests that. Of the two arms it puts the first one next to the condition, so
// that going on costs no jump.
//
// Blocks with a condition get an else, without which wazero forgets behind them
// what bounds it has checked.
func (f *function) branchAside() {
	arms := f.conditions()
	out := make([]instr, 0, 2*len(f.code))
	for _, n := range f.code {
		if n.op == opEnd && arms[n.label] == 1 {
			out = append(out, instr{op: opElse, label: n.label})
		}
		if n.op != opBrIf {
			out = append(out, n)
			continue
		}
		label := f.newLabel()
		out = append(negated(out),
			instr{op: opIf, imm: void, label: label},
			instr{op: opElse, label: label},
			instr{op: opBr, label: n.label},
			instr{op: opEnd, label: label})
	}
	f.code = out
}

// conditions returns, by label, how many arms the blocks have that are entered
// under a condition; 0 for the others.
func (f *function) conditions() []int {
	arms := make([]int, f.labels)
	for i := range f.code {
		if n := &f.code[i]; n.op == opIf || n.op == opElse {
			arms[n.label]++
		}
	}
	return arms
}

// negated returns code that ends with a number that is zero where what it ended
// with is not, and the other way round.
func negated(code []instr) []instr {
	last := code[len(code)-1]
	if op, ok := opposite[last.op]; ok {
		return ending(code, 1, instr{op: op})
	}
	switch last.op {
	case opI32Eqz:
		return code[:len(code)-1]
	case opI64Eqz:
		return ending(code, 1, instr{op: opI64Const}, instr{op: opI64Ne})
	}
	return append(code, instr{op: opI32Eqz})
}
