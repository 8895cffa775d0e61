package straighten

// enterAtStart has a function be entered at its start only, which is the number
// 0: it takes from the table whatever the function itself does not jump back
// to. Without such jumps there is nothing to dispatch.
func (f *function) enterAtStart(d *dispatch) {
	start := d.entries[0]
	entries := []int{start}
	numbers := map[int]int64{start: 0}
	jumps := false
	for i := range f.code {
		label, ok := f.jumpAt(i, d)
		if !ok {
			continue
		}
		jumps = true
		number, known := numbers[label]
		if !known {
			number = int64(len(entries))
			numbers[label] = number
			entries = append(entries, label)
		}
		f.code[i].imm = number
	}
	if !jumps {
		f.code[d.table-1].op, f.code[d.table].op = opNop, opNop
		f.code = without(f.code)
		return
	}
	f.code[d.table].table = append(entries, start)
}
