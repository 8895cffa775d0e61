package straighten

import (
	"fmt"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// maxLocals is how many locals a function may have: far more than Go's
// compiler gives one, and what hosts take.
const maxLocals = 50_000

// disassembler takes a function apart.
type disassembler struct {
	*module.Reader
	f    *function
	open []int // labels of the blocks that are open
}

// decode takes a function apart. Errors name it as where does.
func decode(where string, code []byte) (*function, error) {
	d := disassembler{module.NewReader(where, code), &function{labels: 1}, []int{bodyLabel}}
	if err := d.readLocals(); err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	d.f.code = make([]instr, 0, len(code)/2)
	for d.More() && len(d.open) > 0 {
		n, err := d.readInstr()
		if err != nil {
			return nil, fmt.Errorf("%s: instruction %d: %w", where, len(d.f.code), err)
		}
		d.f.code = append(d.f.code, n)
	}
	if d.Err() == nil && len(d.open) > 0 {
		return nil, fmt.Errorf("%s: a block has no end", where)
	}
	return d.f, d.End()
}

func (d *disassembler) readLocals() error {
	total := uint64(goParams)
	for range d.Items() {
		g := localGroup{d.U32(), d.Byte()}
		if total += uint64(g.count); total > maxLocals {
			return fmt.Errorf("it has more than %d locals", maxLocals)
		}
		d.f.groups = append(d.f.groups, g)
	}
	d.f.locals = uint32(total)
	return nil
}

func (d *disassembler) readInstr() (n instr, err error) {
	n.op = opcode(d.Byte())
	if n.op == prefixMore {
		const beyond = 0x80 // no opcode has as high a number
		n.op = prefixMore<<8 | opcode(min(d.U32(), beyond))
	}
	switch n.op.immediates() {
	case blockType:
		n.imm, n.label = d.Signed(), d.f.newLabel()
		d.open = append(d.open, n.label)
	case noImmediates:
		d.closeBlock(&n)
	case oneLabel:
		n.label, err = d.readLabel()
	case labelTable:
		n.table, err = d.readTable()
	case oneIndex:
		n.imm = int64(d.U32())
	case twoIndices:
		n.imm, n.align = int64(d.U32()), d.U32()
	case alignAndOffset:
		n.align, n.imm = d.U32(), int64(d.U32())
	case oneConstant:
		n.imm = d.Signed()
	case fourBytes:
		n.bits = d.Bytes(4)
	case eightBytes:
		n.bits = d.Bytes(8)
	case oneMemory:
		err = d.readMemories(1)
	case twoMemories:
		err = d.readMemories(2)
	default:
		err = fmt.Errorf("opcode %#02x is none that Go's compiler emits", uint16(n.op))
	}
	return n, err
}

// closeBlock closes the innermost block if an instruction does.
func (d *disassembler) closeBlock(n *instr) {
	innermost := len(d.open) - 1
	if n.op == opEnd || n.op == opElse {
		n.label = d.open[innermost]
	}
	if n.op == opEnd {
		d.open = d.open[:innermost]
	}
}

// readLabel reads how many blocks a branch leaves, and returns the one that it
// goes to.
func (d *disassembler) readLabel() (int, error) {
	n := d.U32()
	if uint64(n) >= uint64(len(d.open)) {
		return noLabel, fmt.Errorf("it leaves %d blocks, and %d are open", uint64(n)+1, len(d.open))
	}
	return d.open[len(d.open)-1-int(n)], nil
}

func (d *disassembler) readTable() ([]int, error) {
	var table []int
	for range d.Items() {
		label, err := d.readLabel()
		if err != nil {
			return nil, err
		}
		table = append(table, label)
	}
	other, err := d.readLabel()
	return append(table, other), err
}

// readMemories reads the numbers of memories: there is one only.
func (d *disassembler) readMemories(n uint32) error {
	for _, b := range d.Bytes(n) {
		if b != 0 {
			return fmt.Errorf("it is about memory %d, and there is one only", b)
		}
	}
	return nil
}
