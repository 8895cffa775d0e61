package straighten

import "slices"

// Go's functions begin with a look at how much of the goroutine's stack is left,
// and have it made larger when that is too little. A copy that is called by
// copies only need not look when those that call it, or their callers, have
// looked for what it takes as well.
//
// Originals go on looking, and call originals: they go on with what copies have
// begun, and the collector may have made the stack smaller in between. That is
// also what happens when a copy finds too little: its original is called when
// there is more.

// maxUnchecked is how many bytes of the stack functions may take that do not
// look, return addresses included. A look must not ask for more than stacks have
// soon.
const maxUnchecked = 16 << 10

// growing is what the names of the functions begin with that make stacks larger.
const growing = "runtime.morestack"

// stackChecks are the forms of the look: of functions with small frames, and of
// those with larger ones, which add what their frames are larger by.
var stackChecks = [][]opcode{
	slices.Concat([]opcode{opLocalGet, opGlobalGet, opI32WrapI64, opI32Load, opI32LeU}, grow),
	slices.Concat([]opcode{opLocalGet, opGlobalGet, opI32WrapI64, opI32Load, opI32Const, opI32Add, opI32LeU}, grow),
}

// grow is what they do where too little is left.
var grow = []opcode{
	opIf,
	opLocalGet, opI32Const, opI32Sub, opLocalTee, opGlobalSet,
	opLocalGet, opI64Const, opI64Store,
	opI32Const, opCall,
	opGlobalGet, opLocalSet, opBrIf,
	opEnd,
}

// growCall is where the call stands in it.
const growCall = 10

// stackCheckAround returns from where to where the look goes that a call is
// part of, nothing where there is none.
func (f *function) stackCheckAround(call int) (start, end int) {
	end = call - growCall + len(grow)
	for _, check := range stackChecks {
		if start = end - len(check); matches(f.code, start, check...) {
			return start, end
		}
	}
	return 0, 0
}

// addition is where those that have larger frames have what is added.
const addition = 4

// stackUse is what a function of Go's does with the stack.
type stackUse struct {
	// plainly is set when it looks how much is left in one of the known forms.
	plainly bool
	// frame is the size of its frame in bytes.
	frame int64
	// calls are the functions that it calls.
	calls []int64
}

// useStack finds out what the module's own function i does with the stack.
func (r *rewriter) useStack(i int) (u stackUse, err error) {
	f, err := r.decode(i)
	if err != nil {
		return u, err
	}
	if made := f.frameMade(); made != unknown && r.isGo(i) {
		u.frame = f.code[made-3].imm
	}
	for i := range f.code {
		switch n := &f.code[i]; {
		case n.op == opCall && r.growers[n.imm]:
			_, end := f.stackCheckAround(i)
			u.plainly = u.plainly || end > 0
		case n.op == opCall:
			u.calls = append(u.calls, n.imm)
		}
	}
	return u, nil
}

// shareLooks decides which copies do not look at how much of the stack is left,
// and how much more the others look for.
func (r *rewriter) shareLooks(copies []int) error {
	s := stackSizer{rewriter: r, uses: make([]stackUse, len(r.bodies)), needs: map[int]int64{}, adding: map[int]bool{}}
	for i := range r.bodies {
		var err error
		if s.uses[i], err = r.useStack(i); err != nil {
			return err
		}
	}
	for _, i := range copies {
		r.unchecked[i] = s.uses[i].plainly
	}
	s.keepWhereOthersCall()
	for _, i := range copies {
		s.need(i)
	}
	for _, i := range copies {
		if s.uses[i].plainly && !r.unchecked[i] {
			r.reserves[i] = s.belowAll(i)
		}
	}
	return nil
}

// stackSizer adds up how much of the stack functions take.
type stackSizer struct {
	*rewriter
	uses []stackUse
	// needs are how many bytes copies take, with all that they call up to functions
	// that look.
	needs map[int]int64
	// adding are those that are being added up.
	adding map[int]bool
}

// keepWhereOthersCall has copies go on looking that are called by functions
// without a copy, and by those that do not look themselves, or look in a form in
// which they cannot look for more.
func (s *stackSizer) keepWhereOthersCall() {
	for i, u := range s.uses {
		if _, copied := s.unchecked[i]; copied && u.plainly {
			continue
		}
		for _, callee := range u.calls {
			if i := int(callee) - s.imports; s.unchecked[i] {
				s.unchecked[i] = false
			}
		}
	}
}

// need returns how many bytes of the stack the copy of a function takes without
// a look, and has it look if these are too many.
func (s *stackSizer) need(i int) int64 {
	if n, known := s.needs[i]; known {
		return n
	}
	s.adding[i] = true
	n := max(s.uses[i].frame, returnAddress) + returnAddress + s.belowAll(i)
	delete(s.adding, i)
	s.needs[i] = n
	if n > maxUnchecked {
		s.unchecked[i] = false
	}
	return n
}

// belowAll returns how much those take that a function calls, until one has
// looked. Of functions that call each other in a circle one looks.
func (s *stackSizer) belowAll(i int) (below int64) {
	for _, callee := range s.uses[i].calls {
		callee := int(callee) - s.imports
		if s.adding[callee] {
			s.unchecked[callee] = false
		}
		if s.unchecked[callee] {
			if n := s.need(callee); s.unchecked[callee] {
				below = max(below, n)
			}
		}
	}
	return below
}

// dropStackCheck drops the look at how much of the stack is left.
func (f *function) dropStackCheck(growers map[int64]bool) {
	if start, end := f.stackCheck(growers); end > 0 {
		f.code = slices.Delete(f.code, start, end)
	}
}

// lookFurther looks for more than the function itself takes.
func (f *function) lookFurther(growers map[int64]bool, more int64) {
	switch start, end := f.stackCheck(growers); {
	case end == 0 || more == 0:
	case f.code[start+addition].op == opI32Const:
		f.code[start+addition].imm += more
	default:
		f.code = slices.Insert(f.code, start+addition, i32Const(more), instr{op: opI32Add})
	}
}

// stackCheck returns from where to where the function looks, nothing where it
// does not.
func (f *function) stackCheck(growers map[int64]bool) (start, end int) {
	for i := range f.code {
		if f.code[i].op == opCall && growers[f.code[i].imm] {
			if start, end = f.stackCheckAround(i); end > 0 {
				return start, end
			}
		}
	}
	return 0, 0
}
