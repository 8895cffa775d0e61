package straighten

import "github.com/finfault/finfault/wasm/internal/freeze/module"

// encoder writes a function.
type encoder struct {
	out   []byte
	depth int   // how many blocks are open
	at    []int // by label, the depth of a block that is open
}

// encode appends the code of a function.
func (f *function) encode(dst []byte) []byte {
	e := encoder{out: module.AppendU32(dst, uint32(len(f.groups))), at: make([]int, f.labels)}
	for _, g := range f.groups {
		e.out = append(module.AppendU32(e.out, g.count), g.typ)
	}
	for i := range f.code {
		e.instr(&f.code[i])
	}
	return e.out
}

func (e *encoder) instr(n *instr) {
	if n.op > 0xff { // the numbers behind prefixes are below 0x80
		e.out = append(e.out, byte(n.op>>8))
	}
	e.out = append(e.out, byte(n.op))
	switch n.op.immediates() {
	case blockType:
		e.depth++
		e.at[n.label] = e.depth
		e.out = module.AppendSigned(e.out, n.imm)
	case noImmediates:
		if n.op == opEnd {
			e.depth--
		}
	case oneLabel:
		e.label(n.label)
	case labelTable:
		e.out = module.AppendU32(e.out, uint32(len(n.table)-1))
		for _, label := range n.table {
			e.label(label)
		}
	case oneIndex:
		e.out = module.AppendU32(e.out, uint32(n.imm))
	case twoIndices:
		e.out = module.AppendU32(module.AppendU32(e.out, uint32(n.imm)), n.align)
	case alignAndOffset:
		e.out = module.AppendU32(module.AppendU32(e.out, n.align), uint32(n.imm))
	case oneConstant:
		e.out = module.AppendSigned(e.out, n.imm)
	case fourBytes, eightBytes:
		e.out = append(e.out, n.bits...)
	case oneMemory:
		e.out = append(e.out, 0)
	case twoMemories:
		e.out = append(e.out, 0, 0)
	}
}

// label writes how many blocks a branch leaves.
func (e *encoder) label(label int) { e.out = module.AppendU32(e.out, uint32(e.depth-e.at[label])) }
