package straighten

// jumpLength is how many instructions a jump has: i32.const with the number,
// local.set of the parameter, br to the loop.
const jumpLength = 3

// jumpAt returns the block behind whose end the jump goes that begins at i.
func (f *function) jumpAt(i int, d *dispatch) (label int, ok bool) {
	if d.loop == noLabel || !matches(f.code, i, opI32Const, opLocalSet, opBr) ||
		f.code[i+1].imm != resumePoint || f.code[i+2].label != d.loop {
		return noLabel, false
	}
	return d.entry(f.code[i].imm), true
}

// jumpAhead has jumps go to where they lead at once where that lies ahead, which
// is where the block has not ended yet: a jump stands within all blocks of the
// dispatch that have not, since all of them begin in front of it. What is left
// are jumps back.
func (f *function) jumpAhead(d *dispatch) {
	ended := make([]bool, f.labels)
	ahead := func(i int) (instr, bool) {
		label, ok := f.jumpAt(i, d)
		return instr{op: opBr, label: label}, ok && !ended[label]
	}
	out := f.code[:0]
	for i := 0; i < len(f.code); i++ {
		n := f.code[i]
		if n.op == opEnd {
			ended[n.label] = true
		}
		if jump, ok := ahead(i); ok {
			out = append(out, jump)
			i += jumpLength - 1
			continue
		}
		if jump, ok := ahead(i + 1); ok && f.guards(i) {
			jump.op = opBrIf
			out = append(out, jump)
			i += jumpLength + 1
			continue
		}
		out = append(out, n)
	}
	f.code = out
}

// guards reports whether a block that is entered under a condition begins at i
// and holds a jump and nothing else.
func (f *function) guards(i int) bool {
	end := i + 1 + jumpLength
	return f.code[i].opensVoid(opIf) && end < len(f.code) && f.code[end].op == opEnd
}
