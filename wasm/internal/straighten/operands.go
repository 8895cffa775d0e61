package straighten

// unknown is the index of an instruction that is not known.
const unknown = -1

// firstOperands returns, by the index of an instruction, the index of the one
// that gave the first of the values it takes: of a load and a store the
// address, of a comparison the left side. It is unknown of what takes nothing,
// and where anything stands between the two whose effect on the operand stack
// is not known.
func (f *function) firstOperands() []int {
	first := make([]int, len(f.code))
	var stack []int // what gave the values that are on the operand stack
	for i := range f.code {
		first[i] = unknown
		takes, puts, known := f.code[i].op.effect()
		if !known {
			stack = stack[:0]
			continue
		}
		bottom := len(stack) - takes
		if takes > 0 && bottom >= 0 {
			first[i] = stack[bottom]
		}
		stack = stack[:max(bottom, 0)]
		for range puts {
			stack = append(stack, i)
		}
	}
	return first
}

// users returns, by the index of an instruction, the index of the one that takes
// its value as the first of its own; unknown when none does.
func (f *function) users() []int {
	users := make([]int, len(f.code))
	for i := range users {
		users[i] = unknown
	}
	for i, operand := range f.firstOperands() {
		if operand != unknown {
			users[operand] = i
		}
	}
	return users
}
