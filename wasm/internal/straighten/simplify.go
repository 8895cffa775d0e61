package straighten

// opposite are the comparisons that hold where others do not. Those of
// floating-point numbers have none, except equality, which Go seldom tests.
var opposite = map[opcode]opcode{
	opI32Eq: opI32Ne, opI32LtS: opI32GeS, opI32LtU: opI32GeU, opI32GtS: opI32LeS, opI32GtU: opI32LeU,
	opI32Ne: opI32Eq, opI32GeS: opI32LtS, opI32GeU: opI32LtU, opI32LeS: opI32GtS, opI32LeU: opI32GtU,
	opI64Eq: opI64Ne, opI64LtS: opI64GeS, opI64LtU: opI64GeU, opI64GtS: opI64LeS, opI64GtU: opI64LeU,
	opI64Ne: opI64Eq, opI64GeS: opI64LtS, opI64GeU: opI64LtU, opI64LeS: opI64GtS, opI64LeU: opI64GtU,
}

// simplify shortens what Go's compiler writes at length, as it keeps all but
// the stack pointer in 64 bits. No branch leads between the instructions of
// what is shortened: branches lead to instructions that open or close a block
// only.
func (f *function) simplify() {
	out := f.code[:0]
	for _, n := range f.code {
		out = append(out, n)
		for shorter := shorten(out); len(shorter) < len(out); shorter = shorten(out) {
			out = shorter
		}
	}
	f.code = out
}

// shorten returns code with a shorter ending of the same effect, or as it is.
func shorten(code []instr) []instr {
	ends := func(ops ...opcode) bool { return matches(code, len(code)-len(ops), ops...) }
	at := func(back int) *instr { return &code[len(code)-back] }
	switch {
	case ends(opI64ExtendI32U, opI64Eqz):
		return ending(code, 2, instr{op: opI32Eqz})
	case ends(opI64Const, opI32WrapI64):
		return ending(code, 2, i32Const(int64(int32(at(2).imm))))
	case ends(opI64Const, opI64Const, opI64Add):
		return ending(code, 3, i64Const(at(3).imm+at(2).imm))
	case ends(opI64Const, opI64Eqz, opBrIf) && at(3).imm != 0:
		return ending(code, 3)
	case ends(opI64ExtendI32U, opI64Const, opI64Add, opI32WrapI64):
		return ending(code, 4, i32Const(int64(int32(at(3).imm))), instr{op: opI32Add})
	case ends(opI32Eqz) && len(code) > 1:
		return shortenNot(code, *at(2))
	case (ends(opI32Eqz, opI32Eqz, opBrIf) || ends(opI32Eqz, opI32Eqz, opIf)):
		return ending(code, 3, *at(1)) // they ask whether a number is zero or not only
	}
	return code
}

// shortenNot shortens code that ends with the negation of what an instruction
// gives.
func shortenNot(code []instr, negated instr) []instr {
	if op, ok := opposite[negated.op]; ok {
		return ending(code, 2, instr{op: op})
	}
	if negated.op == opI32Eqz && len(code) > 2 && code[len(code)-3].op.isTest() {
		return code[:len(code)-2]
	}
	return code
}

// ending replaces the last instructions of code.
func ending(code []instr, n int, by ...instr) []instr { return append(code[:len(code)-n], by...) }
