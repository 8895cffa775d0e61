package straighten

// keptTest is what Go's compiler emits where the result of a comparison, which
// it keeps in 64 bits, is decided on at once.
var keptTest = []opcode{opI64ExtendI32U, opLocalSet, opLocalGet, opI64Eqz}

// decideDirectly has such decisions take the comparison itself. Hosts need not
// make a number of it then, as long as nobody else reads the local.
func (f *function) decideDirectly() {
	test := int64(unknown)
	var out []instr
	for i := 0; i < len(f.code); i++ {
		if !matches(f.code, i, keptTest...) || f.code[i+1].imm != f.code[i+2].imm || i == 0 || !f.code[i-1].op.isTest() {
			out = append(out, f.code[i])
			continue
		}
		if test == unknown {
			test = f.newLocal(typeI32)
		}
		out = append(out, localTee(test), f.code[i], f.code[i+1], localGet(test), instr{op: opI32Eqz})
		i += len(keptTest) - 1
	}
	f.code = out
	f.simplify()
}
