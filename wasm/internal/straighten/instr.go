package straighten

// instr is an instruction. Branches name the block they go to, so that blocks
// can come and go without a thought to them.
type instr struct {
	op opcode
	// label is the block that is opened, closed or branched to.
	label int
	// table are the blocks of a br_table, the default one last.
	table []int
	// imm is what the instruction is about: the index of a local, a global or
	// a function, the type of a block, a constant, or the offset of an access.
	imm int64
	// align is an access's alignment as a power of two, and of an indirect call
	// its table.
	align uint32
	// bits are the bytes of a floating-point constant.
	bits []byte
}

// The labels that are no block's own.
const (
	// bodyLabel is the function as a whole.
	bodyLabel = 0
	// noLabel is that of a block which does not exist.
	noLabel = -1
)

// void is the type of a block that takes no values and leaves none.
const void = -0x40

// is reports whether this is an instruction with an immediate, such as an access
// to a certain local.
func (n *instr) is(op opcode, imm int64) bool { return n.op == op && n.imm == imm }

// opensVoid reports whether this opens a block without values by op.
func (n *instr) opensVoid(op opcode) bool { return n.is(op, void) }

func localGet(i int64) instr { return instr{op: opLocalGet, imm: i} }

func localSet(i int64) instr { return instr{op: opLocalSet, imm: i} }

func localTee(i int64) instr { return instr{op: opLocalTee, imm: i} }

func i32Const(c int64) instr { return instr{op: opI32Const, imm: c} }

func i64Const(c int64) instr { return instr{op: opI64Const, imm: c} }

// access is a load or store that need not be aligned.
func access(op opcode, offset int64) instr { return instr{op: op, imm: offset} }

// matches reports whether instructions with certain opcodes begin at i.
func matches(code []instr, i int, ops ...opcode) bool {
	if i < 0 || i+len(ops) > len(code) {
		return false
	}
	for j, op := range ops {
		if code[i+j].op != op {
			return false
		}
	}
	return true
}

// without returns the code without the instructions that were made opNop. Go's
// compiler emits some where nothing is executed; they go too.
func without(code []instr) []instr {
	out := code[:0]
	for _, n := range code {
		if n.op != opNop {
			out = append(out, n)
		}
	}
	return out
}
