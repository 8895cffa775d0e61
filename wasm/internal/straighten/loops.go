package straighten

import "slices"

// loop is a part of the code that jumps back to its beginning.
type loop struct {
	// head is the block of the dispatch behind whose end the loop begins.
	head int
	// from is where that end stands, and to where the loop ends, itself not in it.
	from, to int
	// label is that of the loop once it is one of WebAssembly.
	label int
}

// holds reports whether an instruction is in the loop.
func (l *loop) holds(i int) bool { return l.from < i && i < l.to }

// closeLoops makes loops of WebAssembly of the loops of a function, so that
// jumps back need no dispatch: of all those that are entered at their
// beginnings only. The function must be entered at its start only.
func (f *function) closeLoops(d *dispatch) {
	c := looper{function: f, dispatch: d, ends: f.ends()}
	c.find()
	for c.dropEntered() {
	}
	if len(c.loops) > 0 {
		c.write()
	}
}

// looper closes the loops of a function.
type looper struct {
	*function
	dispatch *dispatch
	// ends are, by label, where blocks end.
	ends  []int
	loops []loop
}

// ends returns, by label, where the blocks end.
func (f *function) ends() []int {
	ends := make([]int, f.labels)
	for i := range f.code {
		if f.code[i].op == opEnd {
			ends[f.code[i].label] = i
		}
	}
	return ends
}

// find finds the loops, in the order in which they begin. One that begins in
// another one is made to end in it.
func (c *looper) find() {
	for i := range c.code {
		head, ok := c.jumpAt(i, c.dispatch)
		if !ok {
			continue
		}
		at := slices.IndexFunc(c.loops, func(l loop) bool { return l.head == head })
		if at < 0 {
			at = len(c.loops)
			c.loops = append(c.loops, loop{head: head, from: c.ends[head], label: c.newLabel()})
		}
		c.loops[at].to = max(c.loops[at].to, c.closed(c.ends[head], i+jumpLength))
	}
	slices.SortFunc(c.loops, func(a, b loop) int { return a.from - b.from })
	for i := len(c.loops) - 1; i >= 0; i-- {
		outer := &c.loops[i]
		for _, inner := range c.loops[i+1:] {
			if outer.holds(inner.from) {
				outer.to = max(outer.to, inner.to)
			}
		}
	}
}

// closed returns the first index from an instruction on where all blocks have
// ended that begin behind another one.
func (c *looper) closed(from, i int) int {
	inner := map[int]bool{}
	for at := from + 1; at < len(c.code); at++ {
		if at >= i && len(inner) == 0 {
			return at
		}
		switch n := &c.code[at]; n.op {
		case opBlock, opLoop, opIf:
			inner[n.label] = true
		case opEnd:
			delete(inner, n.label)
		}
	}
	return len(c.code) - 1
}

// dropEntered drops the loops that are entered elsewhere than at their
// beginning, and reports whether there were any.
func (c *looper) dropEntered() bool {
	entered := func(l loop) bool { return c.isEntered(&l) }
	before := len(c.loops)
	c.loops = slices.DeleteFunc(c.loops, entered)
	return len(c.loops) < before
}

// isEntered reports whether anything in front of a loop leads into it. What
// jumps back to a loop in it that is not closed goes through the dispatch.
func (c *looper) isEntered(l *loop) bool {
	for i := range c.code {
		if label, ok := c.jumpAt(i, c.dispatch); ok && l.holds(c.ends[label]) && !c.closes(label) {
			return true
		}
		n := &c.code[i]
		if i < l.from && (n.op == opBr || n.op == opBrIf) && l.holds(c.ends[n.label]) {
			return true
		}
		if n.op == opBrTable && i != c.dispatch.table {
			return true // the compiler emits no others: nothing is known of this one
		}
	}
	return false
}

// closes reports whether the loop that begins behind a block's end is closed.
func (c *looper) closes(head int) bool {
	return slices.ContainsFunc(c.loops, func(l loop) bool { return l.head == head })
}

// innermost returns the innermost loop that an instruction is in, -1 for none.
func (c *looper) innermost(i int) int {
	found := -1
	for at := range c.loops {
		if c.loops[at].holds(i) {
			found = at // later ones begin later
		}
	}
	return found
}

// write writes the function with the loops closed: each opens the blocks of the
// dispatch that end in it.
func (c *looper) write() {
	opened := make([][]instr, len(c.loops))
	var out []instr
	for i := 0; i < len(c.code); i++ {
		n := c.code[i]
		out = c.endLoops(out, i)
		if label, ok := c.jumpAt(i, c.dispatch); ok && c.closes(label) {
			at := slices.IndexFunc(c.loops, func(l loop) bool { return l.head == label })
			out = append(out, instr{op: opBr, label: c.loops[at].label})
			i += jumpLength - 1
			continue
		}
		if n.op == opBlock && i < c.dispatch.table {
			if at := c.innermost(c.ends[n.label]); at >= 0 {
				opened[at] = append(opened[at], n)
				continue
			}
		}
		out = append(out, n)
		for at, l := range c.loops {
			if l.from == i {
				out = append(append(out, instr{op: opLoop, imm: void, label: l.label}), opened[at]...)
			}
		}
	}
	c.code = out
	c.dispatch.table = slices.IndexFunc(out, func(n instr) bool { return n.op == opBrTable })
}

// endLoops ends the loops that end in front of an instruction, the inner ones
// first.
func (c *looper) endLoops(out []instr, i int) []instr {
	for at := len(c.loops) - 1; at >= 0; at-- {
		if c.loops[at].to == i {
			out = append(out, instr{op: opEnd, label: c.loops[at].label})
		}
	}
	return out
}
