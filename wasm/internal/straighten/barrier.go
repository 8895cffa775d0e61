package straighten

import (
	"fmt"
	"slices"
	"strings"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// Where Go's code stores pointers it asks a variable of the runtime whether the
// collector is at work and has to be told. That is often, and by an address of
// which hosts check the bounds. Copies ask a global that holds the same: what
// writes the variable sets it.

// barrierWriter is what the names of functions begin with of which one writes the
// variable. It is the one of which they write one byte, and others read four.
const barrierWriter = "runtime.gcMarkTermination"

// barrier is the variable.
type barrier struct {
	// at is its address, 0 where there is none.
	at int64
	// global is the number of the global that holds the same.
	global int64
}

// barrierSize is how many bytes are read of it.
const barrierSize = 4

// constantAccess is an access to a variable of a package in the module's own
// function i.
type constantAccess struct {
	op opcode
	i  int
}

// findBarrier finds the variable.
func (r *rewriter) findBarrier() error {
	accesses := map[int64][]constantAccess{}
	for i := range r.bodies {
		f, err := r.decode(i)
		if err != nil {
			return err
		}
		for j, operand := range f.firstOperands() {
			if at, ok := f.constantAddress(j, operand); ok {
				accesses[at] = append(accesses[at], constantAccess{f.code[j].op, i})
			}
		}
	}
	for at, list := range accesses {
		if !r.isBarrier(list) {
			continue
		}
		if r.barrier.at != 0 {
			return fmt.Errorf("the variables at %d and %d are both like the one that tells of the collector", min(at, r.barrier.at), max(at, r.barrier.at))
		}
		r.barrier = barrier{at, int64(r.sections.Content(module.Global).U32())}
	}
	return r.checkBarrier(accesses)
}

// isBarrier tells the variable by the accesses to it.
func (r *rewriter) isBarrier(accesses []constantAccess) bool {
	return slices.ContainsFunc(accesses, func(a constantAccess) bool { return a.op == opI64Load32U }) &&
		slices.ContainsFunc(accesses, func(a constantAccess) bool {
			return a.op == opI64Store8 && strings.HasPrefix(r.names[uint32(r.imports+a.i)], barrierWriter)
		})
}

// checkBarrier makes sure that nothing writes the variable but as one byte, by
// its own address.
func (r *rewriter) checkBarrier(accesses map[int64][]constantAccess) error {
	for at, list := range accesses {
		for _, a := range list {
			overlaps := at < r.barrier.at+barrierSize && r.barrier.at < at+a.op.width()
			if a.op.isStore() && overlaps && (a.op != opI64Store8 || at != r.barrier.at) {
				return fmt.Errorf("%s writes %d bytes at %d, where the runtime keeps whether the collector is at work", r.where(a.i), a.op.width(), at)
			}
		}
	}
	return nil
}

// constantAddress returns the address of an access where it is constant, as Go's
// compiler writes it.
func (f *function) constantAddress(i, operand int) (at int64, ok bool) {
	if operand < 1 || !f.code[i].op.isAccess() || !matches(f.code, operand-1, opI64Const, opI32WrapI64) {
		return 0, false
	}
	return f.code[operand-1].imm + f.code[i].imm, true
}

// mirrorBarrier sets the global where the variable is written, and has copies
// read the global.
func (f *function) mirrorBarrier(b barrier, copied bool) {
	if b.at == 0 {
		return
	}
	operands := f.firstOperands()
	var out []instr
	for i, n := range f.code {
		out = append(out, n)
		at, ok := f.constantAddress(i, operands[i])
		switch {
		case !ok || at != b.at:
		case n.op.isStore():
			out = append(out, i32Const(b.at), access(opI64Load32U, 0), instr{op: opGlobalSet, imm: b.global})
		case copied && n.op == opI64Load32U && operands[i] == i-1:
			out = append(out[:len(out)-3], instr{op: opGlobalGet, imm: b.global})
		}
	}
	f.code = out
}

// withBarrier declares the globals with the one that is added.
func (p *program) withBarrier() []byte {
	r := p.sections.Content(module.Global)
	n := r.U32()
	globals := r.Bytes(uint32(r.Left()))
	if p.barrier.at != 0 {
		n++
		globals = append(slices.Clone(globals), typeI64, 1, byte(opI64Const), 0, byte(opEnd))
	}
	return append(module.AppendU32(nil, n), globals...)
}
