package straighten

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// The type of Go's functions, (i32) -> i32: they take the point to resume at
// and return 1 when the goroutine is being unwound.
var signature = [2]string{string([]byte{typeI32}), string([]byte{typeI32})}

// functionType is the form of a type that is a function's.
const functionType = 0x60

// goParams is how many parameters Go's functions have.
const goParams = 1

// The locals and the global of a function of Go's that have a meaning.
const (
	// resumePoint is the parameter: the number of the block to enter.
	resumePoint = 0
	// stackPointer is the local that mirrors the stack pointer.
	stackPointer = 1
	// globalStackPointer is the global that holds the stack pointer.
	globalStackPointer = 0
)

// beginning is what the code of Go's functions begins with: global.get 0,
// local.set 1. Wrappers of exports, which can have the same type, do not, nor
// do the helpers that are written in assembly.
var beginning = []byte{byte(opGlobalGet), globalStackPointer, byte(opLocalSet), stackPointer}

// beginningLength is how many instructions that is.
const beginningLength = 2

// isGo reports whether the module's own function i has the form of Go's.
func (p *program) isGo(i int) bool {
	r := module.NewReader("", p.bodies[i])
	for range r.Items() {
		r.U32()
		r.Byte()
	}
	return p.types[i] == p.goType && bytes.Equal(r.Bytes(uint32(len(beginning))), beginning)
}

// checkResumePoint makes sure that the number of the block to enter is only
// read by the dispatch and only written by jumps: they are then what it says
// they are. In front of indirect calls the compiler keeps the function to call
// in it for a moment.
func (f *function) checkResumePoint(d *dispatch) error {
	for i := range f.code {
		n := &f.code[i]
		sound := true
		switch {
		case n.is(opLocalGet, resumePoint):
			sound = i+1 == d.table || f.savesCallee(i-2)
		case n.is(opLocalSet, resumePoint):
			_, jumps := f.jumpAt(i-1, d)
			sound = jumps || f.savesCallee(i)
		case n.is(opLocalTee, resumePoint):
			sound = false
		case n.op == opBr && n.label == d.loop:
			_, sound = f.jumpAt(i-2, d)
		case n.op == opBrIf && n.label == d.loop, n.op == opBrTable && slices.Contains(n.table, d.loop):
			sound = false
		}
		if !sound {
			return fmt.Errorf("instruction %d uses the point to resume at as Go's compiler never does", i)
		}
	}
	return nil
}

// savesCallee reports whether the function to call is put aside at i, to get
// the argument under it.
func (f *function) savesCallee(i int) bool {
	return matches(f.code, i, opLocalSet, opI32Const, opLocalGet, opCallIndirect) &&
		f.code[i].imm == resumePoint && f.code[i+2].imm == resumePoint
}
