package straighten

import "slices"

// Go's compiler lays the blocks of a function out so that a processor goes on
// with the next one as often as can be. That leads back more often than there
// are loops: to what several ways share, and into loops, of which it puts the
// condition last. A branch of WebAssembly leads back to the beginning of a loop
// only, so copies are laid out anew: what can lead to a block stands in front of
// it, and what is in a loop stands together, its entry first.

// segment is the code behind the end of a block of the dispatch.
type segment struct {
	code []instr
	// leads are the segments that it leads to, by their labels: those that it jumps
	// to and then the next one if it goes on there, which is next, else noLabel.
	leads []int
	next  int
}

// layOut lays out what can be reached from the start of a function. It changes
// nothing where the function does not jump, or branches as Go's compiler never
// does.
func (f *function) layOut(d *dispatch) {
	l := f.segments(d)
	if l == nil {
		return
	}
	o := orderer{segments: l.segments, visits: map[int]int{}}
	var order []int
	o.visit(d.entries[0], &order)
	out := slices.Clone(f.code[:l.first])
	for _, label := range slices.Backward(order) {
		out = append(out, instr{op: opBlock, imm: void, label: label})
	}
	out = append(out, f.code[d.table-1], f.code[d.table])
	for i, label := range order {
		s := l.segments[label]
		out = append(append(out, instr{op: opEnd, label: label}), s.code...)
		if s.next != noLabel && (i+1 == len(order) || order[i+1] != s.next) {
			out = append(out, d.jump(s.next)...)
		}
	}
	f.code = append(out, f.code[l.end:]...)
	d.table = l.first + len(order) + 1
	f.code[d.table].table = d.forget(order)
}

// jump returns a jump to the code behind a block.
func (d *dispatch) jump(label int) []instr {
	return []instr{i32Const(int64(slices.Index(d.entries, label))), {op: opLocalSet, imm: resumePoint}, {op: opBr, label: d.loop}}
}

// forget has numbers that lead to what was dropped lead to the start, as nothing
// sets them any more, and returns the new table.
func (d *dispatch) forget(kept []int) []int {
	d.entries = slices.Clone(d.entries)
	for i, label := range d.entries {
		if !slices.Contains(kept, label) {
			d.entries[i] = d.entries[0]
		}
	}
	return d.entries
}

// layout is where the parts of a function stand that jumps: its segments by
// their labels, and from where to where they stand with the blocks of the
// dispatch.
type layout struct {
	segments   map[int]*segment
	first, end int
}

// segments takes a function apart. It returns nil where the function does not
// jump, or branches to a block of the dispatch otherwise than by a jump.
func (f *function) segments(d *dispatch) *layout {
	if d.loop == noLabel {
		return nil
	}
	l := layout{segments: map[int]*segment{}, first: d.table - 1}
	for f.code[l.first-1].opensVoid(opBlock) {
		l.first--
		label := f.code[l.first].label
		if !slices.Contains(d.entries, label) {
			return nil
		}
		l.segments[label] = &segment{next: noLabel}
	}
	var now *segment
	for l.end = d.table + 1; f.code[l.end].op != opEnd || f.code[l.end].label != d.loop; l.end++ {
		n := f.code[l.end]
		if next := l.segments[n.label]; next != nil && n.op == opEnd {
			if now != nil {
				now.goOn(n.label)
			}
			now = next
			continue
		}
		if label, ok := f.jumpAt(l.end, d); ok {
			now.leads = append(now.leads, label)
		}
		if n.op == opBrTable || (n.op == opBr || n.op == opBrIf) && l.segments[n.label] != nil {
			return nil
		}
		now.code = append(now.code, n)
	}
	return &l
}

// goOn has a segment lead to the next one unless it ends for good.
func (s *segment) goOn(next int) {
	if n := len(s.code); n > 0 && s.code[n-1].op.ends() {
		return
	}
	s.next = next
	s.leads = append(s.leads, next)
}

// ends reports whether the next instruction is never gone on with.
func (op opcode) ends() bool { return op == opBr || op == opReturn || op == opUnreachable }

// orderer finds the order of segments, which is the weak topological order of
// F. Bourdoncle, Efficient chaotic iteration strategies with widenings, 1993.
type orderer struct {
	segments map[int]*segment
	// visits number the segments as they are visited. Those that have been placed
	// have the last number of all.
	visits map[int]int
	count  int
	stack  []int
}

const placed = 1 << 30

// visit places a segment, and what it leads to, in front of an order, once all
// that is in a loop with it has been found. It returns the lowest number that it
// leads back to.
func (o *orderer) visit(label int, order *[]int) (head int) {
	o.stack = append(o.stack, label)
	o.count++
	o.visits[label] = o.count
	head = o.count
	for _, next := range o.segments[label].leads {
		lowest := o.visits[next]
		if lowest == 0 {
			lowest = o.visit(next, order)
		}
		head = min(head, lowest)
	}
	if head != o.visits[label] {
		return head
	}
	o.visits[label] = placed
	at := slices.Index(o.stack, label)
	for _, in := range o.stack[at+1:] { // a loop that begins here
		o.visits[in] = 0
	}
	o.stack = o.stack[:at]
	*order = append(o.from(label), *order...)
	return head
}

// from returns the order of a loop by its entry, or of a segment in none.
func (o *orderer) from(entry int) []int {
	var order []int
	for _, next := range o.segments[entry].leads {
		if o.visits[next] == 0 {
			o.visit(next, &order)
		}
	}
	return append([]int{entry}, order...)
}
