package straighten

import "slices"

// maxDetour is how many instructions are repeated at most where a function jumps
// back.
const maxDetour = 12

// shortenDetours has jumps back that lead to a few instructions in front of a
// loop do these on their own, and then jump to the loop. Go's compiler puts them
// there to move values to the locals that the loop has them in, and has what
// enters the loop branch over them.
func (f *function) shortenDetours(d *dispatch) {
	ends := f.ends()
	var out []instr
	for i := 0; i < len(f.code); i++ {
		label, ok := f.jumpAt(i, d)
		if ok {
			if detour, number := f.detourAt(ends[label], i, d); number >= 0 {
				out = append(append(out, detour...), i32Const(int64(number)), f.code[i+1], f.code[i+2])
				i += jumpLength - 1
				continue
			}
		}
		out = append(out, f.code[i])
	}
	f.code = out
}

// detourAt returns the instructions behind the end of a block up to the end of
// the next one, if they are few and lead nowhere else, and the number of that
// block in the dispatch, -1 if there is no such thing in front of a jump.
func (f *function) detourAt(end, jump int, d *dispatch) (detour []instr, number int) {
	for i := end + 1; i < jump && i <= end+1+maxDetour; i++ {
		if f.code[i].op == opEnd && i > end+1 {
			return f.code[end+1 : i], slices.Index(d.entries, f.code[i].label)
		}
		if _, _, plain := f.code[i].op.effect(); !plain {
			break
		}
	}
	return nil, -1
}
