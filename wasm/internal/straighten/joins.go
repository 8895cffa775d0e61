package straighten

import (
	"maps"
	"slices"
)

// recall sets the locals that addresses are made of to what they are, wherever
// ways come together. To wazero a local that is read for the second time behind
// such a place is another value than the one whose bounds it has checked, unless
// it has been set there.
func (f *function) recall(bases []int64) {
	joins, uses := f.joins(), f.usesOf(bases)
	out := make([]instr, 0, len(f.code))
	for i, n := range f.code {
		out = append(out, n)
		if !joins[i] {
			continue
		}
		for _, base := range bases {
			if uses[base].within(i) {
				out = append(out, localGet(base), localSet(base))
			}
		}
	}
	f.code = out
}

// bases returns the locals that are addresses of loads and stores, in order.
func (f *function) bases() []int64 {
	found := map[int64]bool{}
	for i, operand := range f.firstOperands() {
		if operand != unknown && f.code[i].op.isAccess() && f.code[operand].op == opLocalGet {
			found[f.code[operand].imm] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// joins returns, by the index of an instruction, whether more than one way leads
// behind it.
func (f *function) joins() []bool {
	joins := make([]bool, len(f.code))
	ways := make([]int, f.labels)
	reachable := true
	for i := range f.code {
		n := &f.code[i]
		switch n.op {
		case opLoop:
			joins[i] = reachable
		case opElse:
			if reachable {
				ways[n.label]++
			}
			reachable = true
		case opEnd:
			if reachable {
				ways[n.label]++
			}
			joins[i] = ways[n.label] > 1
			reachable = ways[n.label] > 0
		case opBr, opBrIf:
			if reachable {
				ways[n.label]++
			}
			reachable = reachable && n.op == opBrIf
		case opBrTable:
			for _, label := range n.table {
				ways[label]++
			}
			reachable = false
		case opReturn, opUnreachable:
			reachable = false
		}
	}
	return joins
}

// stretches are the parts of the code from an instruction that sets a local to
// the last one that reads it before it is set again.
type stretches [][2]int

// within reports whether a local is set before an instruction and read behind.
func (s stretches) within(i int) bool {
	for _, part := range s {
		if part[0] < i && i < part[1] {
			return true
		}
	}
	return false
}

// usesOf returns where the values of some locals are used, in the order of the
// code.
func (f *function) usesOf(locals []int64) map[int64]stretches {
	uses := map[int64]stretches{}
	for _, l := range locals {
		uses[l] = stretches{{0, 0}}
	}
	for i := range f.code {
		s, watched := uses[f.code[i].imm]
		if !watched {
			continue
		}
		switch f.code[i].op {
		case opLocalGet:
			s[len(s)-1][1] = i
		case opLocalSet, opLocalTee:
			uses[f.code[i].imm] = append(s, [2]int{i, i})
		}
	}
	return uses
}
