package straighten

// dropBlocks drops the blocks and loops that nothing branches to. What can be
// reached of the code behind the end of one is reached by falling through it
// as before.
func (f *function) dropBlocks() {
	used := f.usedBlocks()
	for i := range f.code {
		switch n := &f.code[i]; n.op {
		case opBlock, opLoop, opEnd:
			if !used[n.label] {
				n.op = opNop
			}
		}
	}
	f.code = without(f.code)
}

// usedBlocks are, by label, the blocks that have to stay: those with branches
// to them, and those that do more than to be branched to.
func (f *function) usedBlocks() []bool {
	used := make([]bool, f.labels)
	used[bodyLabel] = true
	for i := range f.code {
		switch n := &f.code[i]; n.op {
		case opBr, opBrIf, opIf:
			used[n.label] = true
		case opBrTable:
			for _, label := range n.table {
				used[label] = true
			}
		case opBlock, opLoop:
			if n.imm != void {
				used[n.label] = true
			}
		}
	}
	return used
}
