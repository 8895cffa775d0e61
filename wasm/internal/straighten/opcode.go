package straighten

// opcode says what an instruction does. Where it stands behind a prefix, the
// prefix is its upper byte.
type opcode uint16

// The opcodes that are spoken of, and those that begin and end ranges.
const (
	opUnreachable   opcode = 0x00
	opNop           opcode = 0x01
	opBlock         opcode = 0x02
	opLoop          opcode = 0x03
	opIf            opcode = 0x04
	opElse          opcode = 0x05
	opEnd           opcode = 0x0b
	opBr            opcode = 0x0c
	opBrIf          opcode = 0x0d
	opBrTable       opcode = 0x0e
	opReturn        opcode = 0x0f
	opCall          opcode = 0x10
	opCallIndirect  opcode = 0x11
	opDrop          opcode = 0x1a
	opSelect        opcode = 0x1b
	opLocalGet      opcode = 0x20
	opLocalSet      opcode = 0x21
	opLocalTee      opcode = 0x22
	opGlobalGet     opcode = 0x23
	opGlobalSet     opcode = 0x24
	opI32Load       opcode = 0x28
	opI64Load       opcode = 0x29
	opF32Load       opcode = 0x2a
	opF64Load       opcode = 0x2b
	opI32Load8S     opcode = 0x2c
	opI32Load8U     opcode = 0x2d
	opI32Load16S    opcode = 0x2e
	opI64Load8S     opcode = 0x30
	opI64Load8U     opcode = 0x31
	opI64Load32S    opcode = 0x34
	opI64Load32U    opcode = 0x35
	opI32Store      opcode = 0x36
	opI64Store      opcode = 0x37
	opF32Store      opcode = 0x38
	opF64Store      opcode = 0x39
	opI32Store8     opcode = 0x3a
	opI64Store8     opcode = 0x3c
	opI64Store32    opcode = 0x3e
	opMemorySize    opcode = 0x3f
	opMemoryGrow    opcode = 0x40
	opI32Const      opcode = 0x41
	opI64Const      opcode = 0x42
	opF32Const      opcode = 0x43
	opF64Const      opcode = 0x44
	opI32Eqz        opcode = 0x45
	opI32Eq         opcode = 0x46
	opI32Ne         opcode = 0x47
	opI32LtS        opcode = 0x48
	opI32LtU        opcode = 0x49
	opI32GtS        opcode = 0x4a
	opI32GtU        opcode = 0x4b
	opI32LeS        opcode = 0x4c
	opI32LeU        opcode = 0x4d
	opI32GeS        opcode = 0x4e
	opI32GeU        opcode = 0x4f
	opI64Eqz        opcode = 0x50
	opI64Eq         opcode = 0x51
	opI64Ne         opcode = 0x52
	opI64LtS        opcode = 0x53
	opI64LtU        opcode = 0x54
	opI64GtS        opcode = 0x55
	opI64GtU        opcode = 0x56
	opI64LeS        opcode = 0x57
	opI64LeU        opcode = 0x58
	opI64GeS        opcode = 0x59
	opI64GeU        opcode = 0x5a
	opF64Ge         opcode = 0x66
	opI32Clz        opcode = 0x67
	opI32Popcnt     opcode = 0x69
	opI32Add        opcode = 0x6a
	opI32Sub        opcode = 0x6b
	opI64Clz        opcode = 0x79
	opI64Popcnt     opcode = 0x7b
	opI64Add        opcode = 0x7c
	opF32Abs        opcode = 0x8b
	opF32Sqrt       opcode = 0x91
	opF64Abs        opcode = 0x99
	opF64Sqrt       opcode = 0x9f
	opF64Copysign   opcode = 0xa6
	opI32WrapI64    opcode = 0xa7
	opI64ExtendI32U opcode = 0xad
	opI64Extend32S  opcode = 0xc4
	opI32TruncSat   opcode = 0xfc00 // the first of the conversions that saturate
	opI64TruncSat   opcode = 0xfc07 // the last of them
	opMemoryCopy    opcode = 0xfc0a
	opMemoryFill    opcode = 0xfc0b
	// Go's compiler emits no vectors: these are written only.
	opV128Load  opcode = 0xfd00
	opV128Store opcode = 0xfd0b
)

// prefixMore is the prefix of the opcodes that Go's compiler emits behind one.
const prefixMore = 0xfc

func (op opcode) between(first, last opcode) bool { return first <= op && op <= last }

func (op opcode) isLoad() bool { return op.between(opI32Load, opI64Load32U) || op == opV128Load }

func (op opcode) isStore() bool { return op.between(opI32Store, opI64Store32) || op == opV128Store }

func (op opcode) isAccess() bool { return op.isLoad() || op.isStore() }

// isTest reports whether the result is 0 or 1.
func (op opcode) isTest() bool { return op.between(opI32Eqz, opF64Ge) }

// leaves reports whether an instruction can lead elsewhere than to the next one.
func (op opcode) leaves() bool {
	return op.between(opUnreachable, opUnreachable) || op.between(opBlock, opReturn)
}

// width is how many bytes of the memory an access reads or writes.
func (op opcode) width() int64 {
	switch op {
	case opI32Load8S, opI32Load8U, opI64Load8S, opI64Load8U, opI32Store8, opI64Store8:
		return 1
	case opI32Load, opF32Load, opI64Load32S, opI64Load32U, opI32Store, opF32Store, opI64Store32:
		return 4
	case opI64Load, opF64Load, opI64Store, opF64Store:
		return 8
	case opV128Load, opV128Store:
		return vectorSize
	}
	return 2
}

// effect is how many values an instruction takes from the operand stack and
// puts on it. It is said not to be known of calls, of what opens, closes and
// leaves blocks, and of memory.grow, which changes what addresses are good.
func (op opcode) effect() (takes, puts int, known bool) {
	switch {
	case op == opNop:
		return 0, 0, true
	case op == opLocalGet, op == opGlobalGet, op == opMemorySize, op.between(opI32Const, opF64Const):
		return 0, 1, true
	case op == opLocalSet, op == opGlobalSet, op == opDrop:
		return 1, 0, true
	case op == opLocalTee, op.isLoad(), op.isUnary():
		return 1, 1, true
	case op.isStore():
		return 2, 0, true
	case op.between(opI32Eqz, opF64Copysign): // all that are not unary
		return 2, 1, true
	case op == opSelect:
		return 3, 1, true
	case op == opMemoryCopy, op == opMemoryFill:
		return 3, 0, true
	}
	return 0, 0, false
}

// isUnary reports whether an instruction makes one number of another.
func (op opcode) isUnary() bool {
	return op == opI32Eqz || op == opI64Eqz || op.between(opI32Clz, opI32Popcnt) || op.between(opI64Clz, opI64Popcnt) ||
		op.between(opF32Abs, opF32Sqrt) || op.between(opF64Abs, opF64Sqrt) ||
		op.between(opI32WrapI64, opI64Extend32S) || op.between(opI32TruncSat, opI64TruncSat)
}

// immediates is what follows an opcode.
type immediates int

const (
	unknownImmediates immediates = iota
	noImmediates
	blockType
	oneLabel
	labelTable
	oneIndex
	twoIndices
	alignAndOffset
	oneConstant
	fourBytes
	eightBytes
	oneMemory
	twoMemories
)

// immediates says what follows the opcode; unknownImmediates when Go's compiler
// does not emit it.
func (op opcode) immediates() immediates {
	switch {
	case op == opUnreachable, op == opNop, op == opElse, op == opEnd, op == opReturn, op == opDrop, op == opSelect,
		op.between(opI32Eqz, opI64Extend32S), op.between(opI32TruncSat, opI64TruncSat):
		return noImmediates
	case op.between(opBlock, opIf):
		return blockType
	case op == opBr, op == opBrIf:
		return oneLabel
	case op == opBrTable:
		return labelTable
	case op == opCall, op.between(opLocalGet, opGlobalSet):
		return oneIndex
	case op == opCallIndirect:
		return twoIndices
	case op.isAccess():
		return alignAndOffset
	case op == opI32Const, op == opI64Const:
		return oneConstant
	case op == opF32Const:
		return fourBytes
	case op == opF64Const:
		return eightBytes
	case op == opMemorySize, op == opMemoryGrow, op == opMemoryFill:
		return oneMemory
	case op == opMemoryCopy:
		return twoMemories
	}
	return unknownImmediates
}
