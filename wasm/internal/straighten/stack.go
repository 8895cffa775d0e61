package straighten

import "slices"

// Go's functions begin with a look at how much of the goroutine's stack is left,
// and have it made larger when that is too little. Below what they make sure of
// there are 800 bytes for functions that do not look, which the linker makes
// sure of for those that are marked so (stackNosplitBase in internal/abi). Copies
// need not look either as long as what they take together, one called by the
// other, is far less.

// maxUnchecked is how many bytes of the stack may be taken without a look at how
// much is left, return addresses and what a look itself takes included.
const maxUnchecked = 512

// endless is more than there ever is.
const endless = 1 << 30

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

// stackUse is what a function of Go's does with the stack.
type stackUse struct {
	// checked is set when it looks at how much is left, and plainly when the look
	// is one of the known forms.
	checked, plainly bool
	// frame is the size of its frame in bytes.
	frame int64
	// calls are the functions that it calls. It calls others that are not known
	// when opaque is set.
	calls  []int64
	opaque bool
}

// useStack finds out what the module's own function i does with the stack.
func (r *rewriter) useStack(i int) (u stackUse, err error) {
	f, err := decode(r.where(i), r.bodies[i])
	if err != nil {
		return u, err
	}
	u.opaque = !r.isGo(i)
	if made := f.frameMade(); made != unknown && !u.opaque {
		u.frame = f.code[made-3].imm
	}
	for i := range f.code {
		switch n := &f.code[i]; {
		case n.op == opCallIndirect:
			u.opaque = true
		case n.op == opCall && r.growers[n.imm]:
			u.checked = true
			_, end := f.stackCheckAround(i)
			u.plainly = u.plainly || end > 0
		case n.op == opCall && !r.panics[n.imm] && !r.failing[n.imm]:
			u.calls = append(u.calls, n.imm)
		}
	}
	return u, nil
}

// findUnchecked decides which copies do not look at how much of the stack is
// left.
func (r *rewriter) findUnchecked(copies []int) error {
	s := stackSizer{rewriter: r, uses: make([]stackUse, len(r.bodies)), needs: map[int]int64{}, adding: map[int]bool{}}
	for i := range r.bodies {
		var err error
		if s.uses[i], err = r.useStack(i); err != nil {
			return err
		}
	}
	for _, i := range copies {
		s.needs[i] = 0
	}
	s.keepWhereCallersDoNotCheck()
	for _, i := range copies {
		r.unchecked[i] = s.need(i) <= maxUnchecked
	}
	return nil
}

// stackSizer adds up how much of the stack functions take.
type stackSizer struct {
	*rewriter
	uses []stackUse
	// needs are how many bytes copies take if they do not look, with all that
	// they call up to a function that looks; 0 as long as that is not known.
	needs map[int]int64
	// adding are those that are being added up.
	adding map[int]bool
}

// keepWhereCallersDoNotCheck has functions go on looking that are called by
// others that never did: those may have taken what there is.
func (s *stackSizer) keepWhereCallersDoNotCheck() {
	for _, u := range s.uses {
		if u.checked {
			continue
		}
		for _, callee := range u.calls {
			if i := int(callee) - s.imports; i >= 0 {
				s.keep(i)
			}
		}
	}
}

func (s *stackSizer) keep(i int) {
	if _, copied := s.needs[i]; copied {
		s.needs[i] = endless
	}
}

// need returns how many bytes of the stack the copy of a function takes without
// a look. Functions that call each other in a circle have one that looks.
func (s *stackSizer) need(i int) int64 {
	if n := s.needs[i]; n != 0 {
		return n
	}
	u := &s.uses[i]
	if !u.plainly || u.opaque {
		s.needs[i] = endless
		return endless
	}
	s.adding[i] = true
	defer delete(s.adding, i)
	below := int64(0)
	for _, callee := range u.calls {
		below = max(below, s.below(int(callee)-s.imports))
	}
	s.needs[i] = max(u.frame, returnAddress) + returnAddress + below
	return s.needs[i]
}

// below returns what a function takes until one has looked that it calls.
func (s *stackSizer) below(callee int) int64 {
	if callee < 0 || s.adding[callee] {
		return endless
	}
	if _, copied := s.needs[callee]; copied {
		if n := s.need(callee); n <= maxUnchecked {
			return n
		}
	}
	if s.uses[callee].checked {
		return 2 * returnAddress
	}
	return endless
}

// dropStackCheck drops the look at how much of the stack is left.
func (f *function) dropStackCheck(growers map[int64]bool) {
	for i := range f.code {
		if f.code[i].op != opCall || !growers[f.code[i].imm] {
			continue
		}
		if start, end := f.stackCheckAround(i); end > 0 {
			f.code = slices.Delete(f.code, start, end)
			return
		}
	}
}
